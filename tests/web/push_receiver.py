"""A server that takes pushed articles as a test tells it to, and checks how each is signed."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from chat.pushing import signature_of

SECRET = "s" * 40
STORED = {"state": "stored", "url": "/piscine.html", "entries": 1}


@dataclass
class Receiver:
    """Answers with each of `answers` in turn, a status and its Retry-After, then with 200."""

    answers: Sequence[tuple[int, str]]
    url: str = ""
    moments: list[int] = field(default_factory=list)
    told: list[Any] = field(default_factory=list)

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        """Take one push."""
        body = handler.rfile.read(int(handler.headers["Content-Length"]))
        moment = handler.headers["X-Salut-Timestamp"]
        signed = f"sha256={signature_of(SECRET, moment, body)}"
        is_signed = handler.headers["X-Salut-Signature"] == signed
        turn = len(self.told)
        self.moments.append(int(moment))
        self.told.append(json.loads(body))
        status, seconds = self.answers[turn] if turn < len(self.answers) else (200, "")
        said = json.dumps(STORED if status == 200 else {"error": {"code": "busy"}}).encode()
        handler.send_response(status if is_signed else 401)
        if seconds:
            handler.send_header("Retry-After", seconds)
        handler.send_header("Content-Length", str(len(said)))
        handler.end_headers()
        handler.wfile.write(said)


@contextmanager
def receiving(*answers: tuple[int, str]) -> Iterator[Receiver]:
    """Listen on a free port."""
    receiver = Receiver(answers)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            receiver.answer(self)

        def log_message(self, *told: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        receiver.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield receiver
        server.shutdown()
        thread.join()
