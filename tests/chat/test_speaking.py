"""Of a page that comes alone and those that say the same, one speaks, as if all had been read."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

import store
from chat import pushing, refreshing
from chat.pushing import Push
from store import pages

from .conftest import Desk
from .newsroom import JOURNAL, Newsroom
from .web import SITE, page, text_of

AGENCY = " ".join(text_of(each) for each in ("le port", "la digue", "le phare"))
OTHER = " ".join(text_of(each) for each in ("la gare", "le théâtre", "la halle", "le pont"))
SIGNATURES = count(1)


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return Newsroom(desk)


def pushed(newsroom: Newsroom, name: str, text: str, published: str = "") -> int:
    """Push an article; give how many entries it has."""
    push = Push(f"{SITE}/{name}", f"Titre de {name}", text=text, published=published)
    article = pushing.article_of(push, push.url, newsroom.now.date())
    database, signature = newsroom.desk.database, f"{next(SIGNATURES):064d}"
    return pushing.take(database, JOURNAL, signature, push.url, article, newsroom.now).entries


def spoken(newsroom: Newsroom) -> set[str]:
    return set(newsroom.answers)


def test_the_newest_of_two_that_were_pushed_speaks(newsroom: Newsroom) -> None:
    assert pushed(newsroom, "depeche", AGENCY, "2026-11-20") > 0
    version = newsroom.version
    assert pushed(newsroom, "copie", f"{AGENCY} Et voilà.", "2026-11-22") > 0
    assert spoken(newsroom) == {"/copie"}
    assert newsroom.version == version + 1


def test_one_that_is_older_than_what_says_the_same_is_silent(newsroom: Newsroom) -> None:
    pushed(newsroom, "depeche", AGENCY, "2026-11-20")
    version = newsroom.version
    assert pushed(newsroom, "archive", AGENCY, "2026-11-02") == 0
    assert spoken(newsroom) == {"/depeche"}
    assert newsroom.version == version


def test_a_brief_one_does_not_silence_the_report_that_holds_it(newsroom: Newsroom) -> None:
    pushed(newsroom, "reportage", f"{AGENCY}\n{OTHER}", "2026-11-20")
    assert pushed(newsroom, "breve", AGENCY, "2026-11-22") == 0
    assert spoken(newsroom) == {"/reportage"}


def test_what_was_imported_is_compared_with_too(newsroom: Newsroom) -> None:
    newsroom.web.pages["/depeche.html"] = page("La dépêche", AGENCY)
    newsroom.imported()
    pushed(newsroom, "copie", AGENCY, "2026-11-22")
    assert spoken(newsroom) == {"/copie", "/musee.html", "/piscine.html", "/marche.html"}


def test_who_says_something_else_now_lets_the_others_speak_again(newsroom: Newsroom) -> None:
    pushed(newsroom, "depeche", AGENCY, "2026-11-20")
    pushed(newsroom, "copie", AGENCY, "2026-11-22")
    assert spoken(newsroom) == {"/copie"}
    pushed(newsroom, "copie", OTHER, "2026-11-22")
    assert spoken(newsroom) == {"/copie", "/depeche"}
    with newsroom.desk.database.read() as session:
        known = pages.composition(session, "journal")
    assert known is not None
    assert known.silent == {}


def test_who_was_spoken_for_is_spoken_for_by_the_newest(newsroom: Newsroom) -> None:
    for name, day in (("a", "2026-11-20"), ("b", "2026-11-21"), ("c", "2026-11-22")):
        pushed(newsroom, name, AGENCY, day)
    assert spoken(newsroom) == {"/c"}
    with newsroom.desk.database.read() as session:
        known = pages.composition(session, "journal")
    assert known is not None
    assert known.silent == {f"{SITE}/a": f"{SITE}/c", f"{SITE}/b": f"{SITE}/c"}


def test_when_the_one_who_speaks_is_taken_away_another_speaks_soon(newsroom: Newsroom) -> None:
    pushed(newsroom, "depeche", AGENCY, "2026-11-20")
    pushed(newsroom, "copie", AGENCY, "2026-11-22")
    database, gone = newsroom.desk.database, f"{SITE}/copie"
    pushing.take(database, JOURNAL, f"{next(SIGNATURES):064d}", gone, None, newsroom.now)
    assert spoken(newsroom) == set()
    newsroom.refreshed()
    assert spoken(newsroom) == {"/depeche"}


def test_one_that_is_withdrawn_silences_nobody(newsroom: Newsroom) -> None:
    pushed(newsroom, "depeche", AGENCY, "2026-11-22")
    database, gone = newsroom.desk.database, f"{SITE}/depeche"
    pushing.take(database, JOURNAL, f"{next(SIGNATURES):064d}", gone, None, newsroom.now)
    assert pushed(newsroom, "archive", AGENCY, "2026-11-02") > 0
    assert spoken(newsroom) == {"/archive"}


def test_a_refresh_of_a_few_pages_compares_them_too(newsroom: Newsroom) -> None:
    newsroom.web.pages["/depeche.html"] = page("La dépêche", AGENCY)
    newsroom.imported()
    newer = '<meta property="article:published_time" content="2026-11-22">'
    newsroom.web.pages["/copie.html"] = page("La copie", AGENCY, newer)
    newsroom.refreshed()
    assert "/copie.html" in spoken(newsroom)
    assert "/depeche.html" not in spoken(newsroom)


def test_charlie_may_print_the_same(newsroom: Newsroom) -> None:
    pushed(newsroom, "depeche", AGENCY, "2026-11-22")
    demo = replace(JOURNAL, key="demo")
    push = Push(f"{SITE}/chez-charlie", "Le même", text=AGENCY, published="2026-11-02")
    article = pushing.article_of(push, push.url, newsroom.now.date())
    database, signature = newsroom.desk.database, f"{next(SIGNATURES):064d}"
    done = pushing.take(database, demo, signature, push.url, article, newsroom.now)
    assert done.entries > 0
    assert spoken(newsroom) == {"/depeche"}


def test_all_that_is_known_of_a_site_gives_the_same_answers(newsroom: Newsroom) -> None:
    for name, day in (("a", "2026-11-20"), ("b", "2026-11-21"), ("c", "2026-11-22")):
        pushed(newsroom, name, AGENCY, day)
    before = newsroom.answers
    with newsroom.desk.database.write() as session:
        pages.forget_composition(session, "journal")
    refreshing.refresh(newsroom.means(), store.Site("journal", "Le Journal", base_url=SITE))
    assert newsroom.answers == before
