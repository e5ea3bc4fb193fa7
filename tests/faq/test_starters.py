"""Questions to begin with: from the pages, or a template that asserts nothing."""

from __future__ import annotations

import pytest

import faq

from .pages import entry
from .town import MUSEUM_PAGE, town

SUBSCRIPTION = "abonnement.html"


def test_the_article_s_own_questions_come_first(index: faq.Index) -> None:
    asked = [e.question for e in index.entries if e.url == SUBSCRIPTION and e.asks]
    assert faq.starters(index, page=SUBSCRIPTION) == asked[:3]


@pytest.mark.parametrize(
    "page", [f"/{SUBSCRIPTION}", f"https://lefanal.example/{SUBSCRIPTION}?utm=1#questions"]
)
def test_the_article_is_known_by_each_of_its_addresses(index: faq.Index, page: str) -> None:
    assert faq.starters(index, page=page) == faq.starters(index, page=SUBSCRIPTION)


def test_an_article_without_questions_offers_its_headings(index: faq.Index) -> None:
    page = "culture/festival-des-lanternes-programme-tarifs.html"
    offered = faq.starters(index, page=page)
    assert len(offered) == 3
    assert set(offered) <= {e.question for e in index.entries if e.url == page}


def test_an_article_without_headings_is_named_in_a_neutral_template() -> None:
    own = entry("Le port rouvre", "Le port a rouvert hier.", title="Le port rouvre", url="a.html")
    index = faq.Index([own], meaning="off")
    (french,) = faq.starters(index, page="a.html")
    (english,) = faq.starters(index, page="a.html", locale="en")
    assert french == "Que dit l’article «\u00a0Le port rouvre\u00a0»\u202f?"
    assert english == "What does the article “Le port rouvre” say?"


@pytest.mark.parametrize("page", [None, "", "https://lefanal.example/absent.html"])
def test_elsewhere_they_are_questions_of_different_pages(
    index: faq.Index, page: str | None
) -> None:
    offered = faq.starters(index, page=page)
    asking = [e for e in index.entries if e.question in offered]
    assert len(offered) == 3
    assert all(question.endswith("?") for question in offered)
    assert {e.question for e in asking} == set(offered)
    assert len({e.url for e in asking}) == 3


def test_every_starter_is_from_the_pages_or_names_one(index: faq.Index) -> None:
    titles = {e.title for e in index.entries}
    written = {e.question for e in index.entries}
    written |= {f"Que dit l’article «\u00a0{title}\u00a0»\u202f?" for title in titles}
    for page in {e.url for e in index.entries}:
        assert set(faq.starters(index, page=page, limit=20)) <= written


@pytest.mark.parametrize("limit", [1, 2, 4])
def test_no_more_than_the_limit_are_offered_and_each_once(index: faq.Index, limit: int) -> None:
    for page in (None, SUBSCRIPTION):
        offered = faq.starters(index, page=page, limit=limit)
        assert len(offered) == len(set(offered)) == limit


def test_a_starter_that_is_sent_is_answered() -> None:
    index = town()
    for chosen in faq.starters(index, page=MUSEUM_PAGE):
        given = faq.answer(index, chosen, page=MUSEUM_PAGE)
        assert [source.url for source in given.sources][:1] == [MUSEUM_PAGE], chosen


def test_a_site_that_asks_nothing_offers_nothing() -> None:
    own = entry("Le port rouvre", "Le port a rouvert hier.", title="Le port rouvre", url="a.html")
    assert faq.starters(faq.Index([own], meaning="off")) == []
    assert faq.starters(faq.Index([], meaning="off"), page="a.html") == []
