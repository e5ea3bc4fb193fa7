"""When people of a site are there: by its own clock, on every day of the year."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

import store
from chat import hours
from chat.hours import DAYS, Hours, HoursError, Staffing, is_open, opens_at, parse, staffing

PARIS = ZoneInfo("Europe/Paris")
OFFICE = "mo-fr 9:00-12:30,14:00-18:00; sa 10:00-12:00; closed 2026-12-25"
ZONES = ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "UTC"]
SITE = store.Site(key="demo", name="Le Fanal")


def site(text: str, zone: str = "Europe/Paris") -> store.Site:
    return replace(SITE, hours=parse(text), time_zone=zone)


def paris(told: str) -> datetime:
    return datetime.fromisoformat(told).replace(tzinfo=PARIS)


def test_a_site_without_hours_has_always_somebody_there() -> None:
    assert staffing(SITE, paris("2026-11-24T03:00")) == Staffing(is_staffed=True)


@pytest.mark.parametrize(
    ("now", "is_there", "then"),
    [
        ("2026-11-24T08:59", False, "2026-11-24T09:00"),
        ("2026-11-24T09:00", True, None),
        ("2026-11-24T12:29:59", True, None),
        ("2026-11-24T12:30", False, "2026-11-24T14:00"),
        ("2026-11-24T18:00", False, "2026-11-25T09:00"),
        ("2026-11-28T12:00", False, "2026-11-30T09:00"),
        ("2026-12-24T18:00", False, "2026-12-26T10:00"),
        ("2026-12-25T10:00", False, "2026-12-26T10:00"),
    ],
)
def test_hours_hold_by_the_clock_of_the_site(now: str, is_there: bool, then: str | None) -> None:
    expected = Staffing(is_there, None if then is None else paris(then))
    assert staffing(site(OFFICE), paris(now)) == expected


def test_past_midnight_it_is_still_the_same_evening() -> None:
    late = site("fr 22:00-2:00; closed 2026-11-28")
    assert staffing(late, paris("2026-11-28T01:59")).is_staffed
    assert staffing(late, paris("2026-11-28T02:00")).opens_at == paris("2026-12-04T22:00")


def test_when_nobody_comes_within_a_year_nothing_is_promised() -> None:
    never = Hours(((),) * 7, frozenset(), PARIS)
    assert opens_at(never, paris("2026-11-24T03:00")) is None


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        # On 2026-03-29 the clock of Paris goes from 2 to 3, on 2026-10-25 from 3 to 2.
        ("su 1:00-4:00", {"2026-03-29": 120, "2026-10-25": 240, "2026-11-29": 180}),
        ("su 2:00-3:00", {"2026-03-29": 0, "2026-10-25": 120, "2026-11-29": 60}),
        ("su 0:00-24:00", {"2026-03-29": 23 * 60, "2026-10-25": 25 * 60, "2026-11-29": 24 * 60}),
    ],
)
def test_a_clock_that_is_put_forward_or_back_is_the_zone_s(
    text: str, minutes: dict[str, int]
) -> None:
    told = hours.hours_of(site(text))
    for day, expected in minutes.items():
        begin = paris(f"{day}T00:00").astimezone(UTC) - timedelta(hours=2)
        counted = sum(is_open(told, begin + timedelta(minutes=each)) for each in range(30 * 60))
        assert counted == expected, day


times = st.integers(0, 24 * 60 - 1)
spans = st.lists(st.tuples(times, st.integers(1, 24 * 60)), max_size=3)
weeks = st.lists(spans, min_size=7, max_size=7)


def clock(minute: int) -> str:
    return f"{minute // 60}:{minute % 60:02}"


@given(
    week=weeks,
    zone=st.sampled_from(ZONES),
    now=st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)),  # noqa: DTZ001
    closed=st.sets(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=3),
)
def test_when_they_come_they_are_there_and_not_a_moment_before(
    week: list[list[tuple[int, int]]], zone: str, now: datetime, closed: set[date]
) -> None:
    parts = [
        f"{day} {','.join(f'{clock(start)}-{clock(end)}' for start, end in those)}"
        for day, those in zip(DAYS, week, strict=True)
        if those
    ]
    if closed and parts:
        parts.append("closed " + " ".join(each.isoformat() for each in closed))
    told = site("; ".join(parts), zone)
    moment = now.replace(tzinfo=UTC)
    found = staffing(told, moment)
    assert found.is_staffed == (not parts or is_open(hours.hours_of(told), moment))
    if found.opens_at is not None:
        read = hours.hours_of(told)
        assert not found.is_staffed
        assert found.opens_at > moment
        assert is_open(read, found.opens_at)
        assert not is_open(read, found.opens_at - timedelta(microseconds=1))


@given(st.text(max_size=60) | st.text(alphabet="mowefrsau -0123456789:;,closed", max_size=60))
def test_any_text_is_read_or_refused_with_an_example(text: str) -> None:
    try:
        told = parse(text)
    except HoursError as error:
        told, refused = {}, str(error)
    else:
        refused = "write"
    assert "write" in refused
    staffing(replace(SITE, hours=told), datetime(2026, 11, 24, tzinfo=UTC))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", {}),
        ("always", {}),
        ("MO 9:00-10:00", {"mo": ["9:00-10:00"]}),
        ("sa-mo 9:00-10:00", {day: ["9:00-10:00"] for day in ("mo", "sa", "su")}),
        ("mo,we 9:00-10:00, 11:00-12:00", {d: ["9:00-10:00", "11:00-12:00"] for d in ("mo", "we")}),
    ],
)
def test_hours_are_written_as_one_says_them(text: str, told: dict[str, list[str]]) -> None:
    assert parse(text) == told


@pytest.mark.parametrize(
    "text",
    [
        *("mo", "mo-xx 9:00-10:00", "9:00-10:00", "mo 9-18", "mo 25:00-26:00", "mo 9:60-10:00"),
        *("mo 10:00-24:01", "closed 2026-12-25", "mo 9:00-10:00; closed 2026-02-30", "closed"),
    ],
)
def test_what_are_no_hours_is_refused(text: str) -> None:
    with pytest.raises(HoursError, match="write"):
        parse(text)


@pytest.mark.parametrize(
    "name", ["", "Mars/Base", "../etc/passwd", "Europe/Par\0is", "/etc/passwd"]
)
def test_what_is_no_time_zone_is_refused(name: str) -> None:
    with pytest.raises(HoursError, match="Europe/Paris"):
        hours.time_zone(name)


def test_hours_that_cannot_be_read_keep_nobody_from_asking(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = replace(SITE, hours={"someday": ["9:00-10:00"]})
    with caplog.at_level(logging.ERROR):
        assert staffing(broken, paris("2026-11-24T03:00")).is_staffed
    assert "someday" in caplog.text
