"""Sources: where the pages of a site come from, remembered so that they can be read again."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.records import PageSource
from store.tables import ID_LENGTH, SourceRow


def id_of(location: str) -> str:
    """Give the id of a source."""
    digest = hashlib.sha256(location.encode("utf-8", "surrogateescape")).hexdigest()
    return digest[:ID_LENGTH]


def get(session: Session, site_key: str, location: str) -> PageSource | None:
    """Find a source by its location."""
    row = session.get(SourceRow, (site_key, id_of(location)))
    return None if row is None else _record(row)


def every(session: Session, site_key: str) -> list[PageSource]:
    """List the sources of a site by location."""
    rows = session.scalars(
        select(SourceRow).where(SourceRow.site_key == site_key).order_by(SourceRow.location)
    )
    return [_record(row) for row in rows]


def add(session: Session, site_key: str, location: str) -> bool:
    """Remember a source that was not read yet; tell whether it is new."""
    if session.get(SourceRow, (site_key, id_of(location))) is not None:
        return False
    session.add(SourceRow(site_key=site_key, id=id_of(location), location=location, failure=""))
    session.flush()
    return True


def begin(session: Session, site_key: str, location: str, now: datetime) -> None:
    """Remember a source, and that a pass over it has begun."""
    row = session.get(SourceRow, (site_key, id_of(location)))
    if row is None:
        row = SourceRow(site_key=site_key, id=id_of(location), location=location, failure="")
        session.add(row)
    row.began_at = now
    session.flush()


def end(session: Session, site_key: str, location: str, failure: str, now: datetime) -> None:
    """Say that a pass has ended, and why it failed; "" when it did not."""
    values = {"began_at": None, "failure": failure}
    session.execute(
        update(SourceRow)
        .where(SourceRow.site_key == site_key, SourceRow.id == id_of(location))
        .values(**values, **({} if failure else {"ended_at": now}))
    )


def forget(session: Session, site_key: str, location: str) -> bool:
    """Remember a source no more; tell whether it was there."""
    removed = session.execute(
        delete(SourceRow)
        .where(SourceRow.site_key == site_key, SourceRow.id == id_of(location))
        .returning(SourceRow.id)
    )
    return removed.first() is not None


def _record(row: SourceRow) -> PageSource:
    return PageSource(row.id, row.location, row.began_at, row.ended_at, row.failure)
