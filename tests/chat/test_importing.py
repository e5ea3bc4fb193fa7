"""An import reads any source, adds to what is there, and leaves nothing behind when it fails."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import faq
import store
from chat import refreshing
from store import entries, pages, sources

from .conftest import Desk
from .newsroom import JOURNAL, Newsroom, counts
from .web import SITE, SITEMAP, page, pages_of, text_of


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return Newsroom(desk)


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


def test_a_source_of_which_nothing_could_be_read_leaves_nothing_behind(newsroom: Newsroom) -> None:
    newsroom.web.pages = {"/musee.html": 500, "/piscine.html": 404}
    with pytest.raises(faq.FaqError, match="it answers 500"):
        newsroom.imported()
    with newsroom.desk.database.read() as session:
        assert pages.with_problems(session, "journal", 10) == []


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


def test_two_rows_that_ask_the_same_are_two_entries(newsroom: Newsroom, tmp_path: Path) -> None:
    asked = tmp_path / "questions.csv"
    asked.write_text(
        "question,answer\nOù est le port ?,Au bout du quai.\nOù est le port ?,À l’est.\n"
    )
    assert counts(newsroom.imported(str(asked))) == (2, 0, 0, 0, 0)
    assert counts(newsroom.refreshed()) == (0, 0, 2, 0, 0)


def test_the_pages_of_a_list_in_a_folder_are_looked_for_beside_it(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    (tmp_path / "sitemap.xml").write_bytes(newsroom.web.sitemap())
    for path in newsroom.web.pages:
        (tmp_path / path[1:]).write_bytes(page(f"Ici {path}", text_of(path)))
    report = newsroom.imported(str(tmp_path / "sitemap.xml"), files_offline=True)
    assert (report.new, newsroom.web.asked) == (3, [])


def test_an_import_takes_the_place_of_what_was_built_before_pages_were_kept(
    newsroom: Newsroom,
) -> None:
    demo = store.Site("demo", "Le Fanal", base_url=SITE)
    refreshing.import_sources(newsroom.means(), demo, [SITEMAP])
    with newsroom.desk.database.read() as session:
        told = {each.url for each in entries.published(session, "demo")}
    assert told == {f"{SITE}/musee.html", f"{SITE}/piscine.html", f"{SITE}/marche.html"}


def test_a_source_whose_name_is_no_text_is_refused_and_the_others_are_read(
    newsroom: Newsroom, tmp_path: Path
) -> None:
    report = newsroom.imported(f"{tmp_path}/caf\udce9", SITEMAP)
    assert counts(report) == (3, 0, 0, 0, 1)
    assert "rename it" in report.refusals[0][1]
    str(report).encode()
