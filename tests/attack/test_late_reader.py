"""Readers who do not read: they are cut, what they got is whole, and nobody waits for them."""

from __future__ import annotations

import json
import re
import socket
import threading
from contextlib import suppress

import pytest

from tests.web.line import client_frame
from tests.web.visitor import NAMESPACE
from tests.web.wire import Wire

from .victim import Victim

pytestmark = pytest.mark.service

TEXT, CLOSE = 1, 8
EVENTS = 3000
LINES = 8
ACK = re.compile(rf"43{NAMESPACE},(?P<number>\d+)\[".encode())
LONG_NAME = "n" * 3000


def whole_frames(received: bytes) -> list[tuple[int, bytes]]:
    """Read frames; only the last one may be cut short."""
    frames = []
    while len(received) > 1:
        assert received[0] in (0x81, 0x88, 0x8A), "a frame that begins with nonsense"
        size, begin = received[1], 2
        if size > 125:
            width = {126: 2, 127: 8}[size]
            size, begin = int.from_bytes(received[2 : 2 + width], "big"), 2 + width
        if len(received) < begin + size:
            break
        frames.append((received[0] & 15, received[begin : begin + size]))
        received = received[begin + size :]
    return frames


def ask_without_reading(line: socket.socket, events: int) -> None:
    """Ask for acks, each of which says what could not be read."""
    with suppress(OSError):
        for number in range(1, events + 1):
            packet = f"42{NAMESPACE},{number}" + json.dumps(["suggest", {"text": "abonnement"}])
            line.sendall(client_frame(TEXT, packet.encode()))


def read_to_the_end(line: socket.socket) -> bytes:
    received = bytearray()
    with suppress(OSError):
        while data := line.recv(65536):
            received += data
    return bytes(received)


def test_a_late_reader_gets_whole_frames_in_order(victim: Victim) -> None:
    with victim.attacked(), Wire(victim.url, receive_bytes=4096) as late:
        late.line.settimeout(3)
        asking = threading.Thread(target=ask_without_reading, args=(late.line, EVENTS))
        asking.start()
        asking.join(2)
        frames = whole_frames(read_to_the_end(late.line))
        asking.join()
        acked = [int(found["number"]) for _, data in frames if (found := ACK.match(data))]
        assert len(acked) > 100
        assert acked == list(range(1, len(acked) + 1))


def test_readers_who_never_read_are_cut_and_hold_no_memory(victim: Victim) -> None:
    with victim.attacked() as vera:
        crowd = [Wire(victim.url, receive_bytes=4096) for _ in range(LINES)]
        asking = [
            threading.Thread(target=ask_without_reading, args=(each.line, EVENTS)) for each in crowd
        ]
        for thread in asking:
            thread.start()
        assert vera.ask("bonjour")["kind"] == "smalltalk"
        for thread in asking:
            thread.join()
        for each in crowd:
            each.line.close()
