"""The real server in a process of its own, so that it can be killed like one."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS_MAX = 90.0
STOP_SECONDS_MAX = 20.0
POLL_SECONDS = 0.1


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@dataclass
class Server:
    """`python server.py` with an instance folder, a port and more settings of its own."""

    instance: Path
    port: int
    settings: Mapping[str, str] = field(default_factory=dict)
    program: tuple[str, ...] = ("server.py",)
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    @property
    def url(self) -> str:
        """Give the address without a slash at its end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def environment(self) -> dict[str, str]:
        """Give the settings that the server and its command line run with."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("SALUT_")}
        return {
            **own,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "SALUT_INSTANCE": str(self.instance),
            "SALUT_MEANING": "off",
            **self.settings,
        }

    def start(self) -> None:
        """Start, and return once questions can be answered."""
        with (self.instance / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *self.program],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        deadline = time.monotonic() + START_SECONDS_MAX
        while not self._is_ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError((self.instance / "server.log").read_text("utf-8"))
            time.sleep(POLL_SECONDS)

    def kill(self) -> None:
        """Kill -9: nothing is said, written or closed any more."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(STOP_SECONDS_MAX)

    def stop(self) -> None:
        """Ask the server to stop."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(STOP_SECONDS_MAX)

    def _is_ready(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/readyz", timeout=1) as response:
                return bool(response.status == 200)
        except OSError:
            return False


@contextmanager
def held_database(server: Server) -> Iterator[None]:
    """Hold the database as another process would."""
    holder = sqlite3.connect(server.instance / "salut.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.close()
