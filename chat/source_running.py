"""Sources as the console handles them: added, taken away, read again, each by whom and what for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import store
from chat import audit, refreshing
from chat.audit import Act
from chat.authorize import Action, authorize
from chat.conversations import find_site
from chat.errors import AlreadyTakenError, InvalidPayloadError, NotFoundError
from chat.means import Means
from chat.office import Office, as_he_is_now
from faq.progress import Tally
from store import source_runs, sources
from store.account_records import Agent

LOCATION_LENGTH_MAX, REFUSALS_KEPT_MAX = 2_000, 100
TOLD_EVERY = timedelta(seconds=1)


def checked_location(text: str) -> str:
    """Accept an address of the web: what lies on the server's disk is for its command line.

    Raise InvalidPayloadError.
    """
    location = text.strip()
    try:
        parts = urlsplit(location)
        is_web = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username
    except ValueError:
        is_web = False
    if not is_web or not location.isprintable() or len(location) > LOCATION_LENGTH_MAX:
        raise InvalidPayloadError("a source is an address of the web")
    return location


def find(session: store.Session, site_key: str, source_id: str) -> store.PageSource:
    """Find a source by its id; raise NotFoundError."""
    held = sources.every(session, site_key)
    found = next((each for each in held if each.id == source_id), None)
    if found is None:
        raise NotFoundError("there is no such source")
    return found


def add(office: Office, by: Agent, site_key: str, location: str) -> None:
    """Remember a source, which the next pass reads; raise InvalidPayloadError, NotAllowedError."""
    checked = checked_location(location)

    def work(session: store.Session) -> None:
        _allow(session, office, by, site_key, "source_added")
        sources.add(session, site_key, checked)

    office.database.commit(work)


def remove(office: Office, by: Agent, site_key: str, location: str) -> bool:
    """Forget a source and withdraw its pages; tell whether it was there."""

    def work(session: store.Session) -> store.Site:
        _allow(session, office, by, site_key, "source_removed")
        return find_site(session, site_key)

    return refreshing.forget(office.database, office.database.commit(work), location)


def begin(office: Office, by: Agent, site_key: str) -> str:
    """Begin a pass, which somebody else then does; give its id. Raise AlreadyTakenError."""
    run_id = office.new_id()

    def work(session: store.Session) -> None:
        _allow(session, office, by, site_key, "source_run")
        if not source_runs.begin(session, site_key, run_id, by.name, office.now()):
            raise AlreadyTakenError("a pass goes on already")

    office.database.commit(work)
    return run_id


def run(means: Means, site: store.Site, run_id: str) -> None:
    """Do a pass that was begun, and say how far it is and what it came to."""
    told = _Told(means, run_id)
    try:
        report = refreshing.refresh(replace(means, tally=Tally(told)), site)
    except Exception as error:
        told.end({"failure": type(error).__name__})
        raise
    counts = ("new", "changed", "unchanged", "withdrawn", "refused")
    refusals = [list(each) for each in report.refusals[:REFUSALS_KEPT_MAX]]
    told.end({**{name: getattr(report, name) for name in counts}, "refusals": refusals})


class _Told:
    """Says how far a pass is, once a second."""

    def __init__(self, means: Means, run_id: str) -> None:
        self._means = means
        self._run_id = run_id
        self._last: datetime | None = None

    def __call__(self, done: int, total: int | None, _: str) -> None:
        now = self._means.now()
        if self._last is None or now - self._last >= TOLD_EVERY:
            self._last = now
            self._means.database.commit(
                lambda session: source_runs.tell(session, self._run_id, done, total or 0, now)
            )

    def end(self, report: dict[str, object]) -> None:
        """Say what the pass came to."""
        now = self._means.now()
        self._means.database.commit(
            lambda session: source_runs.end(session, self._run_id, report, now)
        )


def _allow(session: store.Session, office: Office, by: Agent, site_key: str, what: str) -> None:
    who = as_he_is_now(session, by)
    authorize(who, Action.RUN_SOURCES, find_site(session, site_key))
    audit.note(
        session,
        who,
        Act.SOURCES_CHANGED,
        office.now(),
        site_key=site_key,
        details={"what": what},
    )
