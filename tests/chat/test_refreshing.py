"""A refresh asks for what may have changed, and only what reads otherwise becomes other entries."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

import faq
import store
from chat import refreshing
from chat.gathering import Means
from chat.report import Report
from faq.progress import Tally
from store import entries, pages, sites, sources

from .conftest import NOW, Desk
from .web import SITE, SITEMAP, Web, page, pages_of, text_of

JOURNAL = store.Site("journal", "Le Journal", base_url=SITE)


@dataclass
class Newsroom:
    """Le Journal, its web, and a clock that can be turned."""

    desk: Desk
    web: Web = field(default_factory=lambda: Web(pages_of(["musee", "piscine", "marche"])))
    now: datetime = NOW

    def means(self, **told: bool) -> Means:
        return Means(self.desk.database, self.web, lambda: self.now, Tally(), **told)

    def imported(self, *locations: str, **told: bool) -> Report:
        self.web.asked.clear()
        return refreshing.import_sources(self.means(**told), JOURNAL, locations or [SITEMAP])

    def refreshed(self, **told: bool) -> Report:
        self.web.asked.clear()
        return refreshing.refresh(self.means(**told), JOURNAL)

    @property
    def version(self) -> int:
        with self.desk.database.read() as session:
            return sites.knowledge_versions(session)["journal"]

    @property
    def answers(self) -> dict[str, str]:
        """Map the address of each published entry to its text."""
        with self.desk.database.read() as session:
            told = entries.published(session, "journal")
        return {each.url.removeprefix(SITE): each.answer for each in told}


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return Newsroom(desk)


def counts(report: Report) -> tuple[int, int, int, int, int]:
    return (report.new, report.changed, report.unchanged, report.withdrawn, report.refused)


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


def test_an_interrupted_import_goes_on_where_it_was(newsroom: Newsroom) -> None:
    newsroom.web.pages = pages_of([f"sujet{number}" for number in range(120)])
    fetch: Callable[..., object] = newsroom.web.__call__

    def cut(url: str, *known: object) -> object:
        if url.endswith("sujet110.html"):
            raise KeyboardInterrupt
        return fetch(url, *known)

    means = replace(newsroom.means(), fetch=cut)  # type: ignore[arg-type]
    with pytest.raises(KeyboardInterrupt):
        refreshing.import_sources(means, JOURNAL, [SITEMAP])
    assert newsroom.answers == {}
    report = newsroom.imported()
    assert newsroom.web.asked == ["/sitemap.xml", *(f"/sujet{n}.html" for n in range(110, 120))]
    assert (report.new, report.unchanged) == (10, 110)
    assert len(newsroom.answers) == 120


def test_a_dry_run_stores_nothing(newsroom: Newsroom) -> None:
    report = newsroom.imported(is_dry_run=True)
    assert (report.new, report.entries) == (3, 3)
    assert newsroom.answers == {}
    with newsroom.desk.database.read() as session:
        assert sources.every(session, "journal") == []
        assert pages.count(session, "journal") == 0


def test_a_source_that_gives_nothing_is_refused_and_not_remembered(newsroom: Newsroom) -> None:
    with pytest.raises(faq.FaqError, match="check the path"):
        newsroom.imported("nowhere")
    with newsroom.desk.database.read() as session:
        assert sources.every(session, "journal") == []


def test_a_file_that_is_gone_is_withdrawn(newsroom: Newsroom, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Le titre {name}\n\n{text_of(name)}")
    newsroom.imported(str(tmp_path))
    assert set(newsroom.answers) == {"/a.txt", "/b.txt"}
    (tmp_path / "a.txt").unlink()
    assert newsroom.refreshed().withdrawn == 1
    assert set(newsroom.answers) == {"/b.txt"}


def test_two_sources_add_up_and_one_can_be_forgotten(newsroom: Newsroom, tmp_path: Path) -> None:
    asked = tmp_path / "questions.csv"
    asked.write_text("question,answer\nOù est le port ?,Au bout du quai.\nQuand ?,Le lundi soir.\n")
    newsroom.imported()
    newsroom.imported(str(asked))
    assert len(newsroom.answers) == 4
    with newsroom.desk.database.read() as session:
        assert len(entries.published(session, "journal")) == 5
    assert refreshing.forget(newsroom.desk.database, JOURNAL, SITEMAP)
    with newsroom.desk.database.read() as session:
        questions = {each.question for each in entries.published(session, "journal")}
    assert questions == {"Où est le port ?", "Quand ?"}


def test_an_import_takes_the_place_of_what_was_built_before_pages_were_kept(
    newsroom: Newsroom,
) -> None:
    demo = store.Site("demo", "Le Fanal", base_url=SITE)
    refreshing.import_sources(newsroom.means(), demo, [SITEMAP])
    with newsroom.desk.database.read() as session:
        told = {each.url for each in entries.published(session, "demo")}
    assert told == {f"{SITE}/musee.html", f"{SITE}/piscine.html", f"{SITE}/marche.html"}


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


def test_the_pages_of_a_list_in_a_folder_are_looked_for_beside_it(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "sitemap.xml").write_bytes(newsroom.web.sitemap())
    for path in newsroom.web.pages:
        (tmp_path / path[1:]).write_bytes(page(f"Ici {path}", text_of(path)))
    report = newsroom.imported(str(tmp_path / "sitemap.xml"), files_offline=True)
    assert (report.new, newsroom.web.asked) == (3, [])


def test_two_rows_that_ask_the_same_are_two_entries(newsroom: Newsroom, tmp_path: Path) -> None:
    asked = tmp_path / "questions.csv"
    asked.write_text(
        "question,answer\nOù est le port ?,Au bout du quai.\nOù est le port ?,À l’est.\n"
    )
    assert counts(newsroom.imported(str(asked))) == (2, 0, 0, 0, 0)
    assert counts(newsroom.refreshed()) == (0, 0, 2, 0, 0)


def test_a_source_of_which_nothing_could_be_read_leaves_nothing_behind(newsroom: Newsroom) -> None:
    newsroom.web.pages = {"/musee.html": 500, "/piscine.html": 404}
    with pytest.raises(faq.FaqError, match="it answers 500"):
        newsroom.imported()
    with newsroom.desk.database.read() as session:
        assert pages.with_problems(session, "journal", 10) == []


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
