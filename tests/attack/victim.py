"""A server under attack, and what is seen of it from outside: its memory, its lines, its room."""

from __future__ import annotations

import gc
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import requests
import websocket

from tests.server_process import Server
from tests.web.visitor import Visitor
from tests.web.wire import SOCKET_PATH, Wire

GROWTH_BYTES_MAX = 10_000_000
SOCKETS_MAX = 120
PATIENCE_SECONDS = 30.0
LOOK_SECONDS = 0.05
ATTACKERS = 100


class Victim(Server):
    """A server whose memory and connections are counted."""

    @property
    def lines(self) -> int:
        """Count its open connections; the files of the database come and go by themselves."""
        found = 0
        for each in self._proc("fd").iterdir():
            with suppress(FileNotFoundError):
                found += str(each.readlink()).startswith("socket:")
        return found

    @property
    def memory_bytes(self) -> int:
        """Give what it holds now."""
        return self._status("VmRSS")

    @property
    def peak_bytes(self) -> int:
        """Give the most that it has held since `forget_peak`."""
        return self._status("VmHWM")

    def forget_peak(self) -> None:
        """Let the peak be what it holds now."""
        self._proc("clear_refs").write_text("5")

    def get_used_to_readers(self) -> None:
        """Let it make once what it makes for the first crowd and keeps."""
        with ExitStack() as lines:
            for _ in range(ATTACKERS):
                lines.callback(Stranger(self.url).leave)
        with Wire(self.url) as vera:
            vera.ask("bonjour")
        gc.collect()

    @contextmanager
    def attacked(self) -> Iterator[Visitor]:
        """Hold it to its limits while something is done to it, with a reader who is served."""
        lines = self.settled_lines()
        self.forget_peak()
        before = self.memory_bytes
        with Visitor(self.url) as vera:
            yield vera
            assert vera.ask("bonjour")["kind"] == "smalltalk"
        growth = self.peak_bytes - before
        assert growth < GROWTH_BYTES_MAX, f"{growth / 1e6:.1f} MB more"
        wait_until(lambda: self.lines <= lines)
        self.has_room_for_all()

    def settled_lines(self) -> int:
        """Wait until no connection is ended any more, and count them."""
        before, now = -1, self.lines
        while before != now:
            time.sleep(10 * LOOK_SECONDS)
            before, now = now, self.lines
        return now

    def has_room_for_all(self) -> None:
        """Tell by letting as many in as may come that no session was left behind."""
        with ExitStack() as lines:
            for _ in range(SOCKETS_MAX):
                lines.callback(Stranger(self.url).leave)
        wait_until(self._lets_in)

    def _lets_in(self) -> bool:
        try:
            Stranger(self.url).leave()
        except websocket.WebSocketBadStatusException:
            return False
        return True

    def _proc(self, name: str) -> Path:
        assert self.process is not None
        return Path(f"/proc/{self.process.pid}") / name

    def _status(self, name: str) -> int:
        for line in self._proc("status").read_text().splitlines():
            if line.startswith(f"{name}:"):
                return int(line.split()[1]) * 1024
        raise LookupError(name)


class Stranger:
    """A WebSocket that has not joined anything."""

    def __init__(
        self,
        url: str,
        header: Sequence[str] = (),
        receive_bytes: int = 0,
        path: str = SOCKET_PATH,
    ) -> None:
        options = [(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)] if receive_bytes else []
        self.socket = websocket.create_connection(
            url.replace("http", "ws", 1) + path,
            timeout=PATIENCE_SECONDS,
            header=list(header),
            sockopt=options,
        )

    @property
    def line(self) -> socket.socket:
        """Give the TCP connection."""
        assert self.socket.sock is not None
        return self.socket.sock

    def send(self, packet: str) -> None:
        """Send an Engine.IO packet."""
        self.socket.send(packet)

    def hear(self) -> str:
        """Wait for a packet."""
        packet = self.socket.recv()
        assert isinstance(packet, str)
        return packet

    def close_code(self) -> int:
        """Wait for the frame that ends the connection, and give its code."""
        opcode, frame = self.socket.recv_data_frame(control_frame=True)
        while opcode != websocket.ABNF.OPCODE_CLOSE:
            opcode, frame = self.socket.recv_data_frame(control_frame=True)
        return int.from_bytes(frame.data[:2], "big")

    def leave(self) -> None:
        """Hang up without a word."""
        if self.socket.sock is not None:
            self.socket.sock.close()


def fetch(method: str, url: str, data: bytes | str = b"", **headers: str) -> requests.Response:
    """Send one request on a line of its own, which ends with it."""
    own = {"Connection": "close", **{key.replace("_", "-"): text for key, text in headers.items()}}
    return requests.request(method, url, data=data, headers=own, timeout=PATIENCE_SECONDS)


def wait_until(happens: Callable[[], bool]) -> None:
    """Look until something is so; fail when it never is."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happens():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(LOOK_SECONDS)
