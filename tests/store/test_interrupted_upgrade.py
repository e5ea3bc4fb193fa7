"""An upgrade happens whole or not at all, in whichever process, and never backwards."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, inspect, text

import store
from store import schema

ROOT = Path(__file__).resolve().parents[2]
KILLED_IN_BETWEEN = """
import os, sys
from sqlalchemy import event
import store
from store import schema
database = store.open_database(store.sqlite_address(sys.argv[1]))

@event.listens_for(database.engine, "before_cursor_execute")
def die(connection, cursor, statement, *_):
    if "CREATE TABLE message" in statement:
        os._exit(9)

schema.upgrade(database)
"""
STARTING = """
import sys
import store
from store import schema
sys.stdin.readline()
database = store.open_database(store.sqlite_address(sys.argv[1]), wait_seconds=30.0)
schema.upgrade(database)
print(schema.differences(database))
"""


class StoppedError(Exception):
    """Stands for whatever can go wrong in the middle of a step."""


def tables(database: store.Database) -> list[str]:
    return inspect(database.engine).get_table_names()


def test_a_step_that_fails_leaves_nothing_and_can_be_repeated(path: Path) -> None:
    database = store.open_database(store.sqlite_address(path))

    def stop(_: Connection, __: object, statement: str, *___: object) -> None:
        if "CREATE TABLE message" in statement:
            raise StoppedError

    event.listen(database.engine, "before_cursor_execute", stop)
    with pytest.raises(StoppedError):
        schema.upgrade(database)
    assert tables(database) == []
    event.remove(database.engine, "before_cursor_execute", stop)
    schema.upgrade(database)
    assert schema.differences(database) == []
    database.close()


def test_a_process_that_dies_in_between_leaves_nothing(path: Path) -> None:
    died = subprocess.run(
        [sys.executable, "-c", KILLED_IN_BETWEEN, str(path)], cwd=ROOT, check=False
    )
    assert died.returncode == 9
    database = store.open_database(store.sqlite_address(path))
    assert tables(database) == []
    schema.upgrade(database)
    assert schema.differences(database) == []
    database.close()


def test_two_processes_that_start_at_once_both_find_the_tables(path: Path) -> None:
    starting = [
        subprocess.Popen(
            [sys.executable, "-c", STARTING, str(path)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(2)
    ]
    for each in starting:
        assert each.stdin is not None
        each.stdin.write("now\n")
        each.stdin.flush()
    told = [each.communicate() for each in starting]
    assert told == [("[]\n", "")] * 2


def test_an_upgrade_keeps_what_is_stored(
    database: store.Database, conversation: store.Conversation
) -> None:
    schema.upgrade(database)
    with database.read() as session:
        kept = session.execute(text("SELECT id FROM conversation")).scalars().all()
    assert kept == [conversation.id]


def test_a_database_of_a_newer_salut_is_refused_with_what_to_do(database: store.Database) -> None:
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(store.DatabaseUnusableError, match="newer"):
        schema.upgrade(database)
