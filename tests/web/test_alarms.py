"""Alarms: each rings once, in order, unless it was forgotten; one that fails hushes no other."""

from __future__ import annotations

import logging

import gevent
import pytest

from web.alarms import TURN, Alarms

SOON_SECONDS = 0.01


def until_quiet(alarms: Alarms) -> None:
    with gevent.Timeout(20):
        while len(alarms):
            gevent.sleep(SOON_SECONDS)


def test_each_rings_once_in_the_order_in_which_it_was_set() -> None:
    rung: list[str] = []
    alarms = Alarms(SOON_SECONDS, rung.append)
    for name in ("vera", "alice", "vera", "bob"):
        alarms.set(name)
    until_quiet(alarms)
    assert rung == ["alice", "vera", "bob"]


def test_none_rings_before_its_time() -> None:
    rung: list[str] = []
    alarms = Alarms(3600, rung.append)
    alarms.set("vera")
    gevent.sleep(SOON_SECONDS)
    assert (rung, len(alarms)) == ([], 1)


def test_what_is_forgotten_does_not_ring() -> None:
    rung: list[str] = []
    alarms = Alarms(SOON_SECONDS, rung.append)
    alarms.set("vera")
    alarms.set("alice")
    alarms.forget("vera")
    alarms.forget("nobody")
    until_quiet(alarms)
    assert rung == ["alice"]


def test_one_that_rings_may_be_set_again() -> None:
    rung: list[str] = []

    def ring(name: str) -> None:
        rung.append(name)
        if len(rung) < 3:
            alarms.set(name)

    alarms = Alarms(SOON_SECONDS, ring)
    alarms.set("vera")
    until_quiet(alarms)
    assert rung == ["vera"] * 3
    alarms.set("alice")
    until_quiet(alarms)
    assert rung[3:] == ["alice"]


def test_one_that_fails_is_logged_and_hushes_no_other(caplog: pytest.LogCaptureFixture) -> None:
    rung: list[str] = []

    def ring(name: str) -> None:
        if name == "vera":
            raise RuntimeError("ours")
        rung.append(name)

    alarms = Alarms(SOON_SECONDS, ring)
    alarms.set("vera")
    alarms.set("alice")
    with caplog.at_level(logging.ERROR):
        until_quiet(alarms)
    assert rung == ["alice"]
    assert "ours" in caplog.text


def test_many_that_ring_at_once_let_others_work() -> None:
    turns: list[str] = []
    alarms = Alarms(SOON_SECONDS, turns.append)
    for number in range(4 * TURN):
        alarms.set(str(number))

    def work() -> None:
        while len(alarms):
            turns.append("other")
            gevent.sleep(0)

    gevent.sleep(SOON_SECONDS)
    gevent.spawn(work).join()
    last_ring = max(at for at, turn in enumerate(turns) if turn != "other")
    first_ring = min(at for at, turn in enumerate(turns) if turn != "other")
    assert "other" in turns[first_ring:last_ring]
