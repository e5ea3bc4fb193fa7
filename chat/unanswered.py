"""Gathering what was asked in vain, a little at a time, from where it was left off.

Whatever was seen before is passed over, so that a second look is harmless; one process does it at
a time. A suggestion that its reader has neither taken nor passed over is waited for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import store
from chat import webhooks
from chat.clustering import Clustering, near_entries
from chat.knowledge import Knowledge
from faq.text import fold
from store import teaching, unanswered
from store.teaching_records import InVain

NAME, LEASE_NAME = "unanswered", "unanswered lease"
LOOKS_BACK = timedelta(hours=1)
SUGGESTIONS_WAIT = timedelta(minutes=10)
LEASE = timedelta(minutes=2)
READ_AT_A_TIME, TAKEN_AT_A_TIME = 500, 5
FIRST = datetime(1970, 1, 1, tzinfo=UTC)

Found = Callable[[store.Session, unanswered.Place, datetime, int], list[InVain]]
_KINDS: tuple[Found, ...] = (
    unanswered.without_answer,
    unanswered.disliked,
    unanswered.handed_over,
)


def gather(
    database: store.Database,
    knowledge: Knowledge,
    now: datetime,
    new_id: Callable[[], str],
    sleep: Callable[[float], object] = lambda _: None,
) -> int:
    """Put what was asked in vain since the last time into clusters; give how many questions.

    `sleep` lets readers be served in between. Raise store.StoreError.
    """
    if not database.commit(lambda session: teaching.take_lease(session, LEASE_NAME, now, LEASE)):
        return 0
    taken = 0
    try:
        _make_keys(database, knowledge, new_id)
        with database.read() as session:
            until = teaching.followed_until(session, NAME)
        after = FIRST if until is None else until - LOOKS_BACK
        clusterings: dict[str, Clustering] = {}
        for some in _in_vain(database, after, now):
            site_key = some[0].site_key
            if site_key not in clusterings:
                clusterings[site_key] = Clustering(knowledge.index(site_key), new_id)
            taken += _take(database, clusterings[site_key], some, now)
            sleep(0)
        database.commit(lambda session: teaching.follow_until(session, NAME, now))
    finally:
        database.commit(lambda session: teaching.follow_until(session, LEASE_NAME, now))
    return taken


def is_in_vain(asked: InVain, now: datetime) -> bool:
    """Tell a question whose suggestions nobody took from one that is still open, or was helped."""
    if asked.why != "suggested":
        return True
    if asked.next_text is None:
        return now - asked.at > SUGGESTIONS_WAIT
    taken = fold(asked.next_text).strip()
    return taken not in {fold(each).strip() for each in asked.suggestions}


def _make_keys(database: store.Database, knowledge: Knowledge, new_id: Callable[[], str]) -> None:
    """Let clusters be found again from which a visitor's words were taken out."""
    with database.read() as session:
        worded = teaching.without_keys(session)
    for cluster in worded:
        add_keys = partial(Clustering(knowledge.index(cluster.site_key), new_id).add_keys, cluster)
        database.commit(add_keys)


def _in_vain(database: store.Database, after: datetime, now: datetime) -> Iterator[list[InVain]]:
    """Yield what is to be gathered, of one site at a time, in small lots."""
    for kind in _KINDS:
        place: unanswered.Place = (after, "")
        while True:
            with database.read() as session:
                some = kind(session, place, now, READ_AT_A_TIME)
            yield from _lots(asked for asked in some if is_in_vain(asked, now))
            if len(some) < READ_AT_A_TIME:
                break
            place = (some[-1].at, some[-1].place)


def _lots(found: Iterable[InVain]) -> Iterator[list[InVain]]:
    by_site: dict[str, list[InVain]] = {}
    for asked in found:
        by_site.setdefault(asked.site_key, []).append(asked)
    for some in by_site.values():
        for at in range(0, len(some), TAKEN_AT_A_TIME):
            yield some[at : at + TAKEN_AT_A_TIME]


def _take(
    database: store.Database, clustering: Clustering, some: list[InVain], now: datetime
) -> int:
    """Put questions of one site into clusters, in one transaction."""
    matches = {asked.message_id: near_entries(clustering.index, asked) for asked in some}

    def work(session: store.Session) -> int:
        taken = 0
        for asked in some:
            cluster = clustering.take(session, asked, matches[asked.message_id], now)
            if cluster is not None:
                taken += 1
                webhooks.tell_unanswered(session, cluster, asked, now, clustering.new_id)
        return taken

    return database.commit(work)
