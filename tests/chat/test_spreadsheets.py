"""Tables as CSV: every cell comes back as it was, and none is a formula."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.spreadsheets import MARK, as_csv, clusters_csv, periods_csv, sections_csv, tops_csv
from chat.statistics import Counts, Period, Statistics, Times
from store.statistic_records import Top
from store.teaching_records import Cluster

DAY = date(2026, 11, 24)


def read(written: str) -> list[list[str]]:
    assert written.startswith(MARK)
    return list(csv.reader(io.StringIO(written.removeprefix(MARK), newline="")))


@pytest.mark.parametrize("beginning", ["=", "+", "-", "@", "\t", "\r", " =", "\u00a0+"])
def test_a_formula_is_made_plain_text(beginning: str) -> None:
    cell = f'{beginning}cmd|"/c calc"!A0'
    assert read(as_csv(["text"], [[cell]])) == [["text"], [f"'{cell}"]]


def test_numbers_stay_numbers() -> None:
    assert read(as_csv(["a", "b", "c"], [[-1, 0.5, None]]))[1] == ["-1", "0.5000", ""]


@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=4))
def test_every_text_comes_back(rows: list[list[str]]) -> None:
    found = read(as_csv(["one", "two"], rows))[1:]
    plain = [[cell.removeprefix("'") for cell in row] for row in found]
    assert plain == [[cell.replace("\0", "").removeprefix("'") for cell in row] for row in rows]
    assert not any(cell.startswith(tuple("=+-@\t\r")) for row in found for cell in row)


def test_statistics_are_written_one_period_a_line() -> None:
    counts = Counts(answered=3, unknown=1, helpful=1)
    period = Period(DAY, DAY, counts, Times(4, 5, 20), Times())
    told = Statistics(DAY, DAY, "day", None, period, (period,), {"=1+1": counts}, (), (), ())
    head, row = read(periods_csv(told))
    found = dict(zip(head, row, strict=True))
    assert (found["first"], found["questions"], found["answered_share"]) == (
        "2026-11-24",
        "4",
        "0.7500",
    )
    assert (found["bot_median_ms_max"], found["agents_median_ms_max"]) == ("5", "")
    assert read(sections_csv(told))[1][:2] == ["'=1+1", "4"]


def test_tops_and_clusters_are_written_one_a_line() -> None:
    assert read(tops_csv([Top("@vera", "/a", 2)]))[1] == ["'@vera", "/a", "2"]
    cluster = Cluster("c", "demo", "fr", "open", "Où ?", ("Où ?", "ou"), count=2)
    assert read(clusters_csv([cluster]))[1] == ["Où ?", "2", "fr", "open", "", "", "", "Où ? | ou"]
