"""Counting the days: what was said is rolled up a day at a time, in the time zone of its site.

Days that are over are counted once more a little later and then left alone: messages go with
their readers, the counts stay.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import store
from chat.masking import masked
from chat.zones import zone_of
from store import rolling, sites, statistics, teaching

NAME = "days"
LOOKS_BACK = timedelta(hours=1)
FRESH = timedelta(seconds=60)


def roll_up(database: store.Database, now: datetime, *, is_anew: bool = False) -> int:
    """Count what was said since the last time, on all sites; give how many days were counted.

    `is_anew` counts every day of which there are conversations again. Raise store.StoreError.
    """
    with database.read() as session:
        known = sites.every(session)
    return sum(roll_up_site(database, site, now, is_anew=is_anew) for site in known)


def roll_up_site(
    database: store.Database, site: store.Site, now: datetime, *, is_anew: bool = False
) -> int:
    """Count what was said on one site, each day in a transaction of its own."""
    zone = zone_of(site)
    with database.read() as session:
        until = None if is_anew else teaching.followed_until(session, name_of(site))
        began = statistics.first_day(session, site.key)
    since = began if until is None else until - LOOKS_BACK
    if since is None:
        return 0
    days = list(days_between(since.astimezone(zone).date(), now.astimezone(zone).date()))
    for day in days:
        first, end = bounds(day, zone)

        def work(
            session: store.Session, day: date = day, first: datetime = first, end: datetime = end
        ) -> None:
            rolling.roll_up(session, site.key, day.isoformat(), first, end, plain)
            teaching.follow_until(session, name_of(site), min(end, now))

        database.commit(work)
    return len(days)


def is_fresh(database: store.Database, site: store.Site, now: datetime) -> bool:
    """Tell whether a site was counted a moment ago."""
    with database.read() as session:
        until = teaching.followed_until(session, name_of(site))
    return until is not None and now - until < FRESH


def name_of(site: store.Site) -> str:
    """Name what is noted of how far a site is counted."""
    return f"{NAME} {site.key}"


def bounds(day: date, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """Give when a day begins and ends in a time zone; it may have 23 hours, or 25."""
    first = datetime.combine(day, time(), zone).astimezone(UTC)
    return first, datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def days_between(first: date, last: date) -> Iterator[date]:
    """Yield each day from one to another, both among them."""
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def plain(question: str) -> str:
    """Give what may be kept of a question that several have asked."""
    return " ".join(masked(question).split())
