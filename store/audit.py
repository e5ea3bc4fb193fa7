"""The audit as it lies in the database: lines are added at its end, and read; nothing else."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields
from typing import Any

from sqlalchemy import Select, func, insert, select
from sqlalchemy.orm import Session

from store.account_records import AuditLine
from store.account_tables import AuditRow

_COLUMNS = tuple(getattr(AuditRow, each.name) for each in fields(AuditLine))


def add(session: Session, line: AuditLine) -> AuditLine:
    """Store a line; raise ConflictError if another one follows the same line."""
    session.execute(insert(AuditRow).values(**asdict(line) | {"details": dict(line.details)}))
    return line


def last(session: Session) -> AuditLine | None:
    """Give the newest line."""
    row = session.execute(_select().order_by(AuditRow.number.desc()).limit(1)).one_or_none()
    return None if row is None else AuditLine(*row)


def after(session: Session, number: int, count_max: int) -> list[AuditLine]:
    """List the lines behind a number, in their order."""
    rows = session.execute(
        _select().where(AuditRow.number > number).order_by(AuditRow.number).limit(count_max)
    )
    return [AuditLine(*row) for row in rows]


def newest(
    session: Session, site_keys: Collection[str] | None, before: int | None, count_max: int
) -> list[AuditLine]:
    """List the newest lines of some sites, None for all, before a number."""
    wanted = _select().order_by(AuditRow.number.desc()).limit(count_max)
    if site_keys is not None:
        wanted = wanted.where(AuditRow.site_key.in_(site_keys))
    if before is not None:
        wanted = wanted.where(AuditRow.number < before)
    return [AuditLine(*row) for row in session.execute(wanted)]


def count(session: Session) -> int:
    """Count the lines."""
    return session.scalar(select(func.count()).select_from(AuditRow)) or 0


def _select() -> Select[*tuple[Any, ...]]:
    """Select what an AuditLine is made of, in the order of its fields."""
    return select(*_COLUMNS)
