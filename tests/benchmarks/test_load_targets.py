"""The ratios to reach are told, and held against floors that sink only when someone says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.load import report, targets
from benchmarks.load.run import Plan, Results
from benchmarks.load.targets import MARGIN

RATE, P99 = "messages a second", "500 p99"


def run_of(bare: float, echo: float, chat_p99: float) -> Results:
    """Make the results of a run of three servers."""
    return {
        "B": {RATE: bare, P99: 30.0},
        "E": {RATE: echo, P99: 1.0},
        "M": {RATE: bare, P99: chat_p99},
    }


def floors_in(file: Path) -> dict[str, dict[str, float]]:
    floors: dict[str, dict[str, float]] = json.loads(file.read_text("utf-8"))["sockets"]
    return floors


def test_each_target_is_told_with_its_verdict() -> None:
    lines = targets.shown(run_of(bare=1000, echo=4100, chat_p99=11)).splitlines()
    assert len(lines) == len(targets.TARGETS)
    assert "PASS      echo: throughput, times bare 4.1 (at least 4)" in lines
    assert "MISS      chat: p99 at 500/s, ms 11 (at most 10)" in lines


def test_what_was_not_measured_is_neither_passed_nor_missed() -> None:
    assert {targets.verdict(each, value) for each, value in targets.met({})} == {"no figure"}


def test_a_floor_is_the_target_once_that_is_reached_with_some_to_spare(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    assert targets.held(run_of(1000, 9000, 2), True, False, file) == 0
    assert floors_in(file)["echo"]["throughput, times bare"] == 4.0
    assert floors_in(file)["chat"]["p99 at 500/s, ms"] == 10.0


def test_until_then_it_is_what_was_met_less_a_margin(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    assert targets.held(run_of(1000, 2000, 100), True, False, file) == 0
    assert floors_in(file)["echo"]["throughput, times bare"] == pytest.approx(2 * (1 - MARGIN))
    assert floors_in(file)["chat"]["p99 at 500/s, ms"] == pytest.approx(100 * (1 + MARGIN))


def test_a_floor_rises_by_itself_and_sinks_only_by_the_flag(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    better, worse = run_of(1000, 3000, 50), run_of(1000, 1000, 50)
    targets.held(run_of(1000, 2000, 50), True, False, file)
    assert targets.held(better, True, False, file) == 0
    pinned = floors_in(file)
    assert pinned["echo"]["throughput, times bare"] == pytest.approx(3 * (1 - MARGIN))
    assert targets.held(worse, False, False, file) == 1
    assert targets.held(worse, True, False, file) == 1
    assert floors_in(file) == pinned
    assert targets.held(worse, True, True, file) == 0
    assert floors_in(file)["echo"]["throughput, times bare"] == pytest.approx(1 - MARGIN)


def test_a_run_within_the_margin_neither_fails_nor_lowers_the_floor(tmp_path: Path) -> None:
    file = tmp_path / "floors.json"
    targets.held(run_of(1000, 2000, 50), True, False, file)
    pinned = floors_in(file)
    assert targets.held(run_of(1000, 1500, 60), True, False, file) == 0
    assert floors_in(file) == pinned


def test_the_report_leaves_a_dash_where_there_is_no_figure() -> None:
    measured = run_of(bare=1000, echo=4100, chat_p99=11)
    section = report.section(Plan(), {"B": measured["B"], "N": {}})
    assert "| bare Flask-SocketIO echo | 1,000 | – | – | – |" in section
    assert "| Node socket.io echo | – | – | – | – |" in section
    assert "our echo |" not in section
