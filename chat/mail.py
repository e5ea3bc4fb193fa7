"""Mail: one message to one address, over SMTP; what would smuggle a header in is refused.

The server is told by a URL: `smtp://user:password@mail.example:587` goes over to TLS before it
says anything (STARTTLS), `smtps://…` begins with it. `smtp://localhost` may do without.
"""

from __future__ import annotations

import smtplib
import ssl
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import SplitResult, unquote, urlsplit

from chat.emails import clean_email
from chat.errors import InvalidPayloadError

SECONDS_MAX = 20.0
SUBJECT_CHARACTERS_MAX = 200
PORTS = {"smtp": 587, "smtps": 465}
_LOCAL = ("localhost", "127.0.0.1", "::1")
EXAMPLE = "smtp://user:password@mail.example:587"


class MailAddressError(ValueError):
    """Tell what is wrong with the URL of a mail server, or with the address that mails are from."""


@dataclass(frozen=True, slots=True)
class Mail:
    """One message as text; its answer goes to `reply_to`, where that is given."""

    to: str
    subject: str
    text: str
    reply_to: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mails are handed over."""

    host: str
    port: int
    is_secure_at_once: bool
    user: str = ""
    password: str = ""

    @property
    def needs_secrecy(self) -> bool:
        """Tell whether nothing may be said in the clear: all but on this machine, without user."""
        return self.host not in _LOCAL or bool(self.user)


@dataclass(frozen=True, slots=True)
class Mailer:
    """Sends mails from one address."""

    server: MailServer
    sender: str
    now: Callable[[], datetime]
    tls: Callable[[], ssl.SSLContext] = ssl.create_default_context

    def send(self, mail: Mail) -> None:
        """Hand a mail over; raise OSError, smtplib.SMTPException, InvalidPayloadError."""
        message = message_of(mail, self.sender, self.now())
        with self._connected() as connection:
            if self.server.user:
                connection.login(self.server.user, self.server.password)
            connection.send_message(message)

    def send_queued(self, told: Mapping[str, str]) -> None:
        """Hand over a mail that waited in the queue, see `Mail`."""
        self.send(Mail(**told))

    def _connected(self) -> smtplib.SMTP:
        server = self.server
        if server.is_secure_at_once:
            return smtplib.SMTP_SSL(
                server.host, server.port, timeout=SECONDS_MAX, context=self.tls()
            )
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS_MAX)
        try:
            connection.ehlo_or_helo_if_needed()
            if server.needs_secrecy or connection.has_extn("starttls"):
                connection.starttls(context=self.tls())
        except BaseException:
            connection.close()
            raise
        return connection


def mail_server(url: str) -> MailServer:
    """Read the URL of a mail server; raise MailAddressError with how to write it."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError as error:
        raise MailAddressError(f"write it like {EXAMPLE}") from error
    if parts.scheme not in PORTS or not parts.hostname or not _is_bare(parts):
        raise MailAddressError(f"write it like {EXAMPLE}")
    return MailServer(
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        is_secure_at_once=parts.scheme == "smtps",
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
    )


def message_of(mail: Mail, sender: str, now: datetime) -> EmailMessage:
    """Put a mail into the form in which it is sent.

    Raise InvalidEmailError for an address that is none, InvalidPayloadError for a subject of
    several lines.
    """
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender)
    message["To"] = _address(mail.to)
    if mail.reply_to:
        message["Reply-To"] = _address(mail.reply_to)
    message["Subject"] = header(mail.subject)[:SUBJECT_CHARACTERS_MAX]
    message["Date"] = format_datetime(now)
    message["Auto-Submitted"] = "auto-generated"
    if mail.number:
        host = clean_email(sender).rpartition("@")[2]
        message["Message-ID"] = f"<{header(mail.number)}@{host}>"
    message.set_content(mail.text, cte="quoted-printable")
    return message


def header(text: str) -> str:
    """Give a text that may stand in a header; raise InvalidPayloadError for several lines."""
    if any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in text):
        raise InvalidPayloadError("a header of a mail is one line, without control characters")
    return text


def _address(text: str) -> Address:
    user, _, host = clean_email(header(text)).rpartition("@")
    return Address(username=user, domain=host)


def _is_bare(parts: SplitResult) -> bool:
    return parts.path in ("", "/") and not parts.query and not parts.fragment
