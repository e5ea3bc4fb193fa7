"""What a failed fsync may have lost is never built upon.

SQLite reads its log anew when the first connection opens it, and believes all that stands there.
"""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

import store
from store import messages

from .conftest import message
from .test_one_writer import add, keys


def log_of(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def crashed(path: Path, tmp_path: Path) -> Path:
    """Give what a process leaves that is killed: the file and its log."""
    left = tmp_path / "left.db"
    shutil.copy(path, left)
    shutil.copy(log_of(path), log_of(left))
    assert log_of(left).stat().st_size > 0
    return left


def test_a_writer_that_is_dropped_is_not_the_last_to_leave(path: Path) -> None:
    database = store.open_database(store.sqlite_address(path))
    database.commit(lambda session: None)
    before = path.stat()
    database._writer.drop()
    assert log_of(path).exists()
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    database.close()
    assert not log_of(path).exists()


def test_the_log_of_a_killed_process_is_moved_into_the_database_at_once(
    database: store.Database, conversation: store.Conversation, path: Path, tmp_path: Path
) -> None:
    asked = database.commit(lambda session: messages.add(session, message(conversation, 1)))
    left = crashed(path, tmp_path)
    opened = store.open_database(store.sqlite_address(left))
    alone = Path(shutil.copy(left, tmp_path / "alone.db"))
    opened.close()
    moved = store.open_database(store.sqlite_address(alone))
    with moved.read() as session:
        assert messages.after(session, conversation.id) == [asked]
    moved.close()


def test_an_emptied_log_is_begun_anew_by_a_commit_that_syncs_it(
    database: store.Database, path: Path, tmp_path: Path
) -> None:
    add(database, "there")
    left = crashed(path, tmp_path)
    old = log_of(left).read_bytes()[:32]
    opened = store.open_database(store.sqlite_address(left))
    begun = log_of(left).read_bytes()
    opened.close()
    assert len(begun) > len(old)
    assert begun[:32] != old


def test_who_reads_meanwhile_keeps_nobody_from_opening(
    database: store.Database, path: Path
) -> None:
    add(database, "there")
    reader = sqlite3.connect(path, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT * FROM site").fetchall()
    opened = store.open_database(store.sqlite_address(path), wait_seconds=0.05)
    assert keys(opened) == ["there"]
    opened.close()
    reader.close()


def test_a_log_that_cannot_be_moved_keeps_the_database_closed(
    database: store.Database, path: Path, tmp_path: Path
) -> None:
    add(database, "there")
    left = crashed(path, tmp_path)
    with pytest.raises(store.DatabaseUnusableError, match="check its folder"):
        store.open_database(f"sqlite:///file:{left}?mode=ro&uri=true")
