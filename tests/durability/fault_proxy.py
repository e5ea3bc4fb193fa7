"""A TCP proxy that reads the WebSocket frames which pass it, and cuts lines around a message.

It cuts as a plan says for each try of each message: before its request has left, in the middle
of it, right behind it, when its ack should pass back, or after the ack. A cut is a TCP reset.
"""

from __future__ import annotations

import random
import re
import socket
import struct
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum

READ_BYTES = 65_536
HEAD_END = b"\r\n\r\n"
RESET = struct.pack("ii", 1, 0)

_REQUEST = re.compile(rb'42/widget,(\d+)\["message",.*"client_id": ?"([^"]+)"', re.DOTALL)
_ACK = re.compile(rb"43/widget,(\d+)\[")


class Cut(Enum):
    """Where a line is cut around one message."""

    BEFORE_REQUEST = "before the request"
    IN_REQUEST = "in the request"
    AFTER_REQUEST = "after the request"
    BEFORE_ACK = "before the ack"
    AFTER_ACK = "after the ack"


Plan = Callable[[str], Cut | None]


class SeededPlan:
    """Cuts a share of the tries, all ways alike, and no message more often than `times_max`."""

    def __init__(self, share: float, times_max: int, seed: int) -> None:
        self._share = share
        self._times_max = times_max
        self._chance = random.Random(seed)
        self._lock = threading.Lock()
        self._times: Counter[str] = Counter()
        self.cuts: Counter[Cut] = Counter()
        self.tries = 0

    def __call__(self, client_id: str) -> Cut | None:
        """Decide about one try of a message."""
        with self._lock:
            self.tries += 1
            if self._times[client_id] >= self._times_max or self._chance.random() >= self._share:
                return None
            cut = self._chance.choice(list(Cut))
            self._times[client_id] += 1
            self.cuts[cut] += 1
            return cut


@dataclass
class Passage:
    """One reader's connection and its twin to the server."""

    reader: socket.socket
    server: socket.socket
    plan: Plan
    pending: dict[bytes, Cut] = field(default_factory=dict)

    def run(self) -> None:
        """Carry bytes both ways until one side ends or the plan cuts."""
        back = threading.Thread(target=self._carry, args=(self.server, self._answer))
        back.start()
        self._carry(self.reader, self._request)
        back.join()
        for line in (self.reader, self.server):
            line.close()

    def _carry(self, source: socket.socket, take: Callable[[bytes, bytes], bool]) -> None:
        with suppress(OSError, EOFError):
            stream = Stream(source)
            head = stream.until(HEAD_END)
            (self.server if source is self.reader else self.reader).sendall(head)
            while take(*stream.frame()):
                continue
        for line in (self.reader, self.server):
            with suppress(OSError):
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
            with suppress(OSError):
                line.shutdown(socket.SHUT_RD)

    def _request(self, frame: bytes, payload: bytes) -> bool:
        """Pass a frame on to the server; tell whether the line goes on."""
        found = _REQUEST.match(payload)
        cut = self.plan(found[2].decode()) if found else None
        if cut is Cut.BEFORE_REQUEST:
            return False
        if cut is Cut.IN_REQUEST:
            self.server.sendall(frame[: len(frame) // 2])
            return False
        if found and cut in (Cut.BEFORE_ACK, Cut.AFTER_ACK):
            self.pending[found[1]] = cut
        self.server.sendall(frame)
        return cut is not Cut.AFTER_REQUEST

    def _answer(self, frame: bytes, payload: bytes) -> bool:
        """Pass a frame on to the reader; tell whether the line goes on."""
        found = _ACK.match(payload)
        cut = self.pending.get(found[1]) if found else None
        if cut is not Cut.BEFORE_ACK:
            self.reader.sendall(frame)
        return cut is None


class Stream:
    """Bytes of a socket, read by frames."""

    def __init__(self, source: socket.socket) -> None:
        self._source = source
        self._read = b""

    def until(self, end: bytes) -> bytes:
        """Take everything up to an ending and with it."""
        while end not in self._read:
            self._more()
        return self._take(self._read.index(end) + len(end))

    def frame(self) -> tuple[bytes, bytes]:
        """Take a WebSocket frame; give its bytes, and its payload without the mask."""
        self._need(2)
        short = self._read[1] & 127
        wide = {126: 2, 127: 8}.get(short, 0)
        mask = 4 * (self._read[1] >> 7)
        start = 2 + wide + mask
        self._need(start)
        length = int.from_bytes(self._read[2 : 2 + wide]) if wide else short
        self._need(start + length)
        key = self._read[start - mask : start]
        frame = self._take(start + length)
        payload = frame[start:]
        if mask:
            payload = bytes(byte ^ key[at % 4] for at, byte in enumerate(payload))
        return frame, payload

    def _need(self, count: int) -> None:
        while len(self._read) < count:
            self._more()

    def _more(self) -> None:
        read = self._source.recv(READ_BYTES)
        if not read:
            raise EOFError
        self._read += read

    def _take(self, count: int) -> bytes:
        taken, self._read = self._read[:count], self._read[count:]
        return taken


@contextmanager
def proxy(port: int, plan: Plan) -> Iterator[str]:
    """Stand before a server's port; give the address of the proxy."""
    passages: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as door:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    reader, _ = door.accept()
                    passage = Passage(reader, socket.create_connection(("127.0.0.1", port)), plan)
                    passages.append(threading.Thread(target=passage.run))
                    passages[-1].start()

        accepting = threading.Thread(target=accept)
        accepting.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            door.shutdown(socket.SHUT_RDWR)
    for each in (accepting, *passages):
        each.join()
