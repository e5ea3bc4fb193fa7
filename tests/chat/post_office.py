"""A mail server in this process, and what it was handed over."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class PostOffice:
    """What came, and how the next one is answered where that is not OK."""

    mails: list[EmailMessage] = field(default_factory=list)
    receivers: list[list[str]] = field(default_factory=list)
    refusal: str = ""
    port: int = 0

    async def handle_DATA(self, _: Any, __: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail, or refuse it."""
        if self.refusal:
            return self.refusal
        self.mails.append(BytesParser(policy=default).parsebytes(envelope.content))
        self.receivers.append(envelope.rcpt_tos)
        return "250 OK"


@contextmanager
def open_post_office(**more: Any) -> Iterator[PostOffice]:
    """Open a mail server on a free port."""
    office = PostOffice(port=_free_port())
    controller = Controller(office, hostname="127.0.0.1", port=office.port, **more)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port: int = line.getsockname()[1]
        return port
