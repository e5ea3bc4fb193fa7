"""Dates as people and programs write them -> ISO dates; no date before a wrong one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, timezone

from faq.text import fold

# Where programs begin to count: a date that was never set.
_NEVER_SET = frozenset(
    {"0001-01-01", "1899-12-30", "1899-12-31", "1900-01-01", "1969-12-31", "1970-01-01"}
)
_ZONES_AHEAD = timedelta(days=1)
_BUILT_COUNT_MIN = 3
_LENGTH_MAX = 80

_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", re.ASCII)
_ISO_MOMENT = re.compile(
    r"\s*(\d{4})([-/]?)(\d{1,2})\2(\d{1,2})(?!\d)"
    r"(?:[T ]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?\s*",
    re.ASCII,
)
_WRITTEN = re.compile(
    r"(?:[^\W\d]+\.?,?\s+)?(\d{1,2})(?:er|st|nd|rd|th)?[\s-]+([^\W\d]{3,9})\.?,?[\s-]+(\d{4})"
    r"(?:[\sàa,]+(\d{1,2})\s?[:h]\s?(\d{2})?(?::(\d{2}))?\s*([+-]\d{4}|[A-Z]{1,4})?)?\s*"
)
_AMERICAN = re.compile(r"([^\W\d]{3,9})\.?\s+(\d{1,2}),?\s+(\d{4})")
_NUMERIC = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?:\D.*)?", re.ASCII)
_MONTHS = [
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split(),
    "january february march april may june july august september october november december".split(),
]
_ZONES = {"": None, "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "CET": 60, "CEST": 120, "EST": -300}
_ZONES |= {"EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480}


def iso_date(text: str) -> str:
    """Return the ISO date that a text opens with; "" where it names none that can be one."""
    found = _ISO_DATE.match(text)
    return _checked("-".join(found.groups())) if found else ""


def date_of(text: str, *, is_day_first: bool = True) -> str:
    """Return the ISO date of a text in one of the usual ways of writing it; "" for others.

    "03/04/2026" is read as `is_day_first` says.
    """
    return (moment_of(text) or _numeric(text.strip()[:_LENGTH_MAX], is_day_first))[:10]


def moment_of(text: str) -> str:
    """Return the ISO date of a text, with its time and zone where it tells them; or ""."""
    text = text.strip()[:_LENGTH_MAX]
    if found := _ISO_MOMENT.fullmatch(text):
        year, apart, month, day, *rest = found.groups(default="")
        return _moment(year, month, day, rest) if apart or len(month + day) == 4 else ""
    if found := _WRITTEN.fullmatch(text):
        day, name, year, *rest = found.groups(default="")
        return _moment(year, _month(name), day, rest)
    if found := _AMERICAN.fullmatch(text):
        name, day, year = found.groups()
        return _moment(year, _month(name), day, [])
    return ""


def not_after(moment: str, today: date) -> str:
    """Return the moment unless it lies in the future: then it is a mistake."""
    is_future = moment[:10] > (today + min(_ZONES_AHEAD, date.max - today)).isoformat()
    return "" if is_future else moment


def build_stamps(stamps: Sequence[str], built: str) -> frozenset[str]:
    """Return which of the stamps of a feed or sitemap tell when it was made, not its pages.

    `stamps` are as they are written, one a page; `built` is what the whole says of itself. A
    stamp is one when most pages share it to the second and no editor would have set it so.
    """
    told = Counter(stamp for stamp in stamps if len(stamp) > len("2026-11-10"))
    for stamp, count in told.most_common(1):
        is_shared = count >= _BUILT_COUNT_MIN and count > len(stamps) / 2
        is_on_the_minute = moment_of(stamp)[16:19] == ":00"
        if is_shared and (stamp == built or not is_on_the_minute):
            return frozenset({stamp})
    return frozenset()


def _month(name: str) -> str:
    """Return the number of a month by its French or English name or the start of it; or "0"."""
    begun = [
        n for names in _MONTHS for n, whole in enumerate(names, 1) if whole.startswith(fold(name))
    ]
    return str(begun[0] if begun else 0)


def _moment(year: str, month: str, day: str, clock: Sequence[str]) -> str:
    """Return an ISO date and, where `clock` is hour, minute, second and zone, its time."""
    on = _checked(f"{year}-{month}-{day}")
    hour, minute, second, zone = (*clock, "", "", "", "")[:4]
    if not on or not hour:
        return on
    try:
        at = time(int(hour), int(minute or 0), min(int(second or 0), 59), tzinfo=_zone(zone))
    except ValueError:
        return on
    return datetime.combine(date.fromisoformat(on), at).isoformat()


def _zone(text: str) -> timezone | None:
    if found := re.fullmatch(r"([+-])(\d{2}):?(\d{2})", text):
        sign, hours, minutes = found.groups()
        total = int(hours) * 60 + int(minutes)
        return timezone(timedelta(minutes=-total if sign == "-" else total))
    minutes_ahead = _ZONES.get(text.upper())
    return None if minutes_ahead is None else timezone(timedelta(minutes=minutes_ahead))


def _numeric(text: str, is_day_first: bool) -> str:
    """Return the date of "10/11/2026"; the part over 12 is the day, whatever was said."""
    found = _NUMERIC.fullmatch(text)
    if not found:
        return ""
    first, second, year = found.groups()
    is_day_first = int(first) > 12 or (is_day_first and int(second) <= 12)
    day, month = (first, second) if is_day_first else (second, first)
    return _checked(f"{year}-{month}-{day}")


def _checked(text: str) -> str:
    """Return a date written with all its zeros; "" when it does not exist or was never set."""
    try:
        written = date(*map(int, text.split("-"))).isoformat()
    except ValueError:
        return ""
    return "" if written in _NEVER_SET else written
