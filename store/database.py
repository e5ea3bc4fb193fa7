"""Where the rows live: open it once, then read or write in short transactions.

SQLite knows one writer at a time. We queue for it inside the process by a lock and between
processes by asking again, sleeping in between, because SQLite's own waiting would stop every
other reader of an event loop. `synchronous=FULL`: what is committed survives a power cut.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    IntegrityError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry

from store.errors import ConflictError, DatabaseBusyError, DatabaseUnusableError

SQLITE_WAIT_SECONDS = 0.02
RETRY_SECONDS = 0.01
_PRAGMAS = (
    f"PRAGMA busy_timeout = {SQLITE_WAIT_SECONDS * 1000:.0f}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
)


class Database:
    """One open database; `read()` and `write()` give a Session for the length of a `with`."""

    def __init__(
        self, engine: Engine, wait_seconds: float = 5.0, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self.engine = engine
        self._writing = engine.execution_options(salut_writes=True)
        self._turn = threading.Lock()
        self._wait_seconds = wait_seconds
        self._sleep = sleep

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the database; raise DatabaseUnusableError."""
        with _errors_of_ours(), Session(self.engine) as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give the one writing session and commit it at the end, or nothing at all.

        Raise DatabaseBusyError when another writer stays longer than `wait_seconds`.
        """
        if not self._turn.acquire(timeout=self._wait_seconds):
            raise DatabaseBusyError("another request is still writing; try again in a moment")
        try:
            with _errors_of_ours(), Session(self._writing) as session:
                self._begin(session)
                yield session
                session.commit()
        finally:
            self._turn.release()

    def _begin(self, session: Session) -> None:
        """Start the transaction, asking again while another process writes."""
        tries_left = self._tries_max
        while True:
            try:
                session.connection()
                return
            except OperationalError as error:
                tries_left -= 1
                if not tries_left or not _is_locked(error):
                    raise
                session.rollback()
                self._sleep(RETRY_SECONDS)

    def wait_until_open(self) -> None:
        """Read once; while another process turns a new file to WAL, it is locked for everyone."""
        for tries_left in reversed(range(self._tries_max)):
            try:
                with self.read() as session:
                    session.execute(text("SELECT 1"))
                return
            except DatabaseBusyError:
                if not tries_left:
                    raise
                self._sleep(RETRY_SECONDS)

    @property
    def _tries_max(self) -> int:
        return max(1, round(self._wait_seconds / (SQLITE_WAIT_SECONDS + RETRY_SECONDS)))

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def open_database(address: str, wait_seconds: float = 5.0) -> Database:
    """Open the database at a SQLAlchemy URL (`sqlite:////folder/salut.db`).

    Raise DatabaseUnusableError when it cannot be opened, with what to do about it.
    """
    try:
        url = make_url(address)
        engine = _sqlite_engine(url) if url.get_backend_name() == "sqlite" else create_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError) as error:
        raise DatabaseUnusableError(
            "DATABASE_URL is not usable: write sqlite:////folder/salut.db, or install the driver"
        ) from error
    database = Database(engine, wait_seconds)
    database.wait_until_open()
    return database


def sqlite_address(path: Path) -> str:
    """Give the URL of a SQLite file."""
    return URL.create("sqlite", database=str(path)).render_as_string(hide_password=False)


def _sqlite_engine(url: URL) -> Engine:
    """Make an engine whose transactions begin as we say, not as the driver guesses."""
    engine = create_engine(url, connect_args={"isolation_level": None})

    @event.listens_for(engine, "connect")
    def set_pragmas(connection: object, _: ConnectionPoolEntry) -> None:
        for pragma in _PRAGMAS:
            connection.execute(pragma)  # type: ignore[attr-defined]

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("salut_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


@contextmanager
def _errors_of_ours() -> Iterator[None]:
    """Turn a driver's complaint into an error of this package; its SQL stays in the cause."""
    try:
        yield
    except IntegrityError as error:
        raise ConflictError("someone else has stored this first: read it again") from error
    except DatabaseError as error:
        if _is_locked(error):
            raise DatabaseBusyError("the database is locked; try again in a moment") from error
        raise DatabaseUnusableError(
            f"the database cannot be used ({error.orig}): check its folder, its rights, the disk"
        ) from error


def _is_locked(error: DatabaseError) -> bool:
    """Tell whether this is only a matter of waiting."""
    words = str(error.orig)
    return "locked" in words or "busy" in words
