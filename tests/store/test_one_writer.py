"""SQLite knows one writer at a time: others wait, then are told; readers never wait."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

import store
from store import sites

from .conftest import NOW


@contextmanager
def held(path: Path) -> Iterator[None]:
    """Hold the database as another process would."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


def add(database: store.Database, key: str) -> None:
    with database.write() as session:
        sites.add(session, store.Site(key=key, name=key), NOW)


def keys(database: store.Database) -> list[str]:
    with database.read() as session:
        return [site.key for site in sites.every(session)]


def test_a_held_database_is_told_and_nothing_is_stored(
    database: store.Database, path: Path
) -> None:
    with held(path), pytest.raises(store.DatabaseBusyError):
        add(database, "late")
    assert keys(database) == []
    add(database, "afterwards")
    assert keys(database) == ["afterwards"]


def test_a_short_lock_is_waited_out(path: Path, database: store.Database) -> None:
    patient = store.open_database(store.sqlite_address(path), wait_seconds=20.0)
    locked, stored = threading.Event(), threading.Event()

    def hold() -> None:
        with held(path):
            locked.set()
            time.sleep(0.1)
            assert not stored.is_set()

    other = threading.Thread(target=hold)
    other.start()
    locked.wait()
    add(patient, "waited")
    stored.set()
    other.join()
    patient.close()
    assert keys(database) == ["waited"]


def test_readers_do_not_wait_for_a_writer(database: store.Database, path: Path) -> None:
    add(database, "there")
    with held(path):
        assert keys(database) == ["there"]


def test_a_write_that_fails_leaves_nothing(database: store.Database) -> None:
    def fail() -> None:
        with database.write() as session:
            sites.add(session, store.Site(key="half", name="half"), NOW)
            raise RuntimeError("crash")

    with pytest.raises(RuntimeError, match="crash"):
        fail()
    assert keys(database) == []
    add(database, "next")
    assert keys(database) == ["next"]


def test_others_work_while_it_waits_by_the_sleep_that_is_given(
    database: store.Database, path: Path
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    slept: list[float] = []

    def let_others_work(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 2:
            other.execute("ROLLBACK")

    waiting = store.Database(database.engine, wait_seconds=30.0, sleep=let_others_work)
    add(waiting, "waited")
    other.close()
    assert len(slept) == 2
    assert keys(database) == ["waited"]


def test_a_second_writer_of_the_same_process_is_told_too(database: store.Database) -> None:
    impatient = store.Database(database.engine, wait_seconds=0.01)
    with impatient.write() as session:
        with pytest.raises(store.DatabaseBusyError, match="try again"):
            add(impatient, "late")
        sites.add(session, store.Site(key="first", name="first"), NOW)
    assert keys(database) == ["first"]
    add(impatient, "second")
    assert keys(database) == ["first", "second"]
