"""Visitors: anonymous readers, known by a random id alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, insert, select
from sqlalchemy.orm import Session

from store.conversation_tables import VisitorRow
from store.prepared import Prepared
from store.records import Visitor

_ADD = Prepared(insert(VisitorRow))
_GET = Prepared(
    select(VisitorRow.id, VisitorRow.site_key, VisitorRow.epoch, VisitorRow.created_at).where(
        VisitorRow.id == bindparam("visitor")
    )
)


def add(session: Session, site_key: str, now: datetime, new_id: Callable[[], str]) -> Visitor:
    """Store a new visitor of a site."""
    made = Visitor(id=new_id(), site_key=site_key, epoch=1, created_at=now)
    _ADD.rows(
        session,
        id=made.id,
        site_key=made.site_key,
        epoch=made.epoch,
        created_at=made.created_at,
    )
    return made


def ids_after(session: Session, visitor_id: str, count_max: int) -> list[str]:
    """List the ids of visitors behind an id, in their order."""
    wanted = select(VisitorRow.id).where(VisitorRow.id > visitor_id).order_by(VisitorRow.id)
    return list(session.scalars(wanted.limit(count_max)))


def get(session: Session, visitor_id: str) -> Visitor | None:
    """Find a visitor by id."""
    row = _GET.row(session, visitor=visitor_id)
    return None if row is None else Visitor(*row)
