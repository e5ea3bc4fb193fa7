"""Knowledge: each index follows its site's entries, and serves until the next one is there."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

import faq
import store
from chat import knowledge
from chat.errors import UnknownSiteError
from chat.knowledge import Build, Knowledge

from .conftest import NOW, PRICE, STUDENTS, Desk


def publish(desk: Desk, *entries: faq.Entry, site: str = "demo") -> None:
    with desk.database.write() as session:
        knowledge.import_entries(session, store.Site(key=site, name=site), entries, NOW)


def ids(index: faq.Index | None) -> list[str]:
    return [] if index is None else [entry.id for entry in index.entries]


def test_each_site_has_its_own_index(desk: Desk) -> None:
    indexes = Knowledge(desk.database)
    publish(desk, STUDENTS, site="journal")
    assert ids(indexes.index("demo")) == [PRICE.id, STUDENTS.id]
    assert ids(indexes.index("journal")) == [STUDENTS.id]


def test_an_unknown_site_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownSiteError):
        Knowledge(desk.database).index("nowhere")


def test_nothing_is_ready_before_every_site_has_its_index(desk: Desk) -> None:
    indexes = Knowledge(desk.database)
    assert not indexes.is_ready()
    indexes.index("demo")
    assert not indexes.is_ready()
    assert indexes.refresh() == ["journal"]
    assert indexes.is_ready()


def test_it_follows_what_is_published(desk: Desk) -> None:
    indexes = Knowledge(desk.database)
    indexes.refresh()
    assert indexes.refresh() == []
    publish(desk, STUDENTS)
    assert indexes.refresh() == ["demo"]
    assert ids(indexes.index("demo")) == [STUDENTS.id]


def test_the_old_index_serves_while_the_new_one_is_built(desk: Desk) -> None:
    served: list[list[str]] = []

    def watched(build: Build) -> faq.Index:
        served.append(ids(indexes.index_if_built("demo")))
        return build()

    indexes = Knowledge(desk.database, run=watched)
    indexes.index("demo")
    publish(desk, STUDENTS)
    indexes.refresh()
    assert served[0] == []
    assert [PRICE.id, STUDENTS.id] in served[1:]


def test_a_build_that_fails_leaves_the_old_index(desk: Desk) -> None:
    is_failing = False

    def run(build: Build) -> faq.Index:
        if is_failing:
            raise MemoryError
        return build()

    indexes = Knowledge(desk.database, run=run)
    indexes.refresh()
    publish(desk, STUDENTS)
    is_failing = True
    with pytest.raises(MemoryError):
        indexes.refresh()
    assert ids(indexes.index("demo")) == [PRICE.id, STUDENTS.id]


def test_many_who_ask_at_once_have_it_built_once(desk: Desk) -> None:
    builds = 0

    def counted(build: Build) -> faq.Index:
        nonlocal builds
        builds += 1
        return build()

    indexes = Knowledge(desk.database, run=counted)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(indexes.index, ["demo"] * 8))
    assert builds == 1
    assert all(index is found[0] for index in found)


def test_progress_is_told(desk: Desk) -> None:
    told: list[tuple[int, int]] = []
    Knowledge(desk.database).refresh(lambda done, total: told.append((done, total)))
    assert told == [(2, 2)]


def test_without_a_folder_nothing_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("something was saved")

    monkeypatch.setattr(faq.Index, "save", refuse)
    assert ids(Knowledge(desk.database).index("demo")) == [PRICE.id, STUDENTS.id]
