"""What is gone is withdrawn, what fails keeps its last good copy, and an editor's entry stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from store import entries, pages, sources

from .conftest import NOW, Desk
from .newsroom import Newsroom, counts
from .web import SITE, SITEMAP, page, text_of


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return Newsroom(desk)


@pytest.mark.parametrize("fault", [404, "noindex"])
def test_a_page_that_is_gone_is_withdrawn_and_returns_when_it_is_back(
    newsroom: Newsroom, fault: int | str
) -> None:
    newsroom.imported()
    before = newsroom.answers
    kept, newsroom.web.pages["/musee.html"] = newsroom.web.pages["/musee.html"], fault
    report = newsroom.refreshed()
    assert (report.withdrawn, report.is_different) == (1, True)
    assert set(newsroom.answers) == {"/piscine.html", "/marche.html"}
    version = newsroom.version
    newsroom.refreshed()
    assert newsroom.version == version
    newsroom.web.pages["/musee.html"] = kept
    newsroom.refreshed()
    assert newsroom.answers == before


def test_a_page_taken_off_the_list_is_asked_for_once_and_withdrawn_when_it_is_gone(
    newsroom: Newsroom,
) -> None:
    newsroom.imported()
    del newsroom.web.pages["/musee.html"]
    assert newsroom.refreshed().withdrawn == 1
    assert "/musee.html" in newsroom.web.asked
    newsroom.refreshed()
    assert "/musee.html" not in newsroom.web.asked
    assert "/musee.html" not in newsroom.answers


def test_a_page_that_its_feed_has_forgotten_stays_and_is_asked_for_once_a_week(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text(f"{SITE}/musee.html\n{SITE}/piscine.html\n")
    newsroom.imported(str(listed))
    listed.write_text(f"{SITE}/piscine.html\n")
    newsroom.refreshed()
    assert newsroom.web.asked == ["/piscine.html", "/musee.html"]
    newsroom.refreshed()
    assert newsroom.web.asked == ["/piscine.html"]
    newsroom.now += timedelta(days=8)
    newsroom.refreshed()
    assert newsroom.web.asked == ["/piscine.html", "/musee.html"]
    assert set(newsroom.answers) == {"/piscine.html", "/musee.html"}


def test_a_page_that_one_of_two_sources_forgets_is_not_asked_for_again_and_again(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    newsroom.web.changed = dict.fromkeys(newsroom.web.pages, "2026-11-01")
    feed = tmp_path / "feed.txt"
    feed.write_text(f"{SITE}/musee.html\n{SITE}/piscine.html\n")
    newsroom.imported(SITEMAP, str(feed))
    feed.write_text(f"{SITE}/piscine.html\n")
    for _ in range(2):
        newsroom.refreshed()
        assert newsroom.web.asked.count("/musee.html") <= 1
    newsroom.refreshed()
    assert "/musee.html" not in newsroom.web.asked


def test_a_file_that_is_gone_is_withdrawn(newsroom: Newsroom, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Le titre {name}\n\n{text_of(name)}")
    newsroom.imported(str(tmp_path))
    assert set(newsroom.answers) == {"/a.txt", "/b.txt"}
    (tmp_path / "a.txt").unlink()
    assert newsroom.refreshed().withdrawn == 1
    assert set(newsroom.answers) == {"/b.txt"}


@pytest.mark.parametrize("fault", [500, "robots"])
def test_a_failed_fetch_keeps_the_last_good_copy(newsroom: Newsroom, fault: int | str) -> None:
    newsroom.imported()
    before, version = newsroom.answers, newsroom.version
    kept, newsroom.web.pages["/musee.html"] = newsroom.web.pages["/musee.html"], fault
    assert newsroom.refreshed().refused == 1
    assert (newsroom.answers, newsroom.version) == (before, version)
    newsroom.web.pages["/musee.html"] = kept
    assert counts(newsroom.refreshed()) == (0, 0, 3, 0, 0)
    with newsroom.desk.database.read() as session:
        assert pages.with_problems(session, "journal", 10) == []


def test_a_page_that_lost_its_text_keeps_its_last_good_copy(newsroom: Newsroom) -> None:
    newsroom.imported()
    before = newsroom.answers
    newsroom.web.pages["/musee.html"] = b"<html><body></body></html>"
    assert newsroom.refreshed().refused == 1
    assert newsroom.answers == before


def test_a_sitemap_that_fails_withdraws_nothing(newsroom: Newsroom) -> None:
    newsroom.imported()
    before = newsroom.answers

    newsroom.web.sitemap = lambda: 404  # type: ignore[method-assign,assignment,return-value]
    assert newsroom.refreshed().refused == 1
    assert newsroom.answers == before
    with newsroom.desk.database.read() as session:
        assert [each.failure for each in sources.every(session, "journal")] == ["it answers 404"]


def test_what_an_editor_owns_outlives_its_page(newsroom: Newsroom) -> None:
    newsroom.imported()
    with newsroom.desk.database.write() as session:
        one = next(e for e in entries.published(session, "journal") if "musee" in e.url)
        entries.save(session, "journal", replace(one, answer="Fermé en mai."), "published", NOW)
    newsroom.web.pages["/musee.html"] = page("Tout sur musee", text_of("musee") + " Voilà.")
    newsroom.refreshed()
    newsroom.web.pages["/musee.html"] = 404
    newsroom.refreshed()
    assert newsroom.answers["/musee.html"] == "Fermé en mai."


def test_when_the_one_who_spoke_is_withdrawn_its_near_duplicate_speaks(newsroom: Newsroom) -> None:
    text = " ".join(text_of(each) for each in ("le port", "la digue", "le phare"))
    newsroom.web.pages |= {
        "/depeche.html": page("La dépêche", text),
        "/copie.html": page("La copie de la dépêche", f"{text} Et voilà."),
    }
    newsroom.imported()
    (speaker,) = {"/depeche.html", "/copie.html"} & set(newsroom.answers)
    newsroom.web.pages[speaker] = 404
    newsroom.refreshed()
    assert {"/depeche.html", "/copie.html"} - {speaker} <= set(newsroom.answers)
