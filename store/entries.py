"""Entries: the FAQ pairs of a site, each owned by the rebuild or by an editor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from faq.model import Entry
from store.records import EntryOwner, EntryState
from store.tables import EntryRow


def replace_rebuilt(
    session: Session, site_key: str, entries: Iterable[Entry], now: datetime
) -> int:
    """Put `entries` in place of all that earlier rebuilds made; give how many were stored.

    What an editor owns stays as it is, and wins over an entry of the same id; so does what was
    made of a page that is remembered.
    """
    ours = (EntryRow.site_key == site_key, EntryRow.owner == "rebuild", EntryRow.page == "")
    session.execute(delete(EntryRow).where(*ours))
    taken = set(session.scalars(select(EntryRow.id).where(EntryRow.site_key == site_key)))
    stored = 0
    for position, entry in enumerate(entries):
        if entry.id not in taken:
            taken.add(entry.id)
            values = values_of(site_key, entry, "published", "rebuild", position, now)
            session.add(EntryRow(**values))
            stored += 1
    session.flush()
    return stored


def save(session: Session, site_key: str, entry: Entry, state: EntryState, now: datetime) -> None:
    """Store an editor's entry, new or changed: from now on it is the editor's."""
    held = session.get(EntryRow, (site_key, entry.id))
    highest = select(func.max(EntryRow.position)).where(EntryRow.site_key == site_key)
    position = held.position if held else (session.scalar(highest) or 0) + 1
    page = held.page if held else ""
    values = values_of(site_key, entry, state, "editor", position, now, page)
    session.merge(EntryRow(**values))
    session.flush()


def published(session: Session, site_key: str) -> list[Entry]:
    """List the entries that readers may be answered with, in the order of the sources."""
    rows = session.scalars(
        select(EntryRow)
        .where(EntryRow.site_key == site_key, EntryRow.state == "published")
        .order_by(EntryRow.position, EntryRow.id)
    )
    return [record_of(row) for row in rows]


def values_of(
    site_key: str,
    entry: Entry,
    state: EntryState,
    owner: EntryOwner,
    position: int,
    now: datetime,
    page: str = "",
) -> dict[str, Any]:
    """Give the columns of an entry's row."""
    return {
        "site_key": site_key,
        "id": entry.id,
        "position": position,
        "state": state,
        "owner": owner,
        "question": entry.question,
        "variants": list(entry.variants),
        "answer": entry.answer,
        "title": entry.title,
        "url": entry.url,
        "published": entry.published,
        "section": entry.section,
        "language": entry.language,
        "context": entry.context,
        "updated_at": now,
        "page": page,
    }


def record_of(row: EntryRow) -> Entry:
    """Give a row as an entry."""
    return Entry(
        id=row.id,
        question=row.question,
        answer=row.answer,
        variants=tuple(row.variants),
        title=row.title,
        url=row.url,
        published=row.published,
        section=row.section,
        language=row.language,
        context=row.context,
    )
