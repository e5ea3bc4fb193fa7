"""Many entries at once, as a file brings them: what is there is compared, what differs written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from faq.model import Entry
from store.editing_records import KeptEntry, Placing
from store.editing_tables import RevisionRow
from store.entries import kept_of, next_version, placed, values_of
from store.records import EntryState
from store.tables import EntryRow

_ENTRIES = cast("Table", EntryRow.__table__)
_REVISIONS = cast("Table", RevisionRow.__table__)


@dataclass(frozen=True, slots=True)
class Brought:
    """An entry as a file has it."""

    entry: Entry
    state: EntryState
    placing: Placing


def held(session: Session, site_key: str, ids: Sequence[str]) -> dict[str, KeptEntry]:
    """Map the ids of entries that are there to what is stored; at most a few thousand ids."""
    rows = session.scalars(
        select(EntryRow).where(EntryRow.site_key == site_key, EntryRow.id.in_(ids))
    )
    return {row.id: kept_of(row) for row in rows}


def save_all(
    session: Session, site_key: str, brought: Sequence[Brought], who: str, now: datetime
) -> None:
    """Store entries, new or changed, as an editor's, with what they were and what they are.

    Raise the site's knowledge version when the last of them is stored.
    """
    ids = [each.entry.id for each in brought]
    of_site = (EntryRow.site_key == site_key, EntryRow.id.in_(ids))
    rows = {
        row.id: (row.position, row.page)
        for row in session.scalars(select(EntryRow).where(*of_site))
    }
    before = held(session, site_key, ids)
    highest = select(func.max(EntryRow.position)).where(EntryRow.site_key == site_key)
    last, version = session.scalar(highest) or 0, next_version(session, site_key)
    wanted = []
    for number, each in enumerate(brought, 1):
        position, page = rows.get(each.entry.id, (last + number, ""))
        values = values_of(site_key, each.entry, each.state, "editor", position, now, page)
        wanted.append(values | placed(session, site_key, each.placing, now) | {"version": version})
    session.expunge_all()
    session.execute(delete(_ENTRIES).where(*of_site))
    session.execute(insert(_ENTRIES), wanted)
    _note(session, site_key, before, brought, who, now)
    touched = (EntryRow.site_key == site_key, EntryRow.redirect_to.in_(ids))
    session.execute(update(EntryRow).where(*touched).values(version=version))
    session.flush()


def _note(
    session: Session,
    site_key: str,
    before: dict[str, KeptEntry],
    brought: Iterable[Brought],
    who: str,
    now: datetime,
) -> None:
    """Keep what the entries were, where nobody has, and what they are now."""
    ids = [each.entry.id for each in brought]
    highest = (
        select(RevisionRow.entry_id, func.max(RevisionRow.number))
        .where(RevisionRow.site_key == site_key, RevisionRow.entry_id.in_(ids))
        .group_by(RevisionRow.entry_id)
    )
    numbers: dict[str, int] = {row[0]: row[1] for row in session.execute(highest)}
    rows: list[dict[str, Any]] = []

    def add(told: Brought, at: datetime, by: str, what: str) -> None:
        numbers[told.entry.id] = number = numbers.get(told.entry.id, 0) + 1
        content = {"state": told.state, **asdict(told.placing), **asdict(told.entry)}
        rows.append(
            {
                "site_key": site_key,
                "entry_id": told.entry.id,
                "number": number,
                "at": at,
                "who": by,
                "what": what,
                "content": content,
            }
        )

    for each in brought:
        kept = before.get(each.entry.id)
        if kept is not None and (kept.owner == "rebuild" or each.entry.id not in numbers):
            was = Brought(kept.entry, kept.state, kept.placing)
            add(was, kept.updated_at, "", "built" if kept.owner == "rebuild" else "edited")
        add(each, now, who, "imported")
    session.execute(insert(_REVISIONS), rows)
