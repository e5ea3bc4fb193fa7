"""Writers who wait commit together: one fsync for all, each with an outcome of his own."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

import store
from store import messages, sites
from store.database import TOGETHER_MAX, WAITING_MAX

from .conftest import NOW, message
from .test_one_writer import add, held, keys

PATIENCE_SECONDS = 30.0


class Disk:
    """A disk that keeps the first commit waiting until it is told to go on, and counts commits."""

    def __init__(self) -> None:
        self.commits = 0
        self.begun = threading.Event()
        self.may_go_on = threading.Event()
        self.fails = False

    def __call__(self, commit: Callable[[], None]) -> None:
        self.commits += 1
        self.begun.set()
        assert self.may_go_on.wait(PATIENCE_SECONDS)
        if self.fails:
            raise self.error()
        commit()

    @staticmethod
    def error() -> Exception:
        """Make what SQLAlchemy raises where an fsync fails."""
        from sqlite3 import OperationalError as DriverError

        from sqlalchemy.exc import OperationalError

        return OperationalError("COMMIT", None, DriverError("disk I/O error"))


@pytest.fixture
def disk() -> Disk:
    return Disk()


@pytest.fixture
def slow(database: store.Database, disk: Disk) -> Iterator[store.Database]:
    """Give the database with a slow disk."""
    yield store.Database(database.engine, wait_seconds=PATIENCE_SECONDS, beside=disk)
    disk.may_go_on.set()


def waiting(database: store.Database) -> int:
    return len(database._turns._waiting)


def behind_a_slow_commit(
    pool: ThreadPoolExecutor,
    database: store.Database,
    disk: Disk,
    *works: Callable[[store.Session], object],
) -> list[Future[object]]:
    """Queue works while another writer's commit waits for the disk, then let the disk go on."""
    first: Future[object] = pool.submit(database.commit, lambda session: None)
    assert disk.begun.wait(PATIENCE_SECONDS)
    queued: list[Future[object]] = []
    for number, work in enumerate(works, start=1):
        queued.append(pool.submit(database.commit, work))
        while waiting(database) < number:
            threading.Event().wait(0.001)
    disk.may_go_on.set()
    first.result(PATIENCE_SECONDS)
    return queued


def adding(key: str) -> Callable[[store.Session], store.Site]:
    return lambda session: sites.add(session, store.Site(key=key, name=key), NOW)


def test_those_who_wait_share_one_commit(slow: store.Database, disk: Disk) -> None:
    names = [f"site-{number}" for number in range(10)]
    with ThreadPoolExecutor(16) as pool:
        queued = behind_a_slow_commit(pool, slow, disk, *map(adding, names))
        stored = [each.result(PATIENCE_SECONDS) for each in queued]
    assert disk.commits == 2
    assert [site.key for site in stored if isinstance(site, store.Site)] == names
    assert keys(slow) == names


def test_one_that_fails_undoes_only_itself(slow: store.Database, disk: Disk) -> None:
    def crash(session: store.Session) -> None:
        adding("half")(session)
        raise ZeroDivisionError

    works = [adding("one"), crash, adding("one"), adding("two")]
    with ThreadPoolExecutor(8) as pool:
        one, crashed, again, two = behind_a_slow_commit(pool, slow, disk, *works)
        errors = [each.exception(PATIENCE_SECONDS) for each in (one, crashed, again, two)]
    assert [type(error) for error in errors] == [
        type(None),
        ZeroDivisionError,
        store.SiteExistsError,
        type(None),
    ]
    assert keys(slow) == ["one", "two"]


def test_a_driver_s_refusal_of_one_is_an_error_of_ours_for_that_one(
    slow: store.Database, disk: Disk, conversation: store.Conversation
) -> None:
    works = [
        lambda session: messages.add(session, message(conversation, 1)),
        lambda session: messages.add(session, message(conversation, 2, client_id="c1")),
        lambda session: messages.add(session, message(conversation, 3)),
    ]
    with ThreadPoolExecutor(8) as pool:
        queued = behind_a_slow_commit(pool, slow, disk, *works)
        errors = [each.exception(PATIENCE_SECONDS) for each in queued]
    assert [type(error) for error in errors] == [type(None), store.ConflictError, type(None)]
    with slow.read() as session:
        kept = messages.after(session, conversation.id)
    assert [(each.client_id, each.seq) for each in kept] == [("c1", 1), ("c3", 2)]


def test_nobody_is_told_of_a_success_when_the_commit_fails(
    slow: store.Database, disk: Disk
) -> None:
    disk.may_go_on.set()
    slow.commit(adding("before"))
    disk.fails = True
    disk.may_go_on.clear()
    disk.begun.clear()
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(slow.commit, adding("lost"))
        assert disk.begun.wait(PATIENCE_SECONDS)
        second = pool.submit(slow.commit, adding("lost-too"))
        while waiting(slow) < 1:
            threading.Event().wait(0.001)
        disk.may_go_on.set()
        errors = [each.exception(PATIENCE_SECONDS) for each in (first, second)]
    assert [type(error) for error in errors] == [store.DatabaseUnusableError] * 2
    assert errors[0] is not errors[1]
    assert keys(slow) == ["before"]


def test_the_next_commit_after_a_failed_one_has_another_connection(
    slow: store.Database, disk: Disk
) -> None:
    opened: list[object] = []

    def connection_of(session: store.Session) -> None:
        opened.append(session.connection().connection.dbapi_connection)

    disk.may_go_on.set()
    slow.commit(connection_of)
    slow.commit(connection_of)
    disk.fails = True
    with pytest.raises(store.DatabaseUnusableError, match="disk I/O error"):
        slow.commit(adding("lost"))
    disk.fails = False
    slow.commit(connection_of)
    assert opened[0] is opened[1]
    assert opened[2] is not opened[0]
    slow.commit(adding("after"))
    assert keys(slow) == ["after"]


def test_no_more_than_so_many_commit_together(slow: store.Database, disk: Disk) -> None:
    names = [f"site-{number:03}" for number in range(TOGETHER_MAX + 1)]
    with ThreadPoolExecutor(len(names) + 1) as pool:
        queued = behind_a_slow_commit(pool, slow, disk, *map(adding, names))
        for each in queued:
            each.result(PATIENCE_SECONDS)
    assert disk.commits == 3
    assert keys(slow) == names


def test_a_full_queue_refuses_at_once(
    slow: store.Database, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow._turns, "_waiting_max", 2)
    assert WAITING_MAX > TOGETHER_MAX
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(slow.commit, adding("one"))
        assert disk.begun.wait(PATIENCE_SECONDS)
        queued = [pool.submit(slow.commit, adding(key)) for key in ("two", "three")]
        while waiting(slow) < 2:
            threading.Event().wait(0.001)
        with pytest.raises(store.DatabaseBusyError, match="too many"):
            slow.commit(adding("four"))
        disk.may_go_on.set()
        for each in (first, *queued):
            each.result(PATIENCE_SECONDS)
    assert keys(slow) == ["one", "three", "two"]


def test_who_waits_too_long_is_told_and_never_stored(database: store.Database, disk: Disk) -> None:
    impatient = store.Database(database.engine, wait_seconds=0.05, beside=disk)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(impatient.commit, adding("first"))
        assert disk.begun.wait(PATIENCE_SECONDS)
        with pytest.raises(store.DatabaseBusyError, match="still writing"):
            impatient.commit(adding("late"))
        disk.may_go_on.set()
        first.result(PATIENCE_SECONDS)
    impatient.commit(adding("second"))
    assert keys(database) == ["first", "second"]


def test_behind_a_held_database_each_is_told_when_his_own_time_is_over(
    database: store.Database, path: Path
) -> None:
    impatient = store.Database(database.engine, wait_seconds=0.1)
    with held(path), ThreadPoolExecutor(4) as pool:
        queued = [pool.submit(impatient.commit, adding(f"site-{number}")) for number in range(4)]
        errors = [each.exception(PATIENCE_SECONDS) for each in queued]
    assert [type(error) for error in errors] == [store.DatabaseBusyError] * 4
    impatient.commit(adding("afterwards"))
    assert keys(database) == ["afterwards"]


def test_long_work_has_its_turn_between_two_batches(slow: store.Database, disk: Disk) -> None:
    with ThreadPoolExecutor(8) as pool:
        first = pool.submit(slow.commit, adding("one"))
        assert disk.begun.wait(PATIENCE_SECONDS)
        alone = pool.submit(add, slow, "alone")
        while waiting(slow) < 1:
            threading.Event().wait(0.001)
        last = pool.submit(slow.commit, adding("last"))
        while waiting(slow) < 2:
            threading.Event().wait(0.001)
        disk.may_go_on.set()
        for each in (first, alone, last):
            each.result(PATIENCE_SECONDS)
    assert disk.commits == 3
    assert keys(slow) == ["alone", "last", "one"]


def test_a_missing_table_fails_all_who_stand_on_it_and_stores_nothing(
    slow: store.Database, disk: Disk
) -> None:
    def broken(session: store.Session) -> None:
        session.execute(text("SELECT 1 FROM nowhere"))

    with ThreadPoolExecutor(4) as pool:
        queued = behind_a_slow_commit(pool, slow, disk, adding("one"), broken)
        errors = [each.exception(PATIENCE_SECONDS) for each in queued]
    assert [type(error) for error in errors] == [store.DatabaseUnusableError] * 2
    assert keys(slow) == []


def test_a_leader_who_is_stopped_leaves_the_turn_to_the_next(
    slow: store.Database, disk: Disk
) -> None:
    def stop(session: store.Session) -> None:
        raise KeyboardInterrupt

    disk.may_go_on.set()
    with pytest.raises(KeyboardInterrupt):
        slow.commit(stop)
    slow.commit(adding("next"))
    assert keys(slow) == ["next"]
