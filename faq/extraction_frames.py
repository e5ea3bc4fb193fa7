"""What is said between a process that reads pages and who started it: frames over two pipes.

By itself, for who starts the process needs nothing of what reads a page.
"""

from __future__ import annotations

import struct
from typing import IO

READY = b"ready"
_LENGTH = struct.Struct(">I")


def write_frame(stream: IO[bytes], frame: bytes) -> None:
    """Write one frame; its length goes ahead of it."""
    stream.write(_LENGTH.pack(len(frame)) + frame)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """Read one frame; None where the other end is gone."""
    length = stream.read(_LENGTH.size)
    if len(length) < _LENGTH.size:
        return None
    (count,) = _LENGTH.unpack(length)
    frame = stream.read(count)
    return frame if len(frame) == count else None
