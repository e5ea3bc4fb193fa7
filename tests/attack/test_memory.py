"""Frames that would fill the memory: refused by their header, and their sender cut."""

from __future__ import annotations

import socket
import zlib
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tests.web.line import client_frame
from tests.web.wire import Wire

from .victim import ATTACKERS, Stranger, Victim

pytestmark = pytest.mark.service

CONTINUATION, TEXT, PING = 0, 1, 9
PROTOCOL, NO_UTF_8, TOO_BIG = 1002, 1007, 1009
MEGABYTE = bytes(1_000_000)
MEGABYTES = 150
BOMB_BYTES = 300_000_000
PACKETS_THAT_ARE_NONE = (b"x", b"", b"bA", b"4\xff", b"{", b"\xc3\x28")


def flood(line: socket.socket, pieces: Iterator[bytes]) -> int:
    """Send until the other side hangs up; give how many bytes were taken."""
    taken = 0
    with suppress(OSError):
        for piece in pieces:
            line.sendall(piece)
            taken += len(piece)
    return taken


def test_a_message_without_end_is_refused_by_its_header(victim: Victim) -> None:
    with victim.attacked():
        mallory = Stranger(victim.url)
        header = b"\x81\xff" + (2**40).to_bytes(8, "big") + bytes(4)
        taken = flood(mallory.line, iter([header, *[MEGABYTE] * MEGABYTES]))
        assert taken < 20 * len(MEGABYTE)
        mallory.leave()
        mallory = Stranger(victim.url)
        mallory.line.sendall(header)
        assert mallory.close_code() == TOO_BIG
        mallory.leave()


def test_a_message_in_pieces_without_end_is_refused(victim: Victim) -> None:
    with victim.attacked():
        mallory = Stranger(victim.url)
        piece = client_frame(CONTINUATION, bytes(10_000), is_last=False)
        begin = client_frame(TEXT, b"4", is_last=False)
        taken = flood(mallory.line, iter([begin, *[piece] * 15_000]))
        assert taken < 20 * len(MEGABYTE)
        mallory.leave()


def test_empty_pieces_without_end_hold_no_memory(victim: Victim) -> None:
    with victim.attacked():
        mallory = Stranger(victim.url)
        mallory.line.sendall(client_frame(TEXT, b"", is_last=False))
        flood(mallory.line, iter([client_frame(CONTINUATION, b"", is_last=False) * 1000] * 50))
        mallory.leave()


def test_pings_whose_answers_nobody_reads_cut_their_sender(victim: Victim) -> None:
    with victim.attacked():
        mallory = Stranger(victim.url, receive_bytes=4096)
        mallory.line.settimeout(5)
        flood(mallory.line, iter([client_frame(PING, bytes(125)) * 100] * 2000))
        mallory.leave()


def test_a_compressed_bomb_is_not_even_unpacked(victim: Victim) -> None:
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    bomb = packer.compress(bytes(BOMB_BYTES)) + packer.flush(zlib.Z_SYNC_FLUSH)
    with victim.attacked():
        for cut in (len(bomb), 15_000):
            offer = ["Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"]
            mallory = Stranger(victim.url, header=offer)
            assert "sec-websocket-extensions" not in mallory.socket.headers
            flood(mallory.line, iter([client_frame(TEXT | 0x40, bomb[:cut])]))
            mallory.leave()


def test_a_hundred_packets_that_are_none_leave_nothing_behind(victim: Victim) -> None:
    with victim.attacked():
        crowd = [Stranger(victim.url) for _ in range(ATTACKERS)]
        for number, mallory in enumerate(crowd):
            payload = PACKETS_THAT_ARE_NONE[number % len(PACKETS_THAT_ARE_NONE)]
            mallory.line.sendall(client_frame(TEXT, payload))
        for mallory in crowd:
            assert mallory.close_code() in {PROTOCOL, NO_UTF_8}
        for mallory in crowd:
            mallory.leave()


def test_readers_who_vanish_leave_nothing_behind(victim: Victim) -> None:
    with victim.attacked():
        for _ in range(ATTACKERS):
            charlie = Wire(victim.url)
            reset = b"\x01\x00\x00\x00\x00\x00\x00\x00"
            charlie.line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
            charlie.line.close()
