"""Editing: what an editor does to one entry; examined, stored with who did it, and never lost.

Every change names what its editor saw (`seen`): of two who change the same, the second is told. An
entry that an editor has touched is his paper's own from then on, and no rebuild changes it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

import faq
import store
from chat import audit
from chat.audit import Act
from chat.authorize import Action, authorize
from chat.conversations import find_site
from chat.errors import BadRedirectError, NotFoundError
from chat.examination import Report
from chat.office import as_he_is_now
from chat.publishing import Edit, Publisher, publish
from faq.text import fold
from store import entries, entry_search, redirects, revisions
from store.account_records import Agent
from store.editing_records import KeptEntry, Placing, Revision, Wanted
from store.records import EntryState

EVERYWHERE = Placing()
PREFIX = "own-"
REVISIONS_SHOWN_MAX = 50


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as its editor writes it."""

    question: str
    answer: str
    variants: tuple[str, ...] = ()
    title: str = ""
    url: str = ""
    section: str = ""
    language: str = "fr"
    state: EntryState = "published"
    placing: Placing = EVERYWHERE


@dataclass(frozen=True, slots=True)
class Saved:
    """The id of an entry that was stored, and what that changes in the test set."""

    entry_id: str
    report: Report


def write(
    publisher: Publisher, by: Agent, site_key: str, draft: Draft, *, force: bool = False
) -> Saved:
    """Write a new entry; raise as `change` does."""
    entry = faq.Entry(
        id=f"{PREFIX}{publisher.new_id()}",
        question=draft.question,
        answer=draft.answer,
        published=publisher.now().date().isoformat(),
    )
    edit = Edit(_drafted(entry, draft), draft.state, draft.placing, "written")
    return _stored(publisher, by, site_key, edit, None, force=force)


def change(
    publisher: Publisher,
    by: Agent,
    site_key: str,
    entry_id: str,
    draft: Draft,
    seen: datetime,
    *,
    force: bool = False,
) -> Saved:
    """Change an entry as it was `seen`.

    Raise NotAllowedError, NotFoundError, StaleEditError where it is not like that any more,
    RegressionError unless told to `force`, BadRedirectError, EmptyTextError, TextTooLongError,
    store.StoreError; then nothing is stored.
    """
    with publisher.database.read() as session:
        kept = find(session, site_key, entry_id)
    entry = _drafted(kept.entry, draft)
    edit = Edit(entry, draft.state, draft.placing, "edited")
    return _stored(publisher, by, site_key, edit, seen, force=force)


def put(
    publisher: Publisher,
    by: Agent,
    site_key: str,
    entry_id: str,
    state: EntryState,
    seen: datetime,
    *,
    force: bool = False,
) -> Saved:
    """Publish an entry, retire it, or make it a draft; raise as `change` does."""
    with publisher.database.read() as session:
        kept = find(session, site_key, entry_id)
    return _stored(publisher, by, site_key, Edit(kept.entry, state), seen, force=force)


def add_wording(
    publisher: Publisher,
    by: Agent,
    site_key: str,
    entry_id: str,
    wording: str,
    *,
    force: bool = False,
) -> Saved:
    """Let an entry be asked by one more wording; raise as `change` does."""
    with publisher.database.read() as session:
        kept = find(session, site_key, entry_id)
    entry = replace(kept.entry, variants=(*kept.entry.variants, wording))
    edit = Edit(entry, kept.state)
    return _stored(publisher, by, site_key, edit, kept.updated_at, force=force)


def restore(
    publisher: Publisher,
    by: Agent,
    site_key: str,
    entry_id: str,
    number: int,
    seen: datetime,
    *,
    force: bool = False,
) -> Saved:
    """Make an entry again what it was at a revision; raise as `change` does."""
    with publisher.database.read() as session:
        find(session, site_key, entry_id)
        held = revisions.get(session, site_key, entry_id, number)
    if held is None:
        raise NotFoundError("there is no such revision")
    edit = Edit(held.entry, held.state, held.placing, "restored")
    return _stored(publisher, by, site_key, edit, seen, force=force)


def find(session: store.Session, site_key: str, entry_id: str) -> KeptEntry:
    """Find an entry of a site; raise NotFoundError."""
    kept = entries.get(session, site_key, entry_id)
    if kept is None:
        raise NotFoundError("there is no such entry")
    return kept


def history(session: store.Session, site_key: str, entry_id: str) -> list[Revision]:
    """List what an entry was, the newest first."""
    return revisions.of_entry(session, site_key, entry_id, REVISIONS_SHOWN_MAX)


def aim_of(session: store.Session, site_key: str, told: str) -> str:
    """Find the entry that somebody names by its id or by its question; raise BadRedirectError."""
    named = told.strip()
    if not named or entries.get(session, site_key, named) is not None:
        return named
    found = entry_search.page(session, site_key, Wanted(words=named), None, 20)
    same = [each.entry.id for each in found if fold(each.entry.question) == fold(named)]
    if len(same) != 1:
        raise BadRedirectError("no entry, or more than one, is called that")
    return same[0]


def check_redirect(session: store.Session, site_key: str, entry_id: str, placing: Placing) -> None:
    """Raise BadRedirectError for an aim that is not there, or that leads on."""
    if not placing.redirect_to:
        return
    aim = entries.get(session, site_key, placing.redirect_to)
    if aim is None or placing.redirect_to == entry_id or aim.placing.redirect_to:
        raise BadRedirectError("an entry is sent to another one, that answers itself")
    if redirects.are_sent_to(session, site_key, entry_id):
        raise BadRedirectError("others are sent to this entry, so it has to answer itself")


def _drafted(entry: faq.Entry, draft: Draft) -> faq.Entry:
    """Give an entry as its editor has written it; its date and context stay."""
    return replace(
        entry,
        question=draft.question,
        answer=draft.answer,
        variants=draft.variants,
        title=draft.title,
        url=draft.url,
        section=draft.section,
        language=draft.language,
    )


def _stored(
    publisher: Publisher,
    by: Agent,
    site_key: str,
    edit: Edit,
    seen: datetime | None,
    *,
    force: bool,
) -> Saved:
    """Store a change if somebody may make it, with its line in the audit."""
    entry_id = edit.entry.id

    def check(session: store.Session, who: Agent) -> None:
        authorize(who, Action.EDIT_ENTRIES, find_site(session, site_key))
        if edit.placing is not None:
            check_redirect(session, site_key, entry_id, edit.placing)

    def also(session: store.Session) -> None:
        who = as_he_is_now(session, by)
        check(session, who)
        told: dict[str, str] = {"what": edit.what, "state": edit.state}
        audit.note(
            session,
            who,
            Act.ENTRY_CHANGED,
            publisher.now(),
            site_key=site_key,
            about=entry_id,
            details=told,
        )

    with publisher.database.read() as session:
        check(session, by)
    report = publish(
        publisher,
        site_key,
        [edit],
        force=force,
        seen={entry_id: seen},
        who=by.name,
        also=also,
    )
    return Saved(entry_id, report)
