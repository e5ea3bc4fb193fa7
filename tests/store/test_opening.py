"""A database opens with the promises that acks rest on, or says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

import store
from store import schema


def test_commits_survive_a_power_cut_and_readers_do_not_wait(database: store.Database) -> None:
    with database.read() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize(
    "address",
    [
        "",
        "salut.db",
        "nosuch://x/y",
        "sqlite+nosuch:///x",
        "postgresql://salut:secret@localhost:port/salut",
        "sqlite:///salut.db?timeout=long",
    ],
)
def test_an_address_that_is_none_says_what_to_write(address: str) -> None:
    with pytest.raises(store.DatabaseUnusableError, match="DATABASE_URL") as raised:
        store.open_database(address)
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        "sqlite://",
        "sqlite:///:memory:",
        "sqlite:///file::memory:?uri=true",
        "sqlite:///file:salut?mode=memory&cache=shared&uri=true",
    ],
)
def test_a_database_in_memory_is_refused(address: str) -> None:
    with pytest.raises(store.DatabaseUnusableError, match=r"in memory.*sqlite:////folder/"):
        store.open_database(address)


def test_a_folder_that_is_not_there_says_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(store.DatabaseUnusableError, match="check its folder"):
        store.open_database(store.sqlite_address(tmp_path / "none" / "salut.db"))


def test_a_folder_in_place_of_the_file_says_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(store.DatabaseUnusableError, match="check its folder"):
        store.open_database(store.sqlite_address(tmp_path))


def open_read_only(path: Path) -> None:
    """Write to a file as if its rights did not allow it, for these do not bind every user."""
    opened = store.open_database(f"sqlite:///file:{path}?mode=ro&uri=true")
    try:
        with opened.write() as session:
            session.execute(text("CREATE TABLE more (id INTEGER)"))
    finally:
        opened.close()


def test_a_file_that_may_not_be_written_is_told(path: Path, database: store.Database) -> None:
    with pytest.raises(store.DatabaseUnusableError, match="check its folder, its rights") as raised:
        open_read_only(path)
    assert "CREATE" not in str(raised.value)


def test_a_file_that_was_cut_is_told(path: Path, database: store.Database) -> None:
    database.close()
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(store.DatabaseUnusableError, match=r"malformed.*check its folder"):
        store.open_database(store.sqlite_address(path))


def test_a_file_that_is_no_database_is_told_without_its_sql(path: Path) -> None:
    path.write_bytes(b"not a database, " * 100)
    with pytest.raises(store.DatabaseUnusableError) as raised:
        store.open_database(store.sqlite_address(path))
    assert "PRAGMA" not in str(raised.value)
    assert "SELECT" not in str(raised.value)


def test_a_path_with_odd_characters_opens(tmp_path: Path) -> None:
    odd = tmp_path / "à ? # %20.db"
    opened = store.open_database(store.sqlite_address(odd))
    schema.upgrade(opened)
    opened.close()
    assert odd.exists()
