"""Engines: a SQLAlchemy URL becomes connections that keep our promises.

`synchronous=FULL`: what is committed survives a power cut. SQLite's own waiting would stop every
other reader of an event loop: who reads waits a moment at most, who writes not at all.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlalchemy.pool import ConnectionPoolEntry

from store.driver_errors import as_sqlalchemy_error
from store.errors import DatabaseUnusableError

READ_WAIT_SECONDS = 0.02
CHECKPOINT_PAGES = 4_000  # 16 MB; with the 1,000 of SQLite itself a message costs a tenth more
_PRAGMAS = (
    f"PRAGMA busy_timeout = {READ_WAIT_SECONDS * 1000:.0f}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    f"PRAGMA wal_autocheckpoint = {CHECKPOINT_PAGES}",
)


def make_engine(address: str) -> Engine:
    """Make the engine of a SQLAlchemy URL; raise DatabaseUnusableError with what to write."""
    try:
        url = make_url(address)
        is_sqlite = url.get_backend_name() == "sqlite"
        if is_sqlite and _is_in_memory(url):
            raise DatabaseUnusableError(
                "DATABASE_URL names a database in memory, which forgets everything: "
                "write sqlite:////folder/salut.db"
            )
        engine = create_engine(
            url,
            json_serializer=_as_json,
            json_deserializer=orjson.loads,
            connect_args=_DRIVER if is_sqlite else {},
        )
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise DatabaseUnusableError(
            "DATABASE_URL is not usable: write sqlite:////folder/salut.db, or install the driver"
        ) from error
    if is_sqlite:
        _keep_promises(engine)
    return engine


def empty_log(engine: Engine) -> bool:
    """Move SQLite's log into the database, both synced; tell whether nothing is left in it.

    An emptied log is only synced by the next commit; until then a power cut could bring the old one
    back over the newer database. So one commit that changes nothing follows.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    cursor = connection.cursor()
    try:
        busy, *_ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if not busy:
            cursor.execute("BEGIN IMMEDIATE")
            (version,) = cursor.execute("PRAGMA user_version").fetchone()
            cursor.execute(f"PRAGMA user_version = {version}")
            cursor.execute("COMMIT")
        return not busy
    except engine.dialect.loaded_dbapi.Error as error:
        raise as_sqlalchemy_error(error, "PRAGMA wal_checkpoint", engine.dialect) from error
    finally:
        connection.close()


def leave_no_trace(engine: Engine, bytes_max: int | None) -> bool:
    """Write an SQLite file anew, unless it is larger, and empty its log; tell whether it is empty.

    Deleted rows are overwritten where they stood; but SQLite moves rows from page to page, and the
    space that it moved them from is not.
    """
    if engine.dialect.name != "sqlite":
        return True
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        (size,) = cursor.execute(
            "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
        ).fetchone()
        if bytes_max is None or size <= bytes_max:
            cursor.execute("VACUUM")
    except engine.dialect.loaded_dbapi.Error as error:
        raise as_sqlalchemy_error(error, "VACUUM", engine.dialect) from error
    finally:
        connection.close()
    return empty_log(engine)


def sqlite_address(path: Path) -> str:
    """Give the URL of a SQLite file."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


_DRIVER = {"isolation_level": None}  # transactions begin as we say, not as the driver guesses


def _as_json(value: object) -> str:
    """Write a value as JSON: tuples and our records as well."""
    return orjson.dumps(value).decode()


def _is_in_memory(url: URL) -> bool:
    """Tell whether SQLite would keep the database in no file."""
    name = (url.database or "").removeprefix("file:").partition("?")[0]
    return name in ("", ":memory:") or "memory" in (url.normalized_query.get("mode") or ())


def _keep_promises(engine: Engine) -> None:
    """Set what each connection to SQLite promises, and how its transactions begin."""

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: Any, _: ConnectionPoolEntry) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "engine_connect")
    def let_no_writer_wait(connection: Connection) -> None:
        if _writes(connection):
            connection.connection.cursor().execute("PRAGMA busy_timeout = 0")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _writes(connection) else "BEGIN")


def _writes(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get("salut_writes", False))
