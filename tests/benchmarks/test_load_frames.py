"""The benchmark's own WebSocket reads whatever way the bytes come in."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

import pytest

from benchmarks.load.frames import PING, TEXT, FrameReader, frame

LONG, LONGER = b"x" * 300, b"y" * 70_000


def sent(first: int, payload: bytes) -> bytes:
    """Write a frame as a server does, unmasked."""
    if len(payload) < 126:
        return bytes((first, len(payload))) + payload
    if len(payload) < 65536:
        return bytes((first, 126)) + len(payload).to_bytes(2, "big") + payload
    return bytes((first, 127)) + len(payload).to_bytes(8, "big") + payload


def read(pieces: Iterable[bytes], reader: FrameReader | None = None) -> list[tuple[int, bytes]]:
    reader = reader or FrameReader()
    return [message for piece in pieces for message in reader.feed(piece)]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100_000])
def test_messages_are_read_in_pieces_of_any_size(size: int) -> None:
    stream = sent(0x81, b"40") + sent(0x81, LONG) + sent(0x89, b"") + sent(0x81, LONGER)
    pieces = [stream[start : start + size] for start in range(0, len(stream), size)]
    assert read(pieces) == [(TEXT, b"40"), (TEXT, LONG), (PING, b""), (TEXT, LONGER)]


def test_a_message_in_two_frames_is_one() -> None:
    stream = sent(0x01, b"half ") + sent(0x89, b"in between") + sent(0x80, b"and half")
    assert read([stream]) == [(PING, b"in between"), (TEXT, b"half and half")]


def test_compressed_messages_are_read_where_that_was_agreed() -> None:
    squeeze = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    squeezed = []
    for text in (LONG, b"once more", LONG):
        body = squeeze.compress(text) + squeeze.flush(zlib.Z_SYNC_FLUSH)
        squeezed.append(body.removesuffix(b"\0\0\xff\xff"))
    stream = sent(0xC1, squeezed[0]) + sent(0x81, b"plain") + sent(0xC1, squeezed[1])
    stream += sent(0x41, squeezed[2][:2]) + sent(0x80, squeezed[2][2:])
    reader = FrameReader()
    reader.agree_to_deflate()
    told = [payload for _, payload in read([stream], reader)]
    assert told == [LONG, b"plain", b"once more", LONG]


@pytest.mark.parametrize("payload", [b"", b"2probe", LONG])
def test_what_is_sent_is_masked_with_zeros(payload: bytes) -> None:
    written = frame(payload)
    length = 1 if len(payload) < 126 else 3
    assert written[0] == 0x81
    assert written[1] & 0x80
    assert written[1 + length : 5 + length] == bytes(4)
    assert written[5 + length :] == payload
