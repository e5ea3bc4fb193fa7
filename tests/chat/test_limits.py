"""Who sends too much is told how long to wait, and nobody else has to wait for him."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from itertools import islice

import pytest
from limits.storage import MemoryStorage

from chat.errors import RateLimitedError
from chat.limits import Limits, Rates
from chat.tokens import make_keys

from .conftest import DAY, NOW

ALL = 1_000
RATES = Rates(
    visitor_messages_per_ten_seconds=ALL,
    address_messages_per_ten_seconds=ALL,
    site_messages_per_ten_seconds=ALL,
    visitor_events_per_ten_seconds=ALL,
    address_connections_per_minute=ALL,
)
VERA, CHARLIE = "vera", "charlie"
HERE, THERE = "198.51.100.7", "203.0.113.9"
KEYS = make_keys(["s" * 40])
Count = Callable[[], None]


class Clock:
    """The time that the library reads: it stands still until it is moved."""

    def __init__(self) -> None:
        self.seconds = NOW.timestamp() + 0.3  # not where two windows meet

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    stopped = Clock()
    monkeypatch.setattr(time, "time", stopped)
    return stopped


def make(rates: Rates = RATES, storage: MemoryStorage | None = None, now: datetime = NOW) -> Limits:
    return Limits(rates, storage or MemoryStorage(), KEYS, lambda: now)


def accepted(count: Count, tries: int = 10) -> int:
    """Count how many of some tries are accepted."""
    return sum(waits is None for waits in islice(tried(count), tries))


def tried(count: Count) -> Iterator[int | None]:
    """Yield the seconds to wait of one try after another, None where it was accepted."""
    while True:
        try:
            count()
        except RateLimitedError as refused:
            yield refused.retry_after_seconds
        else:
            yield None


def test_a_visitor_has_so_many_questions_and_no_more() -> None:
    limits = make(replace(RATES, visitor_messages_per_ten_seconds=3))
    assert accepted(lambda: limits.count_message(VERA, HERE, "demo")) == 3
    assert accepted(lambda: limits.count_message(CHARLIE, HERE, "demo")) == 3


def test_an_address_has_so_many_whoever_asks_and_however() -> None:
    limits = make(replace(RATES, address_messages_per_ten_seconds=4))
    assert accepted(lambda: limits.count_message(VERA, HERE, "demo"), 2) == 2
    assert accepted(lambda: limits.count_request(HERE), 1) == 1
    assert accepted(lambda: limits.count_message(CHARLIE, HERE, "journal")) == 1
    assert accepted(lambda: limits.count_message(CHARLIE, THERE, "journal")) == 4


def test_a_site_has_so_many_whoever_asks_and_the_other_site_has_its_own() -> None:
    limits = make(replace(RATES, site_messages_per_ten_seconds=4))
    assert accepted(lambda: limits.count_message(VERA, HERE, "demo"), 3) == 3
    assert accepted(lambda: limits.count_for_site("demo")) == 1
    assert accepted(lambda: limits.count_message(CHARLIE, THERE, "journal")) == 4


def test_an_address_that_says_nothing_of_the_reader_is_not_counted() -> None:
    rates = replace(RATES, address_messages_per_ten_seconds=1, address_connections_per_minute=1)
    limits = make(rates)
    assert accepted(lambda: limits.count_message(VERA, None, "demo")) == 10
    assert accepted(lambda: limits.count_connection(None)) == 10
    assert accepted(lambda: limits.count_request(None)) == 10


def test_events_and_connections_are_counted_apart_from_questions() -> None:
    limits = make(
        replace(RATES, visitor_events_per_ten_seconds=2, address_connections_per_minute=3)
    )
    assert accepted(lambda: limits.count_event(VERA)) == 2
    assert accepted(lambda: limits.count_event(CHARLIE)) == 2
    assert accepted(lambda: limits.count_connection(HERE)) == 3
    assert accepted(lambda: limits.count_connection(THERE)) == 3
    assert accepted(lambda: limits.count_message(VERA, HERE, "demo")) == 10


def test_nothing_stands_for_any_number() -> None:
    limits = make(Rates(0, 0, 0, 0, 0))
    assert accepted(lambda: limits.count_message(VERA, HERE, "demo"), 500) == 500
    assert accepted(lambda: limits.count_event(VERA), 500) == 500
    assert accepted(lambda: limits.count_connection(HERE), 500) == 500


def test_the_seconds_to_wait_are_whole_and_within_the_window() -> None:
    limits = make(replace(RATES, visitor_messages_per_ten_seconds=2))
    waits = list(islice(tried(lambda: limits.count_message(VERA, HERE, "demo")), 50))
    assert waits[:2] == [None, None]
    assert all(isinstance(each, int) and 1 <= each <= 10 for each in waits[2:])


def test_after_the_wait_there_is_room(clock: Clock) -> None:
    limits = make(replace(RATES, visitor_messages_per_ten_seconds=5))
    waits = tried(lambda: limits.count_message(VERA, HERE, "demo"))
    for _ in range(50):
        wait = next(each for each in waits if each is not None)
        clock.seconds += wait
        assert next(waits) is None


def test_who_asks_evenly_within_the_limit_is_never_refused(clock: Clock) -> None:
    limits = make(replace(RATES, visitor_messages_per_ten_seconds=20))
    for _ in range(200):
        limits.count_message(VERA, HERE, "demo")
        clock.seconds += 0.55


def test_who_is_refused_as_a_visitor_takes_nothing_from_his_address_and_site() -> None:
    limits = make(
        replace(RATES, visitor_messages_per_ten_seconds=1, address_messages_per_ten_seconds=5)
    )
    assert accepted(lambda: limits.count_message(VERA, HERE, "demo"), 100) == 1
    assert accepted(lambda: limits.count_request(HERE)) == 4


def test_no_key_holds_an_address_and_every_day_it_is_another() -> None:
    storage = MemoryStorage()
    make(storage=storage).count_connection(HERE)
    today = set(storage.storage)
    make(storage=storage, now=NOW + DAY).count_connection(HERE)
    assert len(today) == 1
    assert len(set(storage.storage) - today) == 1
    assert not any(HERE in key for key in storage.storage)


def test_two_servers_on_one_storage_count_together() -> None:
    storage = MemoryStorage()
    rates = replace(RATES, address_messages_per_ten_seconds=6)
    first, second = make(rates, storage), make(rates, storage)
    assert accepted(lambda: first.count_request(HERE), 4) == 4
    assert accepted(lambda: second.count_request(HERE)) == 2
