"""`server.py` as it is, with SQLite's files watched: recorded, and made to fail on demand.

Run as `python -m tests.durability.watched_server` with the environment that `servers` gives it.
Nothing is imported here that gevent has to patch: `server.py` does that first.
"""

from __future__ import annotations

import os
import re
import runpy
import sqlite3
import sqlite3.dbapi2
from pathlib import Path

from .faults import FaultyDisk
from .vfs import install
from .write_log import WriteLog

LOG, SWITCH, PRAGMAS = "WATCHED_LOG", "WATCHED_SWITCH", "WATCHED_PRAGMAS"


class Cursor(sqlite3.Cursor):
    """Sets the values that the test wants for some pragmas, whatever a statement asks for."""

    def execute(self, sql: str, parameters: object = (), /) -> Cursor:
        """Run a statement."""
        super().execute(overridden(sql), parameters)  # type: ignore[arg-type]
        return self


class Connection(sqlite3.Connection):
    """Gives cursors of ours."""

    def cursor(self, factory: object = None) -> Cursor:  # type: ignore[override]
        """Give a cursor."""
        return super().cursor(Cursor)

    def execute(self, sql: str, parameters: object = (), /) -> Cursor:
        """Run a statement."""
        return self.cursor().execute(sql, parameters)


def overridden(sql: str) -> str:
    """Put the values that the test wants in place of those that a statement sets."""
    for name, value in wanted().items():
        sql = re.sub(rf"{name}\s*=\s*\w+", f"{name} = {value}", sql, flags=re.IGNORECASE)
    return sql


def wanted() -> dict[str, str]:
    """Read which pragmas the test wants."""
    return dict(re.findall(r"(\w+)=(\w+)", os.environ[PRAGMAS]))


def override_pragmas() -> None:
    """Have every connection of this process set as the test wants, whoever makes it."""
    plain = sqlite3.dbapi2.connect

    def connect(*told: object, **named: object) -> sqlite3.Connection:
        made: sqlite3.Connection = plain(*told, **named, factory=Connection)  # type: ignore[call-overload]
        for name, value in wanted().items():
            made.execute(f"PRAGMA {name} = {value}")
        return made

    sqlite3.connect = sqlite3.dbapi2.connect = connect  # type: ignore[assignment]


if __name__ == "__main__":
    disk = FaultyDisk(WriteLog(Path(os.environ[LOG])), Path(os.environ[SWITCH]))
    installed = install(disk)
    override_pragmas()
    runpy.run_path("server.py", run_name="__main__")
