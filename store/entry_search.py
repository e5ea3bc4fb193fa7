"""Entries as editors look for them: by words, by what they are, by what is wrong with them.

The newest change comes first; a page ends where the next one begins, by that moment and the id.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from faq.text import fold
from store.editing_records import KeptEntry, Wanted
from store.entries import kept_of
from store.tables import EntryRow

WORDS_MAX = 8
SECTIONS_MAX = 200

After = tuple[datetime, str]
Place = tuple[int, str]


def page(
    session: Session, site_key: str, wanted: Wanted, after: After | None, limit: int
) -> list[KeptEntry]:
    """List entries, what was changed last first, from behind the last one of a page before."""
    asked = list(conditions(site_key, wanted))
    if after is not None:
        moment, entry_id = after
        same = and_(EntryRow.updated_at == moment, EntryRow.id < entry_id)
        asked.append(or_(EntryRow.updated_at < moment, same))
    rows = session.scalars(
        select(EntryRow)
        .where(*asked)
        .order_by(EntryRow.updated_at.desc(), EntryRow.id.desc())
        .limit(limit)
    )
    return [kept_of(row) for row in rows]


def count(session: Session, site_key: str, wanted: Wanted) -> int:
    """Count the entries that are looked for."""
    asked = conditions(site_key, wanted)
    return session.scalar(select(func.count()).select_from(EntryRow).where(*asked)) or 0


def sections(session: Session, site_key: str) -> list[str]:
    """List the sections of a site's entries by name."""
    named = (EntryRow.site_key == site_key, EntryRow.section != "")
    told = select(EntryRow.section).where(*named).distinct().order_by(EntryRow.section)
    return list(session.scalars(told.limit(SECTIONS_MAX)))


def following(
    session: Session, site_key: str, last: Place | None, limit: int
) -> list[tuple[Place, KeptEntry]]:
    """List entries in the order of their sources, from behind the place of the last one."""
    behind: list[ColumnElement[bool]] = []
    if last is not None:
        place, entry_id = last
        same = and_(EntryRow.position == place, EntryRow.id > entry_id)
        behind = [or_(EntryRow.position > place, same)]
    rows = session.scalars(
        select(EntryRow)
        .where(EntryRow.site_key == site_key, *behind)
        .order_by(EntryRow.position, EntryRow.id)
        .limit(limit)
    )
    return [((row.position, row.id), kept_of(row)) for row in rows]


def conditions(site_key: str, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Yield what rows are looked for by."""
    yield EntryRow.site_key == site_key
    for word in fold(wanted.words).split()[:WORDS_MAX]:
        yield EntryRow.searched.contains(word, autoescape=True)
    for column, value in (
        (EntryRow.state, wanted.state),
        (EntryRow.owner, wanted.owner),
        (EntryRow.section, wanted.section),
    ):
        if value:
            yield column == value
    yield from _with_problem(wanted.problem)


def _with_problem(problem: str) -> Iterator[ColumnElement[bool]]:
    """Say what is wrong with an entry, in the terms of its row."""
    is_published = EntryRow.state == "published"
    match problem:
        case "expired":
            yield from (is_published, ~EntryRow.is_in_force, EntryRow.turns_on == "")
        case "upcoming":
            yield from (is_published, ~EntryRow.is_in_force, EntryRow.turns_on > "")
        case "lost_redirect":
            yield from (is_published, EntryRow.redirect_to > "", ~_aim_answers())
        case "no_link":
            yield from (is_published, EntryRow.url == "", EntryRow.redirect_to == "")


def _aim_answers() -> Any:
    aim = aliased(EntryRow)
    return exists().where(
        aim.site_key == EntryRow.site_key,
        aim.id == EntryRow.redirect_to,
        aim.state == "published",
        aim.is_in_force,
    )
