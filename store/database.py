"""Where the rows live: open it once, then read, or write in short transactions.

SQLite knows one writer at a time. Inside the process writers queue (turns.py), and those who wait
commit together, with one fsync for all of them; between processes a writer asks again, sleeping in
between. Readers never wait for a writer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar, cast

from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from store.driver_errors import as_store_error, errors_of_ours
from store.engines import READ_WAIT_SECONDS, empty_log, leave_no_trace, make_engine
from store.errors import DatabaseBusyError, DatabaseUnusableError, StoreError
from store.turns import Turns, Unit
from store.writer import RETRY_SECONDS, Beside, Writer

TOGETHER_MAX = 256
WAITING_MAX = 2_000

Result = TypeVar("Result")


def at_once(work: Callable[[], None]) -> None:
    """Wait for the disk here and now."""
    work()


class Database:
    """One open database.

    `beside` is where the writer waits for the disk, so that an event loop serves readers meanwhile.
    """

    def __init__(
        self,
        engine: Engine,
        wait_seconds: float = 5.0,
        sleep: Callable[[float], None] = time.sleep,
        beside: Beside = at_once,
    ) -> None:
        self.engine = engine
        self._wait_seconds = wait_seconds
        self._sleep = sleep
        self._turns = Turns(WAITING_MAX, time.monotonic)
        self._beside = beside
        self._writer = Writer(engine, beside, sleep)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Give a session that sees one moment of the database; raise DatabaseUnusableError."""
        with errors_of_ours(), Session(self.engine) as session:
            yield session

    def commit(self, work: Callable[[Session], Result]) -> Result:
        """Run `work` in the next transaction, with whatever else waits; return once it is durable.

        It may be run twice, and does nothing outside of its session. What it raises undoes only
        itself, and is raised here. Raise DatabaseBusyError when another process writes for longer
        than `wait_seconds`, or the queue is full; then nothing was stored. Raise
        DatabaseUnusableError when the disk fails; then it may have been.
        """
        unit = Unit(self._deadline(), work)
        self._turns.wait(unit)
        if unit.leads:
            self._lead(unit)
        return cast("Result", unit.outcome())

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Give a session that writes alone, for long work; commit at the end, or nothing at all.

        Raise as `commit` does.
        """
        unit = Unit(self._deadline())
        self._turns.wait(unit)
        try:
            with self._writing():
                session = self._writer.begin(unit.deadline)
                yield session
                self._writer.commit(session)
        finally:
            self._writer.undo()
            self._turns.pass_on([])

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

    def trust_log(self) -> None:
        """Write what the log of a stopped process holds anew, before anything is put behind it.

        That process may have seen an fsync fail: what it wrote can be read, but is not on the disk.
        While others have the database open it need not be, for they know what was committed.
        """
        deadline = self._deadline()
        while not self._has_emptied_log(deadline) and time.monotonic() < deadline:
            self._sleep(RETRY_SECONDS)

    def leave_no_trace(self, bytes_max: int | None = None) -> bool:
        """Let nothing stand in the files that was deleted; tell whether that is so.

        While somebody reads what was there before, it is not yet. A file that is larger than
        `bytes_max` is not written anew, which takes a second for some 50 MB, in which nobody else
        writes: then copies may be left of rows that SQLite has moved. Raise DatabaseBusyError,
        DatabaseUnusableError.
        """
        done: list[bool] = []
        unit = Unit(self._deadline())
        self._turns.wait(unit)
        try:
            with errors_of_ours():
                self._beside(lambda: done.append(leave_no_trace(self.engine, bytes_max)))
        finally:
            self._turns.pass_on([])
        return all(done)

    def close(self) -> None:
        """Close every connection."""
        self._writer.close()
        self.engine.dispose()

    def _has_emptied_log(self, deadline: float) -> bool:
        """Empty the log; not yet while another process writes, until the deadline."""
        try:
            with errors_of_ours():
                return empty_log(self.engine)
        except DatabaseBusyError:
            if time.monotonic() >= deadline:
                raise
            return False

    def _lead(self, unit: Unit) -> None:
        """Run and commit the work of all who wait, the leader's among it; wake them."""
        batch = [unit]
        try:
            with self._writing():
                self._sleep(0)  # whoever is ready to write joins in
                session = self._writer.begin(unit.deadline)
                batch = self._turns.taken(TOGETHER_MAX)
                session = self._writer.run(session, batch, self._deadline())
                self._writer.commit(session)
        except StoreError as error:
            for each in batch:
                each.error = _copied(error)
        except BaseException:
            for each in batch:
                each.error = DatabaseUnusableError("the writer was stopped: nothing is known")
            raise
        finally:
            self._writer.undo()
            self._turns.pass_on(batch)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Tell a driver's complaint as ours; a connection that the disk has failed is not kept."""
        try:
            yield
        except DatabaseError as error:
            told = as_store_error(error)
            if type(told) is DatabaseUnusableError:
                self._writer.drop()
            raise told from error

    def _deadline(self) -> float:
        return time.monotonic() + self._wait_seconds

    @property
    def _tries_max(self) -> int:
        return max(1, round(self._wait_seconds / (READ_WAIT_SECONDS + RETRY_SECONDS)))


def open_database(address: str, wait_seconds: float = 5.0, beside: Beside = at_once) -> Database:
    """Open the database at a SQLAlchemy URL (`sqlite:////folder/salut.db`).

    Raise DatabaseUnusableError when it cannot be opened, with what to do about it.
    """
    database = Database(make_engine(address), wait_seconds, beside=beside)
    database.wait_until_open()
    database.trust_log()
    return database


def _copied(error: StoreError) -> StoreError:
    """Make an error for each who waits, for each raises his own."""
    copied = type(error)(*error.args)
    copied.__cause__ = error.__cause__
    return copied
