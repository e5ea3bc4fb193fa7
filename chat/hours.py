"""Business hours: when people of a site are there, in its own time zone.

A site keeps them as `{"mo": ["09:00-12:30", "14:00-18:00"], …, "closed": ["2026-12-25"]}`; a site
that says nothing has always somebody there. What lies past midnight belongs to the next day.
Clocks that are put forward or back are the zone's: an hour that a day does not have is not open.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import store

DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")
CLOSED = "closed"
DAY_MINUTES = 24 * 60
LOOK_AHEAD_DAYS = 366
EXAMPLE = "mo-fr 9:00-12:30,14:00-18:00; sa 10:00-12:00; closed 2026-12-25"

_TIMES = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})")

log = logging.getLogger(__name__)

Span = tuple[int, int]
Told = dict[str, list[str]]


class HoursError(ValueError):
    """Tell what is wrong with hours that somebody has written, and how to write them."""


@dataclass(frozen=True, slots=True)
class Hours:
    """When somebody is there: spans of minutes for each day from Monday; days that are closed."""

    week: tuple[tuple[Span, ...], ...]
    closed: frozenset[date]
    zone: ZoneInfo


@dataclass(frozen=True, slots=True)
class Staffing:
    """Whether somebody is there now; if not, when, where that is known."""

    is_staffed: bool
    opens_at: datetime | None = None


def staffing(site: store.Site, now: datetime) -> Staffing:
    """Tell whether people of a site are there; hours that cannot be read count as none."""
    if not site.hours:
        return Staffing(is_staffed=True)
    try:
        hours = hours_of(site)
    except HoursError as error:
        log.error("site %s: %s", site.key, error)
        return Staffing(is_staffed=True)
    if is_open(hours, now):
        return Staffing(is_staffed=True)
    return Staffing(is_staffed=False, opens_at=opens_at(hours, now))


def hours_of(site: store.Site) -> Hours:
    """Read what a site has stored; raise HoursError."""
    return _read(site.hours, time_zone(site.time_zone))


def time_zone(name: str) -> ZoneInfo:
    """Find a time zone by its name; raise HoursError."""
    try:
        return ZoneInfo(name)
    except (OSError, ValueError, LookupError) as error:
        raise HoursError(f"there is no time zone {name!r}: write one like Europe/Paris") from error


def parse(text: str) -> Told:
    """Read hours as an admin writes them (EXAMPLE) into what is stored.

    Nothing, or `always`, is no hours at all. Raise HoursError.
    """
    told: Told = {}
    for part in filter(None, (each.strip().lower() for each in text.split(";"))):
        if part == "always":
            continue
        name, _, rest = part.partition(" ")
        days = [CLOSED] if name == CLOSED else _days(name)
        for day in days:
            told.setdefault(day, []).extend(rest.replace(",", " ").split())
        if not rest.strip():
            raise HoursError(f"{part!r} says no hours: write {EXAMPLE!r}")
    _read(told, ZoneInfo("UTC"))
    if told and not any(day in told for day in DAYS):
        raise HoursError(f"no day is ever open: write {EXAMPLE!r}")
    return {day: told[day] for day in (*DAYS, CLOSED) if day in told}


def is_open(hours: Hours, now: datetime) -> bool:
    """Tell whether somebody is there at a moment."""
    today = now.astimezone(hours.zone).date()
    days = (today - timedelta(days=1), today)
    return any(start <= now < end for day in days for start, end in _spans(hours, day))


def opens_at(hours: Hours, now: datetime) -> datetime | None:
    """Give the next moment at which somebody comes; None where that is not within a year."""
    today = now.astimezone(hours.zone).date()
    for number in range(-1, LOOK_AHEAD_DAYS):
        later = [start for start, _ in _spans(hours, today + timedelta(days=number)) if start > now]
        if later:
            return min(later)
    return None


def _spans(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Yield when somebody comes and goes on a day."""
    if day in hours.closed:
        return
    for start, end in hours.week[day.weekday()]:
        comes, goes = _moment(day, start, hours.zone), _moment(day, end, hours.zone)
        if comes < goes:
            yield comes, goes


def _moment(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """Give the moment at which the clocks of a zone first show so many minutes of a day."""
    days, left = divmod(minute, DAY_MINUTES)
    clock = time(left // 60, left % 60)
    return datetime.combine(day + timedelta(days=days), clock, zone).astimezone(UTC)


def _read(told: Mapping[str, Sequence[str]], zone: ZoneInfo) -> Hours:
    unknown = [day for day in told if day not in (*DAYS, CLOSED)]
    if unknown:
        raise HoursError(f"{unknown[0]!r} is no day: write {EXAMPLE!r}")
    week = tuple(_joined([_span(each) for each in told.get(day, ())]) for day in DAYS)
    return Hours(week, frozenset(_date(each) for each in told.get(CLOSED, ())), zone)


def _joined(spans: list[Span]) -> tuple[Span, ...]:
    """Put spans in order, and those that touch each other into one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _span(text: str) -> Span:
    """Read `9:00-18:00` as minutes; an end that is not after its start is of the next day."""
    found = _TIMES.fullmatch(text)
    start_hour, start, end_hour, end = (
        (int(each) for each in found.groups()) if found else (99,) * 4
    )
    begins, ends = start_hour * 60 + start, end_hour * 60 + end
    if max(start, end) > 59 or begins >= DAY_MINUTES or ends > DAY_MINUTES:
        raise HoursError(f"{text!r} are no hours: write {EXAMPLE!r}")
    return begins, ends if ends > begins else ends + DAY_MINUTES


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HoursError(f"{text!r} is no date: write {EXAMPLE!r}") from error


def _days(text: str) -> list[str]:
    """Read `mo`, `mo-fr` or `sa,su`; a week may be gone through from its end."""
    found: list[str] = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        if first not in DAYS or (last or first) not in DAYS:
            raise HoursError(f"{text!r} are no days: write {EXAMPLE!r}")
        begin, count = DAYS.index(first), DAYS.index(last or first) - DAYS.index(first)
        found += [DAYS[(begin + each) % 7] for each in range(count % 7 + 1)]
    return found
