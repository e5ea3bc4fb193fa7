"""The checkup names failing sources, pages and what readers asked in vain; else it is empty."""

from __future__ import annotations

from datetime import timedelta

import pytest

from chat.bot import Bot
from chat.checkup import examine

from .conftest import NOW, Desk
from .newsroom import JOURNAL, Newsroom
from .test_bot import answer, ask
from .web import SITE


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return Newsroom(desk)


def told(newsroom: Newsroom) -> dict[str, tuple[str, ...]]:
    found = examine(newsroom.desk.database, JOURNAL, newsroom.now)
    return {each.what: each.examples for each in found if each.what != "Articles without a date"}


def test_a_site_without_entries_is_told_to_import(newsroom: Newsroom) -> None:
    (found,) = examine(newsroom.desk.database, JOURNAL, NOW)
    assert "faq import" in str(found)


def test_a_sound_site_has_no_complaint(newsroom: Newsroom) -> None:
    newsroom.imported()
    assert told(newsroom) == {}


def test_pages_that_cannot_be_read_are_named_by_what_mends_them(newsroom: Newsroom) -> None:
    newsroom.web.pages |= {
        "/vide.html": b"<html><body></body></html>",
        "/panne.html": 500,
        "/defendu.html": "robots",
        "/perdu.html": 404,
    }
    newsroom.imported()
    found = told(newsroom)
    assert set(found) == {
        "Pages without text",
        "Pages that could not be read",
        "Pages that robots.txt forbids",
        "Pages that are listed but gone",
    }
    assert found["Pages that could not be read"] == (f"{SITE}/panne.html: it answers 500",)
    for path in ("/vide.html", "/panne.html", "/defendu.html", "/perdu.html"):
        del newsroom.web.pages[path]
    newsroom.refreshed()
    assert told(newsroom) == {}


def test_a_source_that_fails_and_one_that_nobody_reads_are_named(newsroom: Newsroom) -> None:
    newsroom.imported()
    newsroom.now += timedelta(days=3)
    assert set(told(newsroom)) == {"Sources not read to the end for 2 days"}
    newsroom.web.sitemap = lambda: 500  # type: ignore[method-assign,assignment,return-value]
    newsroom.refreshed()
    assert set(told(newsroom)) == {"Sources not read to the end for 2 days", "Sources that fail"}


def test_what_readers_asked_in_vain_is_named(newsroom: Newsroom, bot: Bot) -> None:
    newsroom.imported()
    vera = newsroom.desk.open("journal")
    ask(newsroom.desk, vera, "c1", "xkqzt wvpl brrr ?")
    answer(newsroom.desk, bot, vera)
    assert told(newsroom) == {
        "Questions that readers asked in vain in 30 days": ("xkqzt wvpl brrr ? (1 times)",)
    }
    newsroom.now += timedelta(days=31)
    newsroom.refreshed()
    assert told(newsroom) == {}
