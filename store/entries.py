"""Entries: the FAQ pairs of a site, each owned by the rebuild or by an editor."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from faq.model import Entry
from faq.text import fold
from store import revisions
from store.editing_records import KeptEntry, Placing, What
from store.records import EntryOwner, EntryState
from store.redirects import redirected
from store.tables import EntryRow, SiteRow

_ANSWERS = (EntryRow.state == "published", EntryRow.is_in_force)


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


def save(
    session: Session,
    site_key: str,
    entry: Entry,
    state: EntryState,
    now: datetime,
    placing: Placing | None = None,
    who: str = "",
    what: What = "edited",
) -> None:
    """Store an editor's entry, new or changed: from now on it is the editor's.

    Without `placing` it stays where it is placed. What it was and what it is now are kept in its
    history. Raise the site's knowledge version in the same transaction: workers hear of it by that.
    """
    held = session.get(EntryRow, (site_key, entry.id))
    if held is not None:
        before = kept_of(held)
        revisions.begin(session, site_key, before)
        placing = placing or before.placing
    placing = placing or Placing()
    highest = select(func.max(EntryRow.position)).where(EntryRow.site_key == site_key)
    position = held.position if held else (session.scalar(highest) or 0) + 1
    page = held.page if held else ""
    values = values_of(site_key, entry, state, "editor", position, now, page)
    values |= placed(session, site_key, placing, now)
    session.merge(EntryRow(**values, version=next_version(session, site_key)))
    revisions.add(session, site_key, entry, state, placing, who, what, now)
    touch_redirects(session, site_key, entry.id)
    session.flush()


def placed(session: Session, site_key: str, placing: Placing, now: datetime) -> dict[str, Any]:
    """Give the columns of where an entry is placed, by the calendar of its site."""
    zone = session.scalar(select(SiteRow.time_zone).where(SiteRow.key == site_key)) or "UTC"
    is_in_force, turns_on = placing.standing(now.astimezone(ZoneInfo(zone)).date())
    return {
        "valid_from": placing.valid_from,
        "valid_until": placing.valid_until,
        "is_pinned": placing.is_pinned,
        "redirect_to": placing.redirect_to,
        "is_in_force": is_in_force,
        "turns_on": turns_on,
    }


def touch_redirects(session: Session, site_key: str, entry_id: str) -> None:
    """Have workers read again the entries that give the answer of this one."""
    session.execute(
        update(EntryRow)
        .where(EntryRow.site_key == site_key, EntryRow.redirect_to == entry_id)
        .values(version=next_version(session, site_key))
    )


def give_back(session: Session, site_key: str, entry: Entry, state: EntryState) -> None:
    """Store an entry as it was before an editor changed it: it is the rebuild's again."""
    row = session.get_one(EntryRow, (site_key, entry.id))
    values = values_of(site_key, entry, state, "rebuild", row.position, row.updated_at, row.page)
    session.merge(EntryRow(**values, version=next_version(session, site_key)))
    session.flush()


def get(session: Session, site_key: str, entry_id: str) -> KeptEntry | None:
    """Find an entry with its state and its owner."""
    row = session.get(EntryRow, (site_key, entry_id))
    if row is None:
        return None
    return kept_of(row)


def changed_since(session: Session, site_key: str, version: int) -> list[tuple[Entry, EntryState]]:
    """List what editors have changed after a knowledge version, whatever its state is now.

    What its dates keep from answering is told as retired, and so is what is sent on to nothing.
    """
    rows = session.scalars(
        select(EntryRow)
        .where(EntryRow.site_key == site_key, EntryRow.version > version)
        .order_by(EntryRow.position, EntryRow.id)
    )
    return [_served(session, row) for row in rows]


def pins(session: Session, site_key: str) -> frozenset[str]:
    """List the ids of the entries that come first whenever they match."""
    pinned = (EntryRow.site_key == site_key, EntryRow.is_pinned, *_ANSWERS)
    return frozenset(session.scalars(select(EntryRow.id).where(*pinned)))


def as_served(
    session: Session,
    site_key: str,
    entry: Entry,
    state: EntryState,
    placing: Placing,
    is_in_force: bool,
) -> tuple[Entry, EntryState]:
    """Give an entry as readers are told it, and whether they are: else it counts as retired."""
    if not is_in_force:
        return entry, "retired"
    if state != "published" or not placing.redirect_to:
        return entry, state
    aim = session.get(EntryRow, (site_key, placing.redirect_to))
    if aim is None or aim.state != "published" or not aim.is_in_force:
        return entry, "retired"
    return redirected(entry, record_of(aim)), "published"


def _served(session: Session, row: EntryRow) -> tuple[Entry, EntryState]:
    kept = kept_of(row)
    told = (kept.entry, kept.state, kept.placing, kept.is_in_force)
    return as_served(session, row.site_key, *told)


def next_version(session: Session, site_key: str) -> int:
    """Give the knowledge version that will have what is written now."""
    wanted = select(SiteRow.knowledge_version).where(SiteRow.key == site_key)
    return (session.scalar(wanted) or 0) + 1


def published(session: Session, site_key: str) -> list[Entry]:
    """List the entries that readers may be answered with, in the order of the sources.

    An entry that is sent on tells what the other one does, or is left out where that is silent.
    """
    rows = session.scalars(
        select(EntryRow)
        .where(EntryRow.site_key == site_key, *_ANSWERS)
        .order_by(EntryRow.position, EntryRow.id)
    )
    told, sent_on = [], {}
    for row in rows:
        told.append(record_of(row))
        if row.redirect_to:
            sent_on[row.id] = row.redirect_to
    if not sent_on:
        return told
    wanted = set(sent_on.values())
    aims = {each.id: each for each in told if each.id in wanted}
    served = (_sent_on(each, sent_on.get(each.id, ""), aims) for each in told)
    return [each for each in served if each is not None]


def _sent_on(entry: Entry, aim: str, aims: dict[str, Entry]) -> Entry | None:
    if not aim:
        return entry
    return redirected(entry, aims[aim]) if aim in aims else None


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
        "searched": words_of(entry),
    }


def words_of(entry: Entry) -> str:
    """Give the words by which an editor finds an entry, without case and accents."""
    return fold("\n".join([entry.question, *entry.variants, entry.title, entry.answer]))


def kept_of(row: EntryRow) -> KeptEntry:
    """Give a row as an entry with all that is known of it."""
    return KeptEntry(
        record_of(row),
        cast("EntryState", row.state),
        cast("EntryOwner", row.owner),
        row.updated_at,
        Placing(row.valid_from, row.valid_until, row.is_pinned, row.redirect_to),
        row.is_in_force,
    )


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
