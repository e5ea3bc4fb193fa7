"""The steps in migrations/ lead from nothing to the tables of the code."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sqlalchemy import inspect

import store
from store import schema


def test_the_steps_lead_to_the_tables_of_the_code(database: store.Database) -> None:
    assert schema.differences(database) == []


def test_a_missing_column_would_be_seen(database: store.Database) -> None:
    with database.write() as session:
        session.connection().exec_driver_sql("ALTER TABLE visitor DROP COLUMN epoch")
    assert schema.differences(database)


def test_a_second_upgrade_changes_nothing(database: store.Database) -> None:
    before = inspect(database.engine).get_table_names()
    schema.upgrade(database)
    assert inspect(database.engine).get_table_names() == before


def test_several_that_start_at_once_upgrade_once(path: Path) -> None:
    def start(_: int) -> list[object]:
        opened = store.open_database(store.sqlite_address(path), wait_seconds=20.0)
        schema.upgrade(opened)
        differences = schema.differences(opened)
        opened.close()
        return differences

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(start, range(4))) == [[], [], [], []]
