"""Entries of pages: only what differs is written, and what an editor owns is never touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import CursorResult, Row, Table, delete, insert, select, update
from sqlalchemy.orm import Session

from faq.model import Entry
from store.entries import values_of
from store.tables import EntryRow

Values = dict[str, Any]

_TABLE = cast("Table", EntryRow.__table__)
# Entries are ordered by the place of their page, then by their place in it.
_PLACES_A_PAGE = 256
# SQLite takes 32,766 values in a statement.
_KEYS_MAX = 10_000
_FOLLOWS = ("updated_at", "searched")


@dataclass(frozen=True, slots=True)
class PageEntries:
    """What entries a page is to have, and where it stands among the others."""

    position: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Rows that are there and not wanted, and those that are wanted and not there like that."""

    gone: list[str]
    wanted: list[Values]

    def __bool__(self) -> bool:
        return bool(self.gone or self.wanted)


def difference(
    session: Session, site_key: str, made: Mapping[str, PageEntries], now: datetime
) -> Difference:
    """Compare the stored entries of pages with those that they are to have."""
    ids = {entry.id for each in made.values() for entry in each.entries}
    of_site = EntryRow.site_key == site_key
    held = {
        row.id: row
        for column, keys in ((EntryRow.page, list(made)), (EntryRow.id, sorted(ids)))
        for some in batched(keys)
        for row in session.execute(select(_TABLE).where(of_site, column.in_(some)))
    }
    wanted = {each["id"]: each for each in _wanted(site_key, made, held, now)}
    gone = [
        row.id
        for row in held.values()
        if row.owner == "rebuild" and row.page in made and row.id not in wanted
    ]
    other = [each for each in wanted.values() if not _is_like(held.get(each["id"]), each)]
    return Difference(gone, other)


def apply(session: Session, site_key: str, found: Difference) -> None:
    """Write a difference that was found in the same transaction."""
    of_site = EntryRow.site_key == site_key
    replaced = [*found.gone, *(each["id"] for each in found.wanted)]
    for some in batched(replaced):
        session.execute(delete(_TABLE).where(of_site, EntryRow.id.in_(some)))
    if found.wanted:
        session.execute(insert(_TABLE), found.wanted)


def retire(session: Session, site_key: str, page_ids: Iterable[str]) -> int:
    """Withdraw the entries of pages from readers; give how many. An editor's stay."""
    return _changed(
        session,
        update(EntryRow)
        .where(
            EntryRow.site_key == site_key,
            EntryRow.page.in_(list(page_ids)),
            EntryRow.owner == "rebuild",
            EntryRow.state == "published",
        )
        .values(state="retired"),
    )


def drop_pageless(session: Session, site_key: str) -> int:
    """Remove what was built before pages were remembered; give how many entries."""
    return _changed(
        session,
        delete(EntryRow).where(
            EntryRow.site_key == site_key, EntryRow.owner == "rebuild", EntryRow.page == ""
        ),
    )


def batched(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield as many keys at a time as one statement may name."""
    return (keys[at : at + _KEYS_MAX] for at in range(0, len(keys), _KEYS_MAX))


def _wanted(
    site_key: str, made: Mapping[str, PageEntries], held: Mapping[str, Row[Any]], now: datetime
) -> Iterator[Values]:
    """Yield the rows that pages are to have; an id that someone else holds is left to him."""
    for page_id, each in made.items():
        for number, entry in enumerate(each.entries):
            row = held.get(entry.id)
            if row is None or _is_free(row, made):
                position = each.position * _PLACES_A_PAGE + min(number, _PLACES_A_PAGE - 1)
                yield values_of(site_key, entry, "published", "rebuild", position, now, page_id)


def _is_free(row: Row[Any], made: Mapping[str, PageEntries]) -> bool:
    """Tell whether a page may have a row: it had it, or nobody speaks by it any more."""
    is_idle = row.page in made or not row.page or row.state == "retired"
    return bool(row.owner == "rebuild" and is_idle)


def _is_like(held: Row[Any] | None, wanted: Values) -> bool:
    """Tell whether a row holds what is wanted, but for when it was written, and what follows."""
    if held is None:
        return False
    told = held._asdict()
    return all(told[name] == value for name, value in wanted.items() if name not in _FOLLOWS)


def _changed(session: Session, statement: Any) -> int:
    return cast("CursorResult[Any]", session.execute(statement)).rowcount
