"""A real web server on this machine that answers as a test tells it to, however badly."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from faq.addresses import Address
from faq.client import Limits
from faq.fetch import Fetch, polite_fetch

SITE = "news.example"
CONTACT = "https://news.example/salut"
PAGE = b"<html><body><p>Le port rouvre lundi.</p></body></html>"
PATIENCE_SECONDS = 10.0
# Made once: it reads all the authorities of the system.
TRUSTING_THE_SYSTEM = ssl.create_default_context()


@dataclass(frozen=True)
class Request:
    """What a client asked, headers by their names in small letters."""

    path: str
    headers: dict[str, str]


Behaviour = Callable[[socket.socket], None]
Answer = bytes | Behaviour


def reply(body: bytes = PAGE, status: str = "200 OK", **headers: str) -> bytes:
    """Write a whole answer; `x_robots_tag="noindex"` is a header."""
    named = {"content_type": "text/html", "content_length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
    return "\r\n".join([f"HTTP/1.1 {status}", *lines, "", ""]).encode() + body


def robots_txt(text: str) -> bytes:
    return reply(text.encode(), content_type="text/plain")


def redirect(location: str, status: str = "302 Found") -> bytes:
    return reply(b"", status, location=location)


def endless(beginning: bytes, again: bytes, pieces: int = 2000) -> Behaviour:
    """Send one thing over and over, far beyond any limit, as long as somebody listens."""

    def behave(line: socket.socket) -> None:
        line.sendall(beginning)
        for _ in range(pieces):
            line.sendall(again)

    return behave


def silent(line: socket.socket) -> None:
    """Say nothing until the other side gives up."""
    line.recv(1)


class UnrulyServer:
    """Answers each path with what `answers` holds for it: one answer, or one after the other."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0, tls: ssl.SSLContext | None = None):
        self.answers: dict[str, Answer | list[Answer]] = {}
        self.requests: list[Request] = []
        self.connections = 0
        self._tls = tls
        self._listener = socket.create_server((host, port))
        self.port: int = self._listener.getsockname()[1]
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        self._thread.join(PATIENCE_SECONDS)

    def url(self, path: str = "/", scheme: str = "http") -> str:
        return f"{scheme}://{SITE}:{self.port}{path}"

    def paths(self) -> list[str]:
        """List what was asked for, but for robots.txt."""
        return [each.path for each in self.requests if each.path != "/robots.txt"]

    def _serve(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        """Answer one request; the other side may be gone at any moment."""
        with suppress(OSError), line:
            line.settimeout(PATIENCE_SECONDS)
            if self._tls is not None:
                line = self._tls.wrap_socket(line, server_side=True)
            with line:
                request = _read_request(line)
                self.requests.append(request)
                answer = self._answer_to(request.path)
                if isinstance(answer, bytes):
                    line.sendall(answer)
                else:
                    answer(line)

    def _answer_to(self, path: str) -> Answer:
        answers = self.answers.get(path, reply(b"", "404 Not Found"))
        if isinstance(answers, list):
            return answers.pop(0) if len(answers) > 1 else answers[0]
        return answers


def _read_request(line: socket.socket) -> Request:
    text = b""
    while b"\r\n\r\n" not in text:
        received = line.recv(4096)
        if not received:
            raise ConnectionError
        text += received
        if not text.startswith(b"G"):
            line.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            raise ConnectionError
    first, *lines = text.decode("latin-1").split("\r\n")
    pairs = (each.partition(": ") for each in lines if each)
    return Request(first.split(" ")[1], {name.lower(): value for name, _, value in pairs})


@dataclass
class Time:
    """A clock that goes on when somebody sleeps, or a little with every look at it."""

    now: float = 1000.0
    ticks_seconds: float = 0.0
    sleeps: list[float] = field(default_factory=list)

    def clock(self) -> float:
        self.now += self.ticks_seconds
        return self.now

    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds


def here(_host: str, _port: int) -> Iterable[str]:
    """Resolve every name to this machine."""
    return ["127.0.0.1"]


def anywhere(_address: Address) -> bool:
    return True


def guest(
    server: UnrulyServer,
    time: Time | None = None,
    limits: Limits | None = None,
    *,
    hosts: Iterable[str] = (),
    tls: ssl.SSLContext | None = None,
) -> Fetch:
    """Make a client of a server on this machine; it waits for nothing in truth."""
    time = time or Time()
    return polite_fetch(
        hosts or [f"{SITE}:{server.port}"],
        CONTACT,
        limits,
        tls=tls or TRUSTING_THE_SYSTEM,
        resolve=here,
        clock=time.clock,
        sleep=time.sleep,
        is_allowed_address=anywhere,
    )


@contextmanager
def memory_watched() -> Iterator[Callable[[], float]]:
    """Give what tells by how many MB the process grew at its highest since then."""
    Path("/proc/self/clear_refs").write_text("5")
    before = _highest_kb()
    yield lambda: (_highest_kb() - before) / 1024


def _highest_kb() -> int:
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
