"""Another process holds the database: an ack is late or says so, and nothing is stored twice."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from . import crowd, power, servers
from .verdict import judge

pytestmark = [pytest.mark.service, pytest.mark.durability]

HOLDING = """
import sqlite3, sys, time
other = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=30)
other.execute("BEGIN IMMEDIATE")
print(time.monotonic(), flush=True)
time.sleep(float(sys.argv[2]))
print(time.monotonic(), flush=True)
other.execute("ROLLBACK")
"""
QUESTIONS_EACH = 4
HTTP_SECONDS_MAX = 2.0


@contextmanager
def held(database: Path, seconds: float) -> Iterator[list[float]]:
    """Hold a database from another process; the moment of its release is told afterwards."""
    released: list[float] = []
    with subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(database), str(seconds)],
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        yield released
        released.append(float(other.stdout.readline()))


@pytest.mark.parametrize(
    ("seconds", "settings", "is_told"),
    [(5.0, {}, False), (2.0, {"SALUT_WRITE_WAIT_SECONDS": "0.5"}, True)],
    ids=["five seconds, as it is set up", "longer than it waits"],
)
def test_what_is_sent_meanwhile_is_stored_once(
    tmp_path: Path, seconds: float, settings: dict[str, str], is_told: bool
) -> None:
    database = tmp_path / power.DATABASE
    with (
        servers.running(servers.plain(tmp_path, **settings)) as server,
        crowd.gathered(server.url, conversations=3, tabs_each=2) as tabs,
    ):
        with held(database, seconds) as released:
            for tab in tabs:
                tab.write(QUESTIONS_EACH)
            sending = threading.Thread(target=crowd.settle, args=(tabs, database))
            sending.start()
            for path in ("healthz", "readyz", ""):
                assert requests.get(f"{server.url}/{path}", timeout=HTTP_SECONDS_MAX).ok
        sending.join()
    refusals = [each for tab in tabs for each in tab.refusals]
    assert {each["code"] for each in refusals} <= {"busy"}
    assert all(each["retry_after"] > 0 for each in refusals)
    assert refusals or not is_told
    assert min(moment for tab in tabs for moment in tab.acked.values()) > released[0]
    verdict = judge(database, tabs)
    assert verdict.faults == []
    assert verdict.acknowledged == len(tabs) * QUESTIONS_EACH
