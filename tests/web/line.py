"""A line in memory: what a reader sends in pieces, what he is sent, and when he takes nothing."""

from __future__ import annotations

import socket
from collections.abc import Iterable

import gevent


class MemoryLine:
    """Gives its pieces, then the end; takes `room` bytes at once, then as many as are fetched."""

    def __init__(self, pieces: Iterable[bytes] = (), room: int = 10**9) -> None:
        self.pieces = list(pieces)
        self.room = room
        self.sent = bytearray()
        self.is_half_closed = False
        self.is_cut = False

    def recv(self, _size: int, /) -> bytes:
        return self.pieces.pop(0) if self.pieces and not self.is_cut else b""

    def send(self, data: bytes | memoryview, *, timeout: float) -> int:
        if timeout and not self.room and not self.is_cut:
            gevent.sleep(0)
        if self.is_cut:
            raise BrokenPipeError
        taken = min(self.room, len(data))
        if not taken and not timeout:
            raise BlockingIOError
        self.sent += data[:taken]
        self.room -= taken
        return taken

    def shutdown(self, how: int, /) -> None:
        self.is_half_closed = True
        self.is_cut = self.is_cut or how == socket.SHUT_RDWR

    def setsockopt(self, level: int, option: int, value: int, /) -> None:
        pass


def client_frame(
    opcode: int, payload: bytes, is_last: bool = True, mask: bytes = b"\1\2\3\4"
) -> bytes:
    """Write a frame as a browser does."""
    size = len(payload)
    head = bytes([opcode | 0x80 * is_last])
    if size < 126:
        head += bytes([0x80 | size])
    elif size < 65536:
        head += b"\xfe" + size.to_bytes(2, "big")
    else:
        head += b"\xff" + size.to_bytes(8, "big")
    return head + mask + bytes(each ^ mask[at % 4] for at, each in enumerate(payload))


def server_frames(sent: bytes) -> list[tuple[int, bytes]]:
    """Read frames as a browser does; one that is not whole is an error."""
    frames = []
    while sent:
        opcode, size, begin = sent[0] & 15, sent[1], 2
        assert sent[0] & 0x70 == 0
        assert size < 128
        if size > 125:
            width = 2 if size == 126 else 8
            size, begin = int.from_bytes(sent[2 : 2 + width], "big"), 2 + width
        assert len(sent) >= begin + size
        frames.append((opcode, bytes(sent[begin : begin + size])))
        sent = sent[begin + size :]
    return frames
