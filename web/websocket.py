"""One reader's WebSocket: what comes in, what goes out, and how it ends.

`websockets` knows the protocol and never touches the network; here is the network. A message is
refused by its size as soon as its header is read. What goes out is sent at once if the line takes
it; if not, a little waits, and a reader who lets more wait is cut: what he missed is stored.
"""

from __future__ import annotations

import logging
import socket
import typing
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import gevent
from websockets.datastructures import Headers
from websockets.frames import CloseCode, Frame, Opcode
from websockets.http11 import Request, Response
from websockets.protocol import SEND_EOF, SERVER, Protocol, State
from websockets.server import ServerProtocol

READ_BYTES = 4096
FRAMES_A_TURN = 4
TURN_SECONDS = 1e-9  # after sleep(0) gevent may come back 50 times before it looks at any line
OUTGOING_BYTES_MAX = 64_000
KERNEL_BUFFER_BYTES = 64_000
STALL_SECONDS = 20.0
CLOSE_SECONDS = 2.0
LINGER_BYTES = 1_000_000
HANDSHAKE_HEADERS = ("Connection", "Upgrade", "Sec-WebSocket-Key", "Sec-WebSocket-Version")

# Frames hold the readers' words: whatever the level of our log is, none is written into it.
protocol_log = logging.getLogger("websockets.server")
protocol_log.setLevel(logging.WARNING)


class Line(typing.Protocol):
    """What is used of gevent's sockets: `timeout` is in seconds, 0.0 not to wait at all."""

    def recv(self, bufsize: int, /) -> bytes: ...  # noqa: D102
    def send(self, data: bytes | memoryview, *, timeout: float) -> int: ...  # noqa: D102
    def shutdown(self, how: int, /) -> None: ...  # noqa: D102
    def setsockopt(self, level: int, option: int, value: int, /) -> None: ...  # noqa: D102


class HandshakeError(Exception):
    """Tell that a request cannot become a WebSocket; `response` says why in HTTP."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.reason_phrase)
        self.response = response


class _RefusedFrameError(Exception):
    """Tell that a frame within the rules is none that we read; `code` says why."""

    def __init__(self, code: CloseCode) -> None:
        super().__init__(code.name)
        self.code = code


class WebSocket:
    """A WebSocket on a line of its own: one greenlet reads it, any greenlet may send."""

    __slots__ = (
        "_corked",
        "_frames_left",
        "_is_ended",
        "_is_writing",
        "_line",
        "_parts",
        "_protocol",
        "_waiting",
        "_waiting_bytes",
    )

    def __init__(self, line: Line, message_bytes_max: int) -> None:
        self._line = line
        self._protocol = Protocol(SERVER, max_size=message_bytes_max, logger=protocol_log)
        self._corked: list[bytes] | None = None
        self._parts: list[bytes] = []
        self._frames_left = FRAMES_A_TURN
        self._waiting: deque[bytes] = deque()
        self._waiting_bytes = 0
        self._is_writing = False
        self._is_ended = False

    def shake_hands(self, environ: Mapping[str, Any]) -> None:
        """Answer the upgrade request; raise HandshakeError for what is none. No extension."""
        asked = ServerProtocol(logger=protocol_log)
        response = asked.accept(_request(environ))
        if asked.handshake_exc is not None:
            raise HandshakeError(response)
        with suppress(OSError):
            self._line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, KERNEL_BUFFER_BYTES)
            self._line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._write(response.serialize())

    def receive(self) -> Iterator[str]:
        """Yield the reader's texts until either side ends the connection."""
        while not self._is_ended:
            if data := self._read():
                self._protocol.receive_data(data)
            else:
                self._protocol.receive_eof()
            try:
                yield from self._texts()
            except _RefusedFrameError as refused:
                self.fail(refused.code)
            self._flush()

    def send(self, text: str) -> None:
        """Send a text; nothing is sent any more once the end has begun."""
        if self._protocol.state is State.OPEN:
            self._protocol.send_text(text.encode())
            self._flush()

    def cork(self) -> None:
        """Hold back what is sent from now on, until `uncork`; never wait in between."""
        if self._corked is None:
            self._corked = []

    def uncork(self) -> None:
        """Send what was held back in one piece, for each call to the system is dear."""
        held, self._corked = self._corked, None
        if held:
            self._write(b"".join(held))

    def close(self, code: CloseCode = CloseCode.NORMAL_CLOSURE) -> None:
        """Say that this is the end, and why; the line is cut if the reader does not say so too."""
        if self._protocol.state is State.OPEN:
            self._protocol.send_close(code)
            self._flush()
            gevent.spawn_later(CLOSE_SECONDS, self.cut)

    def fail(self, code: CloseCode) -> None:
        """End because of what the reader has sent; nothing of his is read any more."""
        self._protocol.fail(code)
        self._flush()

    def cut(self) -> None:
        """Cut the line itself, whatever is still on its way."""
        self._waiting.clear()
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_RDWR)

    def hang_up(self) -> None:
        """Wait until the reader has read the end, not for long, then cut.

        What he still sends has to be read: closing over it would take our last words with it.
        """
        left = LINGER_BYTES
        with suppress(gevent.Timeout), gevent.Timeout(CLOSE_SECONDS):
            while left > 0 and (data := self._read()):
                left -= len(data)
                gevent.sleep(TURN_SECONDS)
        self.cut()
        self._protocol.parser_exc = None  # its traceback holds the protocol: a cycle a reader

    def _read(self) -> bytes:
        """Wait for bytes; none means that the line is at its end."""
        try:
            return self._line.recv(READ_BYTES)
        except OSError:
            return b""

    def _texts(self) -> Iterator[str]:
        """Yield the texts that have come; after a few frames, let others work."""
        frames: list[Frame] = self._protocol.events_received()  # type: ignore[assignment]
        for frame in frames:
            text = self._text_of(frame)
            if text is not None:
                yield text
            self._frames_left -= 1
            if not self._frames_left:
                self._frames_left = FRAMES_A_TURN
                gevent.sleep(TURN_SECONDS)

    def _text_of(self, frame: Frame) -> str | None:
        """Give the text that a frame completes; raise for bytes, and for what is no UTF-8."""
        if frame.opcode is Opcode.BINARY:
            raise _RefusedFrameError(CloseCode.UNSUPPORTED_DATA)
        if frame.opcode is not Opcode.TEXT and frame.opcode is not Opcode.CONT:
            return None
        data = frame.data
        if self._parts or not frame.fin:
            if data:
                self._parts.append(bytes(data))
            if not frame.fin:
                return None
            data = b"".join(self._parts)
            self._parts.clear()
        try:
            return str(data, "utf-8")
        except UnicodeDecodeError:
            raise _RefusedFrameError(CloseCode.INVALID_DATA) from None

    def _flush(self) -> None:
        """Send what the protocol has to say."""
        for data in self._protocol.data_to_send():
            if data != SEND_EOF:
                self._write(data)
            else:
                self._is_ended = True
        if self._is_ended and not self._is_writing:
            self._end()

    def _write(self, data: bytes) -> None:
        """Send bytes at once, or behind those that wait already."""
        if self._corked is not None:
            self._corked.append(data)
            return
        if self._is_writing:
            self._waiting.append(data)
            self._waiting_bytes += len(data)
            if self._waiting_bytes > OUTGOING_BYTES_MAX:
                self.cut()
            return
        try:
            sent = self._line.send(data, timeout=0.0)
        except BlockingIOError:
            sent = 0
        except OSError:
            self.cut()
            return
        if sent < len(data):
            self._is_writing = True
            gevent.spawn(self._write_waiting, data[sent:])

    def _write_waiting(self, data: bytes) -> None:
        """Send at the reader's pace; cut him if he takes nothing for too long."""
        try:
            self._send_all(data)
            while self._waiting:
                data = self._waiting.popleft()
                self._waiting_bytes -= len(data)
                self._send_all(data)
        except OSError:
            self.cut()
        self._waiting_bytes = 0
        self._is_writing = False
        if self._is_ended:
            self._end()

    def _send_all(self, data: bytes) -> None:
        """Send every byte, waiting for a slow reader."""
        rest = memoryview(data)
        while rest:
            rest = rest[self._line.send(rest, timeout=STALL_SECONDS) :]

    def _end(self) -> None:
        """Tell the reader that nothing follows."""
        with suppress(OSError):
            self._line.shutdown(socket.SHUT_WR)


def _request(environ: Mapping[str, Any]) -> Request:
    """Make the upgrade request that `websockets` wants to see."""
    headers = Headers()
    for name in HANDSHAKE_HEADERS:
        value = environ.get("HTTP_" + name.upper().replace("-", "_"))
        if value is not None:
            headers[name] = str(value)
    return Request(
        path="/",
        headers=headers,
        method=str(environ.get("REQUEST_METHOD", "GET")),
        protocol=str(environ.get("SERVER_PROTOCOL", "HTTP/1.1")),
    )
