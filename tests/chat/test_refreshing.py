"""A refresh asks for what may have changed, and only what reads otherwise becomes other entries."""

from __future__ import annotations

import pytest

from .conftest import Desk
from .newsroom import Newsroom, counts
from .web import page, text_of


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return Newsroom(desk)


def test_what_is_imported_is_read_again_without_being_named(newsroom: Newsroom) -> None:
    assert counts(newsroom.imported()) == (3, 0, 0, 0, 0)
    assert set(newsroom.answers) == {"/musee.html", "/piscine.html", "/marche.html"}
    assert counts(newsroom.refreshed()) == (0, 0, 3, 0, 0)


def test_unchanged_pages_cost_no_new_version(newsroom: Newsroom) -> None:
    newsroom.imported()
    before = newsroom.version
    newsroom.refreshed()
    newsroom.web.has_etags = False  # sent whole, but reads as before
    assert counts(newsroom.refreshed()) == (0, 0, 3, 0, 0)
    assert newsroom.version == before


def test_a_page_whose_list_tells_no_change_is_not_asked_for(newsroom: Newsroom) -> None:
    newsroom.web.changed = {"/musee.html": "2026-11-01", "/piscine.html": "2026-11-02"}
    newsroom.imported()
    newsroom.refreshed()
    assert newsroom.web.asked == ["/sitemap.xml", "/marche.html"]
    newsroom.web.changed["/musee.html"] = "2026-11-03"
    newsroom.refreshed()
    assert newsroom.web.asked == ["/sitemap.xml", "/musee.html", "/marche.html"]
    newsroom.refreshed()
    assert newsroom.web.asked == ["/sitemap.xml", "/marche.html"]


def test_all_pages_are_asked_for_when_that_is_wished(newsroom: Newsroom) -> None:
    newsroom.web.changed = {"/musee.html": "2026-11-01"}
    newsroom.imported()
    newsroom.refreshed(asks_all=True)
    assert "/musee.html" in newsroom.web.asked


def test_a_changed_page_changes_its_own_entries_alone(newsroom: Newsroom) -> None:
    newsroom.imported()
    before, version = newsroom.answers, newsroom.version
    newsroom.web.pages["/musee.html"] = page("Le musée", text_of("un nouveau musée"))
    report = newsroom.refreshed()
    assert counts(report) == (0, 1, 2, 0, 0)
    assert "nouveau" in newsroom.answers["/musee.html"]
    assert {**before, "/musee.html": ""} == {**newsroom.answers, "/musee.html": ""}
    assert newsroom.version == version + 1
