"""A server under attack, and what is seen of it from outside: its memory, its lines, its room."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
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
                lines.callback(stranger(self.url).shutdown)
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
                lines.callback(stranger(self.url).shutdown)
        wait_until(self._lets_in)

    def _lets_in(self) -> bool:
        try:
            stranger(self.url).shutdown()
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


def stranger(url: str, **options: object) -> websocket.WebSocket:
    """Open a WebSocket that has not joined anything."""
    return websocket.create_connection(
        url.replace("http", "ws", 1) + SOCKET_PATH, timeout=PATIENCE_SECONDS, **options
    )


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
