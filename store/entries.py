"""Entries: the FAQ pairs of a site, each owned by the rebuild or by an editor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from faq.model import Entry
from store.records import EntryOwner, EntryState
from store.tables import EntryRow, SiteRow


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as it is stored: whether readers are answered with it, and who may change it."""

    entry: Entry
    state: EntryState
    owner: EntryOwner
    updated_at: datetime


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
    """Store an editor's entry, new or changed: from now on it is the editor's.

    Raise the site's knowledge version in the same transaction: workers hear of it by that.
    """
    held = session.get(EntryRow, (site_key, entry.id))
    highest = select(func.max(EntryRow.position)).where(EntryRow.site_key == site_key)
    position = held.position if held else (session.scalar(highest) or 0) + 1
    page = held.page if held else ""
    values = values_of(site_key, entry, state, "editor", position, now, page)
    session.merge(EntryRow(**values, version=_next_version(session, site_key)))
    session.flush()


def give_back(session: Session, site_key: str, entry: Entry, state: EntryState) -> None:
    """Store an entry as it was before an editor changed it: it is the rebuild's again."""
    row = session.get_one(EntryRow, (site_key, entry.id))
    values = values_of(site_key, entry, state, "rebuild", row.position, row.updated_at, row.page)
    session.merge(EntryRow(**values, version=_next_version(session, site_key)))
    session.flush()


def get(session: Session, site_key: str, entry_id: str) -> KeptEntry | None:
    """Find an entry with its state and its owner."""
    row = session.get(EntryRow, (site_key, entry_id))
    if row is None:
        return None
    state, owner = cast("EntryState", row.state), cast("EntryOwner", row.owner)
    return KeptEntry(record_of(row), state, owner, row.updated_at)


def changed_since(
    session: Session, site_key: str, version: int
) -> list[tuple[Entry, EntryState]]:
    """List what editors have changed after a knowledge version, whatever its state is now."""
    rows = session.scalars(
        select(EntryRow)
        .where(EntryRow.site_key == site_key, EntryRow.version > version)
        .order_by(EntryRow.position, EntryRow.id)
    )
    return [(record_of(row), cast("EntryState", row.state)) for row in rows]


def _next_version(session: Session, site_key: str) -> int:
    """Give the knowledge version that will have what is written now."""
    wanted = select(SiteRow.knowledge_version).where(SiteRow.key == site_key)
    return (session.scalar(wanted) or 0) + 1


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
