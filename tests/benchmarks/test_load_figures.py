"""What a cell counts, and the percentiles and medians of it."""

from __future__ import annotations

import pytest

from benchmarks.load.meter import Meter, medians, milliseconds


def test_percentiles_are_times_that_were_measured() -> None:
    figures = milliseconds([number / 1000 for number in range(100, 0, -1)])
    assert figures["p50"] == pytest.approx(50)
    assert figures["p99"] == pytest.approx(99)
    assert figures["p999"] == figures["max"] == pytest.approx(100)


def test_one_message_is_all_percentiles_and_none_is_no_figure() -> None:
    assert set(milliseconds([0.004], "ack ").values()) == {4.0}
    assert milliseconds([]) == {}


def test_at_a_fixed_rate_a_message_counts_by_when_it_was_to_be_sent() -> None:
    meter = Meter(by_due=True)
    meter.open(10, 20)
    for due, now in ((9.9, 15.0), (10.0, 40.0), (19.9, 20.5), (20.0, 20.1)):
        meter.note(due, now)
    assert list(meter.seconds) == pytest.approx([30.0, 0.6])
    assert not meter.asks_again


def test_without_a_rate_a_message_counts_by_when_its_answer_came() -> None:
    meter = Meter(by_due=False)
    meter.open(10, 20)
    for due, now in ((9.9, 15.0), (10.0, 40.0), (19.0, 20.0)):
        meter.note(due, now)
    assert list(meter.seconds) == pytest.approx([5.1])
    assert meter.asks_again


def test_what_came_before_the_opening_is_forgotten() -> None:
    meter = Meter(by_due=True)
    meter.note(1, 2)
    assert not meter.seconds
    meter.open(0, 10)
    meter.note(1, 2)
    meter.note_ack(1, 2)
    meter.open(10, 20)
    assert not meter.seconds
    assert not meter.ack_seconds


def test_the_median_is_over_the_rounds_that_have_a_figure() -> None:
    rounds = [{"p99": 3.0}, {"p99": 90.0, "storm": 2.0}, {"p99": 1.0}, {"storm": 4.0}]
    assert medians(rounds) == {"p99": 3.0, "storm": 3.0}
    assert medians([]) == {}
