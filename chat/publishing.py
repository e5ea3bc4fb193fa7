"""Publishing: what an editor changes is examined, stored, and served within a second.

The test set is put to what would be served, by the same small index that serves it afterwards
until the big one is built anew (taught.py).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import faq
import store
from chat import urls, webhooks
from chat.conversations import find_site
from chat.errors import EmptyTextError, StaleEditError, TextTooLongError
from chat.examination import Report, compare, refuse_regression
from chat.knowledge import Knowledge
from chat.pinning import serving
from store import entries, expectations, sites
from store.editing_records import Placing, What
from store.records import EntryState

TEXT_CHARACTERS_MAX = 10_000
QUESTION_CHARACTERS_MAX = 500
VARIANTS_MAX = 100
_BLANKS = re.compile(r"[ \t\r\n\f\v]+")

Seen = Mapping[str, datetime | None]
"""When each entry was last changed as its editor saw it, None for one that was not there."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """What publishing works with."""

    database: store.Database
    knowledge: Knowledge
    bands: faq.Bands
    now: Callable[[], datetime]
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """An entry as it is to be from now on; without `placing` it stays where it is placed."""

    entry: faq.Entry
    state: EntryState = "published"
    placing: Placing | None = None
    what: What = "edited"


def preview(publisher: Publisher, site_key: str, edits: Sequence[Edit]) -> Report:
    """Tell what edits would change in the test set; store nothing. Raise UnknownSiteError."""
    with publisher.database.read() as session:
        site = find_site(session, site_key)
        questions = expectations.of_site(session, site_key)
        if not questions:
            return Report(())
        served = [_as_served(session, site_key, each, publisher.now()) for each in edits]
    shelf = publisher.knowledge.shelf(site_key)
    laid = publisher.knowledge.candidate(site_key, [told[:2] for told in served])
    edited = {entry.id for entry, _, _ in served}
    pins = (shelf.pins - edited) | {entry.id for entry, _, is_pinned in served if is_pinned}
    candidate = serving(laid.big, laid, pins)
    return compare(shelf.serving, candidate, questions, publisher.bands, site.locale)


def _as_served(
    session: store.Session, site_key: str, edit: Edit, now: datetime
) -> tuple[faq.Entry, EntryState, bool]:
    """Give an edit as readers would be told it, whether they would be, and whether first."""
    held = entries.get(session, site_key, edit.entry.id)
    placing = edit.placing or (Placing() if held is None else held.placing)
    is_in_force = bool(entries.placed(session, site_key, placing, now)["is_in_force"])
    told = entries.as_served(session, site_key, edit.entry, edit.state, placing, is_in_force)
    return *told, placing.is_pinned and told[1] == "published"


def publish(
    publisher: Publisher,
    site_key: str,
    edits: Sequence[Edit],
    *,
    force: bool = False,
    seen: Seen | None = None,
    who: str = "",
    also: Callable[[store.Session], object] = lambda _: None,
) -> Report:
    """Store what an editor changed, and tell every worker; give what it changes in the test set.

    `who` is the name that its history tells. `also` is done in the same transaction: a line of the
    audit, a decision on a cluster. Raise RegressionError unless told to `force`, StaleEditError
    where an entry is not as it was `seen`, EmptyTextError, TextTooLongError, UnknownSiteError,
    store.StoreError; then nothing is stored.
    """
    with publisher.database.read() as session:
        site = find_site(session, site_key)
    checked = [replace(each, entry=checked_entry(each.entry, site)) for each in edits]
    report = refuse_regression(preview(publisher, site_key, checked), force=force)
    now = publisher.now()

    def work(session: store.Session) -> None:
        for each in checked:
            _refuse_stale(session, site_key, each.entry.id, seen)
            held = entries.get(session, site_key, each.entry.id)
            told = (each.placing, who, each.what)
            entries.save(session, site_key, each.entry, each.state, now, *told)
            is_new = held is None or held.state != "published"
            if each.state == "published" and is_new:
                webhooks.tell_published(session, site_key, each.entry, now, publisher.new_id)
        also(session)
        sites.raise_knowledge_version(session, site_key)

    publisher.database.commit(work)
    return report


def checked_entry(entry: faq.Entry, site: store.Site) -> faq.Entry:
    """Give an editor's entry without outer blanks, its link absolute.

    Raise EmptyTextError for one without question or answer, TextTooLongError.
    """
    question, answer = _one_line(entry.question), entry.answer.strip()
    if not question or not answer:
        raise EmptyTextError("an entry needs a question and an answer")
    variants = dict.fromkeys(_one_line(each) for each in entry.variants if each.strip())
    is_long = len(answer) > TEXT_CHARACTERS_MAX or len(variants) > VARIANTS_MAX
    if is_long or any(len(each) > QUESTION_CHARACTERS_MAX for each in (question, *variants)):
        raise TextTooLongError("an entry is shorter than that")
    return replace(
        entry,
        question=question,
        answer=answer,
        variants=tuple(each for each in variants if each != question),
        title=_one_line(entry.title) or question,
        url=urls.entry_address(entry.url, site.base_url) if entry.url.strip() else "",
    )


def _refuse_stale(session: store.Session, site_key: str, entry_id: str, seen: Seen | None) -> None:
    """Raise StaleEditError where an entry is not as its editor saw it."""
    if seen is None or entry_id not in seen:
        return
    held = entries.get(session, site_key, entry_id)
    if (None if held is None else held.updated_at) != seen[entry_id]:
        raise StaleEditError("somebody else has changed this entry meanwhile")


def _one_line(text: str) -> str:
    """Give a text without line breaks and doubled blanks; narrow ones, as French has, stay."""
    return _BLANKS.sub(" ", text).strip()
