"""However much a pass changes, workers hear of it once a minute, at the end, and after a crash."""

from __future__ import annotations

from datetime import timedelta

import pytest

import store
from chat import composing, refreshing
from chat.making import write
from chat.means import Means
from chat.telling import TOLD_EVERY
from faq.progress import Tally
from store import pages

from .conftest import Desk
from .newsroom import JOURNAL, Newsroom
from .web import SITEMAP, page, pages_of, text_of

BATCH = 10


@pytest.fixture
def newsroom(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    """Make a site of so many pages that they are composed in twelve batches."""
    monkeypatch.setattr(pages, "_READ_AT_A_TIME", BATCH)
    made = Newsroom(desk)
    made.web.pages = pages_of([f"sujet{number}" for number in range(12 * BATCH)])
    return made


def slowly(newsroom: Newsroom, seconds: float) -> Means:
    """Give means whose clock goes on with every look at it."""

    def now() -> object:
        newsroom.now += timedelta(seconds=seconds)
        return newsroom.now

    return Means(newsroom.desk.database, newsroom.web, now, Tally())  # type: ignore[arg-type]


def test_a_large_import_tells_workers_once(newsroom: Newsroom) -> None:
    newsroom.imported()
    assert len(newsroom.answers) == 12 * BATCH
    assert newsroom.version == 1


def test_a_slow_one_tells_them_now_and_then_and_at_its_end(newsroom: Newsroom) -> None:
    newsroom.imported()
    newsroom.web.pages = {
        path: page(f"Encore {path}", text_of(f"encore {path}")) for path in newsroom.web.pages
    }
    began, before = newsroom.now, newsroom.version
    refreshing.refresh(slowly(newsroom, seconds=10.0), JOURNAL)
    minutes = (newsroom.now - began) / TOLD_EVERY
    assert before + 2 <= newsroom.version <= before + minutes + 1
    assert all("encore" in answer for answer in newsroom.answers.values())


def test_what_a_killed_import_has_not_told_the_next_pass_tells(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    written = [0]

    def killed(*told: object, **named: object) -> None:
        written[0] += 1
        if written[0] > 5:
            raise KeyboardInterrupt
        write(*told, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(composing, "write", killed)
    with pytest.raises(KeyboardInterrupt):
        newsroom.imported()
    assert (len(newsroom.answers), newsroom.version) == (5 * BATCH, 0)
    monkeypatch.setattr(composing, "write", write)
    newsroom.refreshed()
    # What was left over is told at once, and what is new at the end.
    assert (len(newsroom.answers), newsroom.version) == (12 * BATCH, 2)


def test_one_killed_before_it_tells_is_told_of_though_nothing_is_left_to_do(
    newsroom: Newsroom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(composing, "_drop_pageless", killed)
        with pytest.raises(KeyboardInterrupt):
            newsroom.imported()
    assert (len(newsroom.answers), newsroom.version) == (12 * BATCH, 0)
    for _ in range(2):
        newsroom.refreshed()
        assert newsroom.version == 1


def test_pages_that_vanish_one_after_the_other_are_told_of_together(newsroom: Newsroom) -> None:
    newsroom.imported()
    newsroom.web.pages = dict.fromkeys(newsroom.web.pages, 404)
    began, before = newsroom.now, newsroom.version
    refreshing.refresh(slowly(newsroom, seconds=2.0), JOURNAL)
    assert newsroom.answers == {}
    minutes = (newsroom.now - began) / TOLD_EVERY
    assert before + 2 <= newsroom.version <= before + minutes + 2


def test_a_source_that_is_forgotten_is_told_of_once(newsroom: Newsroom) -> None:
    newsroom.imported()
    site = store.Site("journal", "Le Journal")
    assert refreshing.forget(newsroom.desk.database, site, SITEMAP)
    assert (newsroom.answers, newsroom.version) == ({}, 2)
