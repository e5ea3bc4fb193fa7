"""Dates as people and programs write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.dates import build_stamps, date_of, iso_date, moment_of, not_after

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2026-11-09", "2026-11-09"),
        ("2026-11-09T22:05", "2026-11-09T22:05:00"),
        ("2026-11-09T22:05:07.123Z", "2026-11-09T22:05:07+00:00"),
        ("2026-11-09 22:05:07 +01:00", "2026-11-09T22:05:07+01:00"),
        ("20261109T220507-0330", "2026-11-09T22:05:07-03:30"),
        ("Mon, 09 Nov 2026 22:05:07 GMT", "2026-11-09T22:05:07+00:00"),
        ("Mon, 9 Nov 2026 22:05:07 +0100", "2026-11-09T22:05:07+01:00"),
        ("9-Nov-2026", "2026-11-09"),
        ("1er août 2026", "2026-08-01"),
        ("dimanche 1 févr. 2026 à 9h", "2026-02-01T09:00:00"),
        ("9th November 2026", "2026-11-09"),
        ("Nov 9, 2026", "2026-11-09"),
        ("2026-11-09T25:00:00", "2026-11-09"),
        ("2026-11-09T22:05:60Z", "2026-11-09T22:05:59+00:00"),
        ("2026119", ""),
        ("31 février 2026", ""),
        ("9 brumaire 2026", ""),
        ("3 ma 2026", ""),
        ("99999999", ""),
        ("1762725600", ""),
    ],
)
def test_a_moment_is_read_however_it_is_written(written: str, moment: str) -> None:
    assert moment_of(written) == moment


def test_a_date_of_numbers_needs_to_know_which_comes_first() -> None:
    assert date_of("03/04/2026") == "2026-04-03"
    assert date_of("03/04/2026", is_day_first=False) == "2026-03-04"
    assert date_of("9.11.2026 22:00") == "2026-11-09"


@pytest.mark.parametrize("never", ["1970-01-01", "1969-12-31", "0001-01-01", "1900-01-01"])
def test_a_date_that_was_never_set_is_none(never: str) -> None:
    assert (iso_date(never), moment_of(f"{never}T00:00:00Z")) == ("", "")


def test_an_old_newspaper_keeps_its_dates() -> None:
    assert iso_date("1887-05-14") == "1887-05-14"


def test_tomorrow_may_be_today_elsewhere_and_later_is_a_mistake() -> None:
    assert not_after("2026-11-25T01:00:00+11:00", TODAY) != ""
    assert not_after("2026-11-26", TODAY) == ""
    assert not_after("", TODAY) == ""
    assert not_after("9999-12-31", date.max) == "9999-12-31"


BUILT = "2026-11-24T03:00:17Z"


@pytest.mark.parametrize(
    ("stamps", "built", "refused"),
    [
        ([BUILT] * 3, "", True),
        ([BUILT] * 3 + ["2026-11-01T10:00:00Z"] * 2, "", True),
        ([BUILT] * 3 + ["2026-11-01T10:00:00Z"] * 3, "", False),
        ([BUILT] * 2, "", False),
        (["2026-11-24T06:00:00Z"] * 5, "", False),
        (["2026-11-24T06:00:00Z"] * 5, "2026-11-24T06:00:00Z", True),
        (["2026-11-24"] * 5, "", False),
        (["", "", ""], "", False),
        ([], BUILT, False),
    ],
)
def test_the_moment_of_a_build_is_told_from_a_mornings_edition(
    stamps: list[str], built: str, refused: bool
) -> None:
    assert bool(build_stamps(stamps, built)) == refused


@given(st.text(max_size=60) | st.from_regex(r"\d{1,8}[-/. ]?\w{0,9}[-/. ]?\d{0,4}.{0,20}"))
def test_any_text_is_a_date_that_exists_or_none(text: str) -> None:
    for found in (date_of(text), moment_of(text)[:10], iso_date(text)):
        assert found == "" or date.fromisoformat(found).isoformat() == found
