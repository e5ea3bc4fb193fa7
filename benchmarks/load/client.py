"""One connection: a WebSocket, Engine.IO and Socket.IO on it, with what a cell does left open."""

from __future__ import annotations

import asyncio
import base64
import time
from collections import deque
from dataclasses import dataclass
from typing import cast

from benchmarks.load.errors import RefusedError
from benchmarks.load.frames import CLOSE, PING, PONG, TEXT, FrameReader, frame
from benchmarks.load.meter import Meter

PATH = "/socket.io/?EIO=4&transport=websocket"
HOST = "127.0.0.1"
HEAD_END = b"\r\n\r\n"
ENGINE_OPEN, ENGINE_CLOSE, ENGINE_PING, ENGINE_PONG = b"0", b"1", b"2", b"3"
CONNECT, DISCONNECT, EVENT, ACK, CONNECT_ERROR = b"40", b"41", b"42", b"43", b"44"

now = time.perf_counter


@dataclass(frozen=True, slots=True)
class Address:
    """Where a client connects to, and how."""

    port: int
    offers_deflate: bool = False

    def request(self) -> bytes:
        """Give the upgrade request, as a page of the same origin sends it."""
        host = f"{HOST}:{self.port}"
        lines = [
            f"GET {PATH} HTTP/1.1",
            f"Host: {host}",
            f"Origin: http://{host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {base64.b64encode(b'salut-benchmarks').decode()}",
            "Sec-WebSocket-Version: 13",
        ]
        if self.offers_deflate:
            lines.append("Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits")
        return "\r\n".join([*lines, "", ""]).encode()


class Client(asyncio.Protocol):
    """A connection; subclasses say what they ask and when they are answered."""

    namespace = b""

    def __init__(self, address: Address, number: int, meter: Meter) -> None:
        self.address, self.number, self.meter = address, number, meter
        self.dues: deque[float] = deque()
        self.is_alive = False
        self.ready: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._line: asyncio.Transport
        self._frames = FrameReader()
        self._head: bytes | None = b""
        self._is_leaving = False

    def ask(self, due: float, /) -> None:
        """Send the next message, which was to be sent at a moment of `now`."""
        raise NotImplementedError

    def hear_event(self, packet: bytes, /) -> None:
        """Take an event."""
        raise NotImplementedError

    def hear_ack(self, packet: bytes, /) -> None:
        """Take an ack."""

    def auth(self) -> bytes:
        """Give what is sent along with CONNECT."""
        return b""

    def welcome(self) -> None:
        """Go on once the namespace is open."""
        self.be_ready()

    def be_ready(self) -> None:
        """Say that messages may be sent."""
        if not self.ready.done():
            self.ready.set_result(None)

    def write(self, frames: bytes) -> None:
        """Send what is framed already."""
        self._line.write(frames)

    def leave(self) -> None:
        """Hang up at once, so that the port is free again."""
        self._is_leaving = True
        if self.is_alive:
            self._line.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for the upgrade."""
        # uvloop's transports have all of the methods and not the class.
        self._line = cast(asyncio.Transport, transport)
        self.is_alive = True
        self._line.write(self.address.request())

    def connection_lost(self, exc: Exception | None) -> None:
        """Note that the line is gone, unless we hung up."""
        was_alive, self.is_alive = self.is_alive, False
        self._fail(f"the line went before it was open ({exc})")
        if was_alive and not self._is_leaving:
            self.meter.lose()

    def data_received(self, data: bytes) -> None:
        """Read the head of the response, then frames."""
        if self._head is not None:
            self._head += data
            if HEAD_END not in self._head:
                return
            head, _, data = self._head.partition(HEAD_END)
            self._head = None
            if not self._upgraded(head):
                return
        for opcode, payload in self._frames.feed(data):
            if opcode == TEXT:
                self._hear(payload)
            elif opcode == PING:
                self._line.write(frame(payload, PONG))
            elif opcode == CLOSE:
                self._fail(f"closed with {int.from_bytes(payload[:2], 'big')}")
                self._line.close()

    def _upgraded(self, head: bytes) -> bool:
        status, *headers = head.lower().split(b"\r\n")
        if b" 101 " not in status:
            self._fail(status.decode("latin-1"))
            self._line.close()
            return False
        if any(b"permessage-deflate" in header for header in headers):
            self._frames.agree_to_deflate()
        return True

    def _hear(self, packet: bytes) -> None:
        """Take an Engine.IO packet; the frequent ones first."""
        kind = packet[:2]
        if kind == EVENT:
            self.hear_event(packet)
        elif kind == ACK:
            self.hear_ack(packet)
        elif kind == CONNECT:
            self.welcome()
        elif kind[:1] == ENGINE_OPEN:
            self._line.write(frame(CONNECT + self.namespace + self.auth()))
        elif kind == ENGINE_PING:
            self._line.write(frame(ENGINE_PONG))
        else:
            told = packet[:200].decode(errors="replace")
            self._fail(f"refused: {told}" if kind == CONNECT_ERROR else f"ended by {told}")
            self._line.close()

    def _fail(self, why: str) -> None:
        if not self.ready.done():
            self.ready.set_exception(RefusedError(why))
