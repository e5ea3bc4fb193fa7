"""A server in a process of its own and on a core of its own: its life, its time, its memory.

Linux only: /proc, and `sched_setaffinity`.
"""

from __future__ import annotations

import asyncio
import os
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from benchmarks.load.client import HOST
from benchmarks.load.errors import LoadError, ServerDiedError

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS_MAX, STOP_SECONDS_MAX = 90.0, 20.0
POLL_SECONDS, WATCH_SECONDS = 0.02, 0.1
LOG_END = 1500
AUTOGROUP, PRECEDENCE = Path("/proc/self/autogroup"), -10
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """Give a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


def cores() -> tuple[set[int], set[int]]:
    """Give the core of the client and the core of the server; raise LoadError with one alone."""
    allowed = sorted(os.sched_getaffinity(0))
    if len(allowed) < 2:
        raise LoadError("two cores are needed: one for the client, one for the server")
    return {allowed[0]}, {allowed[1]}


@contextmanager
def pinned_to(chosen: set[int]) -> Iterator[None]:
    """Run on chosen cores, and let every process that is started meanwhile inherit them."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, chosen)
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


@contextmanager
def precedence() -> Iterator[None]:
    """Go before other work of the machine, client and servers alike, where that is allowed.

    Linux shares time between sessions first (autogroup), then between processes (nice).
    """
    nice = os.getpriority(os.PRIO_PROCESS, 0)
    group = AUTOGROUP.read_text("utf-8").split()[-1] if AUTOGROUP.is_file() else "0"
    _set_precedence(PRECEDENCE, str(PRECEDENCE))
    try:
        yield
    finally:
        _set_precedence(nice, group)


def _set_precedence(nice: int, group: str) -> None:
    with suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, nice)
        AUTOGROUP.write_text(group, encoding="utf-8")


@dataclass
class Server:
    """One server process; at the end of `with` it is stopped, and killed if it does not stop."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    core: set[int]
    ready_path: str | None = None
    port: int = field(default_factory=free_port)
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def _log(self) -> Path:
        return self.folder / f"{self.name.replace(' ', '-')}.log"

    def start(self) -> None:
        """Start, and return once it takes connections; raise ServerDiedError when it never does."""
        own = {key: value for key, value in os.environ.items() if not key.startswith("SALUT_")}
        environment = {**own, "HOST": HOST, "PORT": str(self.port), **self.environment}
        with self._log.open("ab") as log, pinned_to(self.core):
            self._process = subprocess.Popen(
                self.command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        deadline = time.monotonic() + START_SECONDS_MAX
        while not self._is_ready():
            self.check()
            if time.monotonic() > deadline:
                self.kill()
                raise ServerDiedError(f"{self.name} did not start: {self._log_end()}")
            time.sleep(POLL_SECONDS)

    @property
    def is_running(self) -> bool:
        """Tell whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def check(self) -> None:
        """Raise ServerDiedError when the process has ended without being asked to."""
        status = None if self._process is None else self._process.poll()
        if status is not None:
            raise ServerDiedError(f"{self.name} ended with {status}: {self._log_end()}")

    async def watch(self, until: float) -> None:
        """Sleep until a moment of `time.perf_counter`; raise as soon as the server has died."""
        while (left := until - time.perf_counter()) > 0:
            self.check()
            await asyncio.sleep(min(left, WATCH_SECONDS))
        self.check()

    def stop(self) -> None:
        """Ask it to end."""
        self._end(signal.SIGTERM)

    def kill(self) -> None:
        """End it with nothing said."""
        self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.send_signal(how)
        try:
            process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    @property
    def process_id(self) -> int:
        """Give the number of the process; raise ServerDiedError when there is none."""
        self.check()
        if self._process is None:
            raise ServerDiedError(f"{self.name} was stopped")
        return self._process.pid

    def cpu_seconds(self) -> float:
        """Give the processor time that the process and its children have used."""
        return sum(_cpu_seconds(process) for process in self._processes())

    def memory_kilobytes(self) -> int:
        """Give what the process and its children have in memory (RSS)."""
        return sum(_memory_kilobytes(process) for process in self._processes())

    def _processes(self) -> list[int]:
        """List the process and all below it."""
        found = [self.process_id]
        for parent in found:
            for listed in Path(f"/proc/{parent}/task").glob("*/children"):
                found += map(int, listed.read_text("utf-8").split())
        return found

    def _is_ready(self) -> bool:
        try:
            if self.ready_path is None:
                socket.create_connection((HOST, self.port), timeout=1).close()
                return True
            url = f"http://{HOST}:{self.port}{self.ready_path}"
            with urllib.request.urlopen(url, timeout=1) as response:
                return bool(response.status == 200)
        except OSError:
            return False

    def _log_end(self) -> str:
        return self._log.read_text("utf-8", errors="replace")[-LOG_END:].strip()


def _cpu_seconds(process: int) -> float:
    told = Path(f"/proc/{process}/stat").read_text("utf-8")
    fields = told[told.rindex(")") + 2 :].split()
    return (int(fields[11]) + int(fields[12])) / TICKS_A_SECOND


def _memory_kilobytes(process: int) -> int:
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0
