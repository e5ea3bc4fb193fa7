"""Clusters are found by their rarest keys, and leases and deliveries are taken by one at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

import store
from store import clusters, deliveries, teaching
from store.delivery_records import Delivery
from store.teaching_records import Cluster

from .conftest import NOW

LEASE = timedelta(minutes=2)


def cluster(number: int, language: str = "fr") -> Cluster:
    return Cluster(f"k{number}", "demo", language, "open", f"Question {number} ?", (f"q{number}",))


def add(database: store.Database, number: int, *keys: str, language: str = "fr") -> None:
    made = cluster(number, language)
    database.commit(lambda session: teaching.add(session, made, keys, NOW))


def near(database: store.Database, *keys: str, language: str = "fr") -> list[str]:
    with database.read() as session:
        return [each.id for each in teaching.near(session, "demo", language, keys)]


@pytest.mark.usefixtures("site")
def test_the_cluster_that_shares_most_keys_comes_first(database: store.Database) -> None:
    add(database, 1, "piscin", "horair")
    add(database, 2, "piscin", "prix")
    add(database, 3, "cantin")
    assert near(database, "horair", "piscin", "dimanch") == ["k1", "k2"]
    assert near(database, "dimanch") == []
    assert near(database) == []


@pytest.mark.usefixtures("site")
def test_languages_and_sites_are_apart(database: store.Database) -> None:
    add(database, 1, "piscin", language="fr")
    assert near(database, "piscin", language="en") == []
    with database.read() as session:
        assert teaching.near(session, "journal", "fr", ["piscin"]) == []


@pytest.mark.usefixtures("site")
def test_what_stands_in_too_many_is_not_followed(
    database: store.Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(teaching, "FOUND_UNDER_KEYS_MAX", 10)
    monkeypatch.setattr(teaching, "NEAR_CLUSTERS_MAX", 3)
    for number in range(12):
        add(database, number, "abon")
    add(database, 99, "abon", "kopeck")
    assert near(database, "abon", "kopeck") == ["k99"]
    assert len(near(database, "abon")) == 3


@pytest.mark.usefixtures("site")
def test_a_key_twice_is_a_key_once(database: store.Database) -> None:
    add(database, 1, "piscin")
    database.commit(lambda session: teaching.add_keys(session, cluster(1), ["piscin", "prix"]))
    assert near(database, "piscin", "prix") == ["k1"]


@pytest.mark.usefixtures("site")
def test_a_decision_on_an_older_sight_is_refused(database: store.Database) -> None:
    add(database, 1, "piscin")
    database.commit(lambda session: clusters.decide(session, cluster(1), NOW))
    with pytest.raises(store.ConflictError):
        database.commit(lambda session: clusters.decide(session, cluster(1), NOW))
    with pytest.raises(store.MissingError):
        database.commit(lambda session: clusters.decide(session, cluster(2), NOW))


def test_a_lease_is_taken_by_one_until_it_ends(database: store.Database) -> None:
    def take(minutes: float) -> bool:
        now = NOW + timedelta(minutes=minutes)
        return database.commit(lambda session: teaching.take_lease(session, "work", now, LEASE))

    assert [take(0), take(1), take(2), take(3.5)] == [True, False, True, False]


def test_a_lease_from_a_clock_that_went_ahead_does_not_hold_for_ever(
    database: store.Database,
) -> None:
    ahead = NOW + timedelta(days=1)
    database.commit(lambda session: teaching.take_lease(session, "work", ahead, LEASE))
    assert database.commit(lambda session: teaching.take_lease(session, "work", NOW, LEASE))


@pytest.mark.usefixtures("site")
def test_what_is_due_is_taken_once_and_in_order(
    database: store.Database, new_id: Callable[[], str]
) -> None:
    def waiting(minutes: int) -> Delivery:
        due = NOW + timedelta(minutes=minutes)
        return Delivery(new_id(), "demo", None, None, "e", "{}", "waiting", 0, due, "", due, None)

    made = [waiting(2), waiting(0), waiting(1)]
    database.commit(lambda session: deliveries.add(session, made))
    now, until = NOW + timedelta(minutes=1), NOW + timedelta(minutes=6)

    def take() -> list[Delivery]:
        return database.commit(lambda session: deliveries.take_due(session, now, until, 10))

    taken = take()
    assert [each.id for each in taken] == [made[1].id, made[2].id]
    assert [(each.attempts, each.due_at) for each in taken] == [(1, until)] * 2
    assert take() == []


@pytest.mark.usefixtures("site")
def test_the_end_of_an_older_try_is_not_stored(
    database: store.Database, new_id: Callable[[], str]
) -> None:
    made = Delivery(new_id(), "demo", None, None, "e", "{}", "waiting", 0, NOW, "", NOW, None)
    database.commit(lambda session: deliveries.add(session, [made]))
    with database.write() as session:
        deliveries.take_due(session, NOW, NOW, 10)
        deliveries.take_due(session, NOW, NOW, 10)
        deliveries.end(session, made, keeps_body=False)
        held = deliveries.get(session, "demo", made.id)
    assert held is not None
    assert (held.attempts, held.body) == (2, "{}")
