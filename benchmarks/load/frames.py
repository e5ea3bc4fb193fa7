"""WebSocket frames as a client writes and reads them, quicker than the servers do."""

from __future__ import annotations

import struct
import zlib

TEXT, CLOSE, PING, PONG = 1, 8, 9, 10
FINAL, COMPRESSED, MASKED = 0x80, 0x40, 0x80
# A mask of zeros is a legal one, and leaves the payload as it is.
NO_MASK = b"\0\0\0\0"
SHORT_LENGTH_MAX = 125
DEFLATE_TAIL = b"\0\0\xff\xff"


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """Put a payload of up to 65535 bytes into one masked frame."""
    length = len(payload)
    if length <= SHORT_LENGTH_MAX:
        return bytes((FINAL | opcode, MASKED | length)) + NO_MASK + payload
    return bytes((FINAL | opcode, MASKED | 126)) + struct.pack("!H", length) + NO_MASK + payload


class FrameReader:
    """Cuts what a server sends into messages; compressed ones where that was agreed."""

    def __init__(self) -> None:
        self._rest = b""
        self._begun = b""
        self._is_compressed = False
        self._inflate: zlib._Decompress | None = None

    def agree_to_deflate(self) -> None:
        """Expect compressed messages, too."""
        self._inflate = zlib.decompressobj(-zlib.MAX_WBITS)

    def feed(self, data: bytes) -> list[tuple[int, bytes]]:
        """Give each whole message as (opcode, payload); keep the rest for the next call."""
        if self._rest:
            data = self._rest + data
        found = []
        place, size = 0, len(data)
        while size - place >= 2:
            first, length = data[place], data[place + 1]
            start = place + 2
            if length > SHORT_LENGTH_MAX:
                wide = 2 if length == 126 else 8
                length = int.from_bytes(data[start : start + wide], "big")
                start += wide
            if size < start + length:
                break
            place = start + length
            if first == FINAL | TEXT:
                found.append((TEXT, data[start:place]))
            else:
                found += self._uncommon(first, data[start:place])
        self._rest = data[place:]
        return found

    def _uncommon(self, first: int, payload: bytes) -> list[tuple[int, bytes]]:
        """Read a compressed message, a part of one, or a control frame."""
        opcode = first & 15
        if opcode >= CLOSE:
            return [(opcode, payload)]
        if opcode:
            self._is_compressed = bool(first & COMPRESSED)
        self._begun += payload
        if not first & FINAL:
            return []
        whole, self._begun = self._begun, b""
        if self._is_compressed and self._inflate is not None:
            whole = self._inflate.decompress(whole + DEFLATE_TAIL)
        return [(TEXT, whole)]
