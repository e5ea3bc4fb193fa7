"""The one connection that writes; whoever's turn it is has it for himself.

A commit that failed is never tried again on the same connection: it is closed, and the next
transaction opens another one. A second connection is kept open beside it: were the writer's the
last, SQLite would read its log anew and believe what stands there, though the disk never had it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from sqlalchemy import Connection, Engine, RootTransaction
from sqlalchemy.exc import DatabaseError, IntegrityError, OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from store.driver_errors import as_store_error, is_locked
from store.turns import Unit

RETRY_SECONDS = 0.01

Beside = Callable[[Callable[[], None]], None]


class Writer:
    """A connection kept open, and its present transaction.

    `beside` runs what waits for the disk, and returns when it is done, whatever happens meanwhile.
    """

    def __init__(
        self,
        engine: Engine,
        beside: Beside,
        sleep: Callable[[float], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._engine = engine.execution_options(salut_writes=True)
        self._beside = beside
        self._sleep = sleep
        self._clock = clock
        self._connection: Connection | None = None
        self._beside_it: Connection | None = None

    def begin(self, deadline: float) -> Session:
        """Start a transaction, asking again until `deadline` while another process writes."""
        if self._connection is None:
            self._beside_it = self._beside_it or self._engine.connect()
            self._connection = self._engine.connect()
        while True:
            try:
                self._connection.begin()
                return Session(self._connection)
            except OperationalError as error:
                if not is_locked(error):
                    self.drop()
                    raise
                if self._clock() >= deadline:
                    raise
                self._sleep(RETRY_SECONDS)

    def run(self, session: Session, units: Sequence[Unit], deadline: float) -> Session:
        """Run all units; where one fails, begin again and run each apart, so that only it fails.

        Give the session to commit. Raise a driver's complaint that tells of more than one unit: of
        the disk, of the file.
        """
        try:
            for unit in units:
                unit.run(session)
        except Exception as error:
            if _tells_of_all(error):
                raise
            self.undo()
            session = self.begin(deadline)
            for unit in units:
                _run_apart(session, unit)
        return session

    def commit(self, session: Session) -> None:
        """Make the transaction last; when this raises, nobody knows whether it does."""
        session.commit()
        transaction = self._transaction()
        if transaction is not None:
            self._beside(transaction.commit)

    def undo(self) -> None:
        """End whatever transaction there still is without keeping anything."""
        transaction = self._transaction()
        try:
            if transaction is not None:
                transaction.rollback()
        except SQLAlchemyError:
            self.drop()

    def drop(self) -> None:
        """Close the connection; the next transaction opens another."""
        _close(self._connection)
        self._connection = None

    def close(self) -> None:
        """Close all that is open."""
        self.drop()
        _close(self._beside_it)
        self._beside_it = None

    def _transaction(self) -> RootTransaction | None:
        return None if self._connection is None else self._connection.get_transaction()


def _close(connection: Connection | None) -> None:
    """Close a connection itself, in whatever state it is, instead of giving it back."""
    if connection is not None:
        with suppress(SQLAlchemyError):
            connection.invalidate()
        connection.close()


def _run_apart(session: Session, unit: Unit) -> None:
    """Run a unit so that its failure undoes only itself."""
    session.expunge_all()
    try:
        with session.begin_nested():
            unit.run(session)
    except Exception as error:
        if _tells_of_all(error):
            raise
        unit.error = as_store_error(error) if isinstance(error, IntegrityError) else error


def _tells_of_all(error: Exception) -> bool:
    """Tell whether it was not the unit that failed, but what all units stand on."""
    return isinstance(error, DatabaseError) and not isinstance(error, IntegrityError)
