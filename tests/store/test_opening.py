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


@pytest.mark.parametrize("address", ["", "salut.db", "nosuch://x/y", "sqlite+nosuch:///x"])
def test_an_address_that_is_none_says_what_to_write(address: str) -> None:
    with pytest.raises(store.DatabaseUnusableError, match="DATABASE_URL"):
        store.open_database(address)


def test_a_folder_that_is_not_there_says_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(store.DatabaseUnusableError, match="check its folder"):
        store.open_database(store.sqlite_address(tmp_path / "none" / "salut.db"))


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
