"""Revisions: what an entry was, and by whom, from the first change of an editor on."""

from __future__ import annotations

from dataclasses import asdict, fields
from datetime import datetime
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from faq.model import Entry
from store.editing_records import KeptEntry, Placing, Revision, What
from store.editing_tables import RevisionRow
from store.records import EntryState

_ENTRY = frozenset(each.name for each in fields(Entry))
_PLACING = frozenset(each.name for each in fields(Placing))


def begin(session: Session, site_key: str, kept: KeptEntry) -> None:
    """Keep an entry as it was before the change of which the history knows first."""
    is_built = kept.owner == "rebuild"
    if not is_built and _last(session, site_key, kept.entry.id):
        return
    what: What = "built" if is_built else "edited"
    told = (kept.entry, kept.state, kept.placing)
    add(session, site_key, *told, "", what, kept.updated_at)


def add(
    session: Session,
    site_key: str,
    entry: Entry,
    state: EntryState,
    placing: Placing,
    who: str,
    what: What,
    now: datetime,
) -> None:
    """Keep an entry as it is from now on."""
    session.add(
        RevisionRow(
            site_key=site_key,
            entry_id=entry.id,
            number=_last(session, site_key, entry.id) + 1,
            at=now,
            who=who,
            what=what,
            content={"state": state, **asdict(placing), **asdict(entry)},
        )
    )
    session.flush()


def of_entry(session: Session, site_key: str, entry_id: str, limit: int) -> list[Revision]:
    """List what an entry was, the newest first."""
    rows = session.scalars(
        select(RevisionRow)
        .where(RevisionRow.site_key == site_key, RevisionRow.entry_id == entry_id)
        .order_by(RevisionRow.number.desc())
        .limit(limit)
    )
    return [_record(row) for row in rows]


def get(session: Session, site_key: str, entry_id: str, number: int) -> Revision | None:
    """Find what an entry was by its number."""
    row = session.get(RevisionRow, (site_key, entry_id, number))
    return None if row is None else _record(row)


def _last(session: Session, site_key: str, entry_id: str) -> int:
    highest = select(func.max(RevisionRow.number)).where(
        RevisionRow.site_key == site_key, RevisionRow.entry_id == entry_id
    )
    return session.scalar(highest) or 0


def _record(row: RevisionRow) -> Revision:
    said: dict[str, Any] = dict(row.content)
    state = cast("EntryState", said.pop("state"))
    placing = Placing(**{name: said[name] for name in _PLACING if name in said})
    told = {name: said[name] for name in _ENTRY if name in said}
    entry = Entry(**{**told, "variants": tuple(told.get("variants", ()))})
    return Revision(row.number, row.at, row.who, cast("What", row.what), entry, state, placing)
