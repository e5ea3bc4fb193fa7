"""A row of a file of entries: what stands in it, what it makes of the entry that is there."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import cast, get_args

import faq
from chat.errors import EmptyTextError, TextTooLongError
from chat.publishing import checked_entry
from faq.text import fold
from store import Site
from store.editing_records import KeptEntry, Placing
from store.entry_import import Brought
from store.records import EntryState

FIELDS = (
    *("id", "question", "variants", "answer", "title", "url", "published", "section", "language"),
    *("context", "state", "valid_from", "valid_until", "is_pinned", "redirect_to"),
)
ID_LENGTH_MAX, SHORT_LENGTH_MAX = 255, 2_000
TRUE, FALSE = ("true", "1", "oui", "yes", "x"), ("false", "0", "non", "no", "")
_STATES = {
    **{state: state for state in get_args(EntryState)},
    "brouillon": "draft",
    "publiee": "published",
    "retiree": "retired",
}
_SHORT = ("title", "url", "section", "context", "redirect_to")

Row = Mapping[str, str]


class RowError(ValueError):
    """Tell why a row is refused, by the name of a reason."""


def row_of(kept: KeptEntry) -> dict[str, str]:
    """Give an entry as a row, every field of it."""
    entry, placing = kept.entry, kept.placing
    return {
        "id": entry.id,
        "question": entry.question,
        "variants": "\n".join(entry.variants),
        "answer": entry.answer,
        "title": entry.title,
        "url": entry.url,
        "published": entry.published,
        "section": entry.section,
        "language": entry.language,
        "context": entry.context,
        "state": kept.state,
        "valid_from": placing.valid_from,
        "valid_until": placing.valid_until,
        "is_pinned": "true" if placing.is_pinned else "false",
        "redirect_to": placing.redirect_to,
    }


def id_of(row: Row) -> str:
    """Give the id of a row's entry; one without is known again by its question.

    Raise RowError.
    """
    named = row.get("id", "").strip()
    if len(named) > ID_LENGTH_MAX or not named.isprintable() or "/" in named:
        raise RowError("id")
    question = fold(" ".join(row.get("question", "").split()))
    if not named and not question:
        raise RowError("question")
    return named or f"own-{hashlib.sha256(question.encode()).hexdigest()[:16]}"


def brought_by(row: Row, held: KeptEntry | None, site: Site) -> Brought:
    """Make an entry of a row; what it does not say stays as it is. Raise RowError."""
    if any("\0" in text for text in row.values()):
        raise RowError("nul")
    if any(len(row.get(name, "")) > SHORT_LENGTH_MAX for name in _SHORT):
        raise RowError("long")
    before = row_of(held) if held is not None else {"language": site.locale, "state": "published"}
    told = {**before, **row}
    entry = faq.Entry(
        id=id_of(row),
        question=told.get("question", ""),
        answer=told.get("answer", "").replace("\r\n", "\n"),
        variants=_wordings(told.get("variants", "")),
        title=told.get("title", ""),
        url=told.get("url", ""),
        published=_moment(told.get("published", ""), before.get("published", "")),
        section=told.get("section", "").strip(),
        language=told.get("language", "").strip()[:16] or site.locale,
        context=told.get("context", ""),
    )
    return Brought(_checked(entry, held, site), _state(told), _placing(told, entry.id))


def is_like(brought: Brought, held: KeptEntry) -> bool:
    """Tell whether a file says what is stored already."""
    same = (brought.entry, brought.state, brought.placing)
    return same == (held.entry, held.state, held.placing)


def _checked(entry: faq.Entry, held: KeptEntry | None, site: Site) -> faq.Entry:
    """Check what is new in an entry; what is stored already is not made over."""
    if held is not None and entry == held.entry:
        return entry
    try:
        checked = checked_entry(entry, site)
    except TextTooLongError as error:
        raise RowError("long") from error
    except EmptyTextError as error:
        raise RowError("answer" if entry.question.strip() else "question") from error
    if entry.url.strip() and not checked.url:
        raise RowError("url")
    if held is None:
        return checked
    kept = {
        name: getattr(held.entry, name)
        for name in ("question", "answer", "variants", "title", "url")
        if getattr(entry, name) == getattr(held.entry, name)
    }
    return replace(checked, **kept)


def _state(told: Row) -> EntryState:
    found = _STATES.get(fold(told.get("state", "").strip()) or "published")
    if found is None:
        raise RowError("state")
    return cast("EntryState", found)


def _placing(told: Row, entry_id: str) -> Placing:
    pinned = fold(told.get("is_pinned", "").strip())
    if pinned not in (*TRUE, *FALSE):
        raise RowError("is_pinned")
    first = _day(told.get("valid_from", "").strip(), "valid_from")
    last = _day(told.get("valid_until", "").strip(), "valid_until")
    if first and last and last < first:
        raise RowError("valid_until")
    aim = told.get("redirect_to", "").strip()
    if aim == entry_id:
        raise RowError("redirect_to")
    return Placing(first, last, pinned in TRUE, aim)


def _wordings(text: str) -> tuple[str, ...]:
    return tuple(each for each in text.replace("\r\n", "\n").split("\n") if each.strip())


def _moment(text: str, before: str) -> str:
    """Read when an article appeared: a day, with or without its hour."""
    if text != before:
        _day(text[:10], "published")
    return text[:32]


def _day(text: str, name: str) -> str:
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError as error:
        raise RowError(name) from error
