"""One request over one connection to an address that was checked before, in a time that ends.

The standard library's client reads the answer: no redirect, cookie, proxy or pool is in the way.
Its time limit is for each read alone, so a server that drips would never end: here every read gets
what is left of the whole.
"""

from __future__ import annotations

import io
import re
import socket
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException, HTTPResponse
from typing import TYPE_CHECKING, cast

from faq.addresses import Address
from faq.errors import FetchFailedError, TooSlowError
from faq.hosts import Target
from faq.inflate import PIECE_BYTES

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CONNECT_SECONDS_MAX = 5.0

# Not `\s`: a header is read as Latin-1, where half of an "à" is a no-break space.
_BLANKS = re.compile(r"[\t\r\n ]+")

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a request has to be over, by a monotonic clock."""

    ends: float
    clock: Clock

    @classmethod
    def after(cls, seconds: float, clock: Clock) -> Deadline:
        """Set a deadline some seconds from now."""
        return cls(clock() + seconds, clock)

    def left_seconds(self) -> float:
        """Return the time that is left; raises TimeoutError when there is none."""
        left = self.ends - self.clock()
        if left <= 0:
            raise TimeoutError
        return left


class _Line(io.RawIOBase):
    """What a socket receives, each read limited by what is left of the time and of the bytes.

    A chunk that says it is -1 bytes long would be read to its end, which may never come.
    """

    def __init__(self, line: socket.socket, deadline: Deadline, bytes_max: int) -> None:
        self._line = line
        self._deadline = deadline
        self._bytes_left = bytes_max

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        self._line.settimeout(self._deadline.left_seconds())
        received = self._line.recv_into(buffer)
        self._bytes_left -= received
        if self._bytes_left < 0:
            raise HTTPException("more came than may")
        return received

    def makefile(self, _mode: str) -> io.BufferedReader:
        """Be to HTTPResponse what a socket is; it asks for nothing else."""
        return io.BufferedReader(self)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answers: its status, its headers and its body, not read yet."""

    response: HTTPResponse

    @property
    def status(self) -> int:
        """The status code."""
        return self.response.status

    def header(self, name: str) -> str:
        """Return a header on one line; empty where it is not there."""
        return _BLANKS.sub(" ", self.response.getheader(name) or "").strip(" ")

    def header_lines(self, name: str) -> list[str]:
        """Return each line of a header that may be there several times."""
        return self.response.headers.get_all(name) or []

    def pieces(self) -> Iterator[bytes]:
        """Read the body as it comes; raises HTTPException where it is cut short."""
        if self.header("Transfer-Encoding").lower() not in ("", "chunked"):
            raise HTTPException("a transfer coding that was not asked for")
        promised = self.response.length
        received = 0
        while piece := self.response.read(PIECE_BYTES):
            received += len(piece)
            yield piece
        if promised is not None and received < promised:
            raise HTTPException(f"{received} of {promised} bytes came")


@contextmanager
def asked(
    target: Target,
    addresses: Sequence[Address],
    headers: Mapping[str, str],
    deadline: Deadline,
    bytes_max: int,
    tls: ssl.SSLContext,
    body: bytes | None = None,
) -> Iterator[Answer]:
    """Ask one of some checked addresses for a target; the connection ends with the block.

    With a body it is sent there by POST.

    `bytes_max` is of all that may come, headers among it; who reads the body limits it further.
    Raises TooSlowError past the deadline, and FetchFailedError for whatever else goes wrong
    between here and the server, within the block too.
    """
    with _failures_named(target):
        line = _connected(target, addresses, deadline)
        with line:
            if target.scheme == "https":
                line = tls.wrap_socket(line, server_hostname=target.host)
            with line:
                line.settimeout(deadline.left_seconds())
                line.sendall(_request(target, headers, body))
                received = cast(socket.socket, _Line(line, deadline, bytes_max))
                with HTTPResponse(received, method="GET") as response:
                    response.begin()
                    yield Answer(response)


def _connected(target: Target, addresses: Sequence[Address], deadline: Deadline) -> socket.socket:
    """Connect to the first of some addresses that answers."""
    for address in addresses[:-1]:
        with suppress(OSError):
            seconds = min(deadline.left_seconds(), CONNECT_SECONDS_MAX)
            return socket.create_connection((str(address), target.port), seconds)
    return socket.create_connection((str(addresses[-1]), target.port), deadline.left_seconds())


def _request(target: Target, headers: Mapping[str, str], body: bytes | None) -> bytes:
    method = "GET" if body is None else "POST"
    lines = [f"{method} {target.path} HTTP/1.1", f"Host: {target.authority}", "Connection: close"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    lines += [] if body is None else [f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + (body or b"")


@contextmanager
def _failures_named(target: Target) -> Iterator[None]:
    try:
        yield
    except TimeoutError as error:
        raise TooSlowError(target.url, "it did not end in time; try again later") from error
    except ssl.SSLCertVerificationError as error:
        why = f"its certificate is not valid ({error.verify_message}); renew it"
        raise FetchFailedError(target.url, why) from error
    except ssl.SSLError as error:
        why = f"no secure connection ({error.reason or error}); check its TLS settings"
        raise FetchFailedError(target.url, why) from error
    except OSError as error:
        why = f"no connection ({error.strerror or error}); is the server up?"
        raise FetchFailedError(target.url, why) from error
    # The client of the standard library lets some of its own mistakes through.
    except (HTTPException, ValueError) as error:
        why = f"its answer is cut or broken ({str(error)[:80] or type(error).__name__})"
        raise FetchFailedError(target.url, f"{why}; try again later") from error
