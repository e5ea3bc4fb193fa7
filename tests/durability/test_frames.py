"""The proxy reads frames of every length, masked or not, however they arrive."""

from __future__ import annotations

import socket

import pytest
from websocket import ABNF

from .fault_proxy import HEAD_END, Stream

HEAD = b"HTTP/1.1 101 Switching Protocols" + HEAD_END


@pytest.mark.parametrize("mask", [0, 1], ids=["bare", "masked"])
@pytest.mark.parametrize("length", [0, 125, 126, 65_535, 65_536])
def test_frames_are_told_apart(length: int, mask: int) -> None:
    payloads = [b"x" * length, b"next"]
    frames = [ABNF(1, 0, 0, 0, ABNF.OPCODE_TEXT, mask, each).format() for each in payloads]
    here, there = socket.socketpair()
    with here, there:
        here.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4 * length + 4096)
        here.sendall(HEAD + b"".join(frames))
        stream = Stream(there)
        assert stream.until(HEAD_END) == HEAD
        assert [stream.frame() for _ in payloads] == list(zip(frames, payloads, strict=True))
        here.shutdown(socket.SHUT_WR)
        with pytest.raises(EOFError):
            stream.frame()
