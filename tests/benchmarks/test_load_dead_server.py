"""A server that dies ends its cell with the reason, at once and for this cell alone."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
from pathlib import Path

import pytest

from benchmarks.load import cells
from benchmarks.load.cells import Times
from benchmarks.load.contestants import Contestant
from benchmarks.load.errors import ServerDiedError
from benchmarks.load.server import Server

pytestmark = pytest.mark.service
BARE = (sys.executable, "-m", "benchmarks.servers.bare")


def server_of(folder: Path, *command: str) -> Server:
    return Server("B", command, {}, folder, os.sched_getaffinity(0))


def test_a_server_that_never_starts_is_told_with_the_end_of_its_log(tmp_path: Path) -> None:
    server = server_of(tmp_path, sys.executable, "-c", "raise SystemExit('no port for me')")
    with pytest.raises(ServerDiedError, match="B ended with 1: no port for me"):
        server.start()


def test_a_server_that_dies_under_load_ends_the_cell(tmp_path: Path) -> None:
    with server_of(tmp_path, *BARE) as server:
        killer = threading.Timer(2.0, os.kill, (server.process_id, signal.SIGKILL))
        killer.start()
        with pytest.raises(ServerDiedError, match="B ended with -9"):
            asyncio.run(cells.closed_loop(Contestant("B", BARE), server, Times(0.5, 60)))
        killer.join()


def test_the_time_and_memory_of_a_server_are_its_own(tmp_path: Path) -> None:
    with server_of(tmp_path, *BARE) as server:
        figures = asyncio.run(cells.closed_loop(Contestant("B", BARE), server, Times(0.2, 1.0)))
        assert server.memory_kilobytes() > 10_000
    assert figures["messages a second"] > 10
    assert 0 < figures["microseconds a message"] < 1e6 / figures["messages a second"] * 1.2
    with pytest.raises(ServerDiedError, match="was stopped"):
        server.cpu_seconds()
