"""Forgetting: a visitor's wish at once, everyone else's data when its time is over.

What is deleted is overwritten where it stood, then the file is written anew and its log emptied, so
that no byte of it is left; a large file is written anew once a night. A copy made before still
holds it: `again` erases those whom it brings back.
Answers kept in memory (`kept_answers.py`) are of the paper's own words; their keys tell nothing.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import store
from store import erasures, sites, visitors

AT_A_TIME = 100
REWRITTEN_BYTES_MAX = 64_000_000
QUIET_HOUR = 3
TRIES = 20
PAUSE_SECONDS = 0.1

log = logging.getLogger(__name__)

Sleep = Callable[[float], None]


def forget(
    database: store.Database, visitor_id: str, now: datetime, sleep: Sleep = time.sleep
) -> None:
    """Erase a visitor and all that is his; it is done when this returns.

    Raise store.DatabaseBusyError; then nothing was erased.
    """
    database.commit(lambda session: erasures.erase(session, [visitor_id], now))
    _leave_no_trace(database, sleep)


def purge(database: store.Database, now: datetime, sleep: Sleep = time.sleep) -> int:
    """Erase whoever has said nothing for as long as his site keeps it; give how many.

    Several may do it at once. Raise store.StoreError; the next time does the rest.
    """
    with database.read() as session:
        every = sites.every(session)
    due = [(each.key, now - timedelta(days=each.retention_days)) for each in every]
    count = sum(_purge_site(database, key, before, now, sleep) for key, before in due)
    if count:
        _leave_no_trace(database, sleep)
    return count


def again(database: store.Database, now: datetime, sleep: Sleep = time.sleep) -> int:
    """Erase those who were erased before and came back with an old copy; give how many.

    Every visitor is looked at: call it once, when a database was opened. Raise store.StoreError.
    """
    count, some = 0, [""]
    while some:
        with database.read() as session:
            some = visitors.ids_after(session, some[-1], AT_A_TIME)
            back = erasures.remembered(session, some)
        if back:
            count += database.commit(partial(erasures.erase, visitor_ids=back, now=now))
        sleep(0)
    if count:
        _leave_no_trace(database, sleep)
    return count


def _purge_site(
    database: store.Database, site_key: str, before: datetime, now: datetime, sleep: Sleep
) -> int:
    count = 0

    def work(session: store.Session) -> int:
        due = erasures.due(session, site_key, before, AT_A_TIME)
        return erasures.erase(session, due, now, keeps_decided=True) if due else 0

    while erased := database.commit(work):
        count += erased
        sleep(0)
    return count


def rewrite_at_night(database: store.Database, now: datetime, sleep: Sleep = time.sleep) -> None:
    """Write a database of any size anew in the quiet hour after a day on which anybody was erased.

    Call it once an hour.
    """
    if now.hour == QUIET_HOUR:
        with database.read() as session:
            is_due = erasures.since(session, now - timedelta(days=1, hours=1))
        if is_due:
            _leave_no_trace(database, sleep, None)


def _leave_no_trace(
    database: store.Database, sleep: Sleep, bytes_max: int | None = REWRITTEN_BYTES_MAX
) -> None:
    """Clean the files once nobody reads any more what they held; the next one tries again."""
    for tries_left in reversed(range(TRIES)):
        try:
            if database.leave_no_trace(bytes_max):
                return
        except store.DatabaseBusyError:
            pass
        if tries_left:
            sleep(PAUSE_SECONDS)
    log.warning("what was erased still stands in the files of the database: somebody reads there")
