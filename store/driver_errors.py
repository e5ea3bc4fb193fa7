"""What a database driver complains of, told as an error of this package."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Dialect
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError

from store.errors import (
    ConflictError,
    DatabaseBusyError,
    DatabaseUnusableError,
    MissingError,
    StoreError,
)


@contextmanager
def errors_of_ours() -> Iterator[None]:
    """Raise a StoreError in place of a driver's complaint, whose SQL stays in the cause."""
    try:
        yield
    except DatabaseError as error:
        raise as_store_error(error) from error


def as_store_error(error: DatabaseError) -> StoreError:
    """Find our error for a driver's complaint."""
    if isinstance(error, IntegrityError):
        if "foreign key" in str(error.orig).lower():
            return MissingError("what this belongs to is gone, or was never there")
        return ConflictError("someone else has stored this first: read it again")
    if is_locked(error):
        return DatabaseBusyError("the database is locked; try again in a moment")
    return DatabaseUnusableError(
        f"the database cannot be used ({error.orig}): check its folder, its rights, the disk"
    )


def as_sqlalchemy_error(error: Exception, sql: str, dialect: Dialect) -> BaseException:
    """Make what SQLAlchemy raises, of what the driver itself has raised."""
    return DBAPIError.instance(
        sql, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
    )


def is_locked(error: DatabaseError) -> bool:
    """Tell whether this is only a matter of waiting."""
    words = str(error.orig)
    return "locked" in words or "busy" in words
