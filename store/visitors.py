"""Visitors: anonymous readers, known by a random id alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy.orm import Session

from store.records import Visitor
from store.tables import VisitorRow


def add(session: Session, site_key: str, now: datetime, new_id: Callable[[], str]) -> Visitor:
    """Store a new visitor of a site."""
    row = VisitorRow(id=new_id(), site_key=site_key, epoch=1, created_at=now)
    session.add(row)
    session.flush()
    return _record(row)


def get(session: Session, visitor_id: str) -> Visitor | None:
    """Find a visitor by id."""
    row = session.get(VisitorRow, visitor_id)
    return None if row is None else _record(row)


def _record(row: VisitorRow) -> Visitor:
    return Visitor(id=row.id, site_key=row.site_key, epoch=row.epoch, created_at=row.created_at)
