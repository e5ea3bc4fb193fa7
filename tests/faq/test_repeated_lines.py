"""Lines that stand on many pages of one site are no lines of its articles."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.errors import PageWithoutTextError
from faq.model import Article, Block, Faq
from faq.repeated_lines import (
    BUCKET_PAGES,
    LineCounts,
    without,
    without_repeated_lines,
)

JOIN = "Rejoignez les vingt mille lecteurs qui soutiennent Le Fanal."
SITE = "https://fanal.example"


def page(number: int, *lines: str, site: str = SITE) -> Article:
    """Write an article with two lines of its own and those given."""
    own = (f"Le quai {number} rouvre.", f"Il avait fermé il y a {number} jours.")
    return Article(
        f"{site}/{number}",
        f"Le quai {number}",
        tuple(Block("paragraph", line) for line in (*own, *lines)),
    )


def read(*articles: Article) -> list[Article]:
    found = list(without_repeated_lines(articles))
    return [each for each in found if isinstance(each, Article)]


@pytest.mark.parametrize(
    ("pages", "with_line", "goes"),
    [(5, 5, True), (4, 4, False), (60, 5, True), (60, 4, False), (200, 11, True), (200, 10, False)],
)
def test_a_line_goes_on_more_than_a_twentieth_of_the_pages_and_five_at_least(
    pages: int, with_line: int, goes: bool
) -> None:
    articles = [page(n, *([JOIN] if n < with_line else [])) for n in range(pages)]
    kept = [page(n) for n in range(pages)]
    assert read(*articles) == (kept if goes else articles)


def test_accents_case_and_typography_make_no_difference() -> None:
    said = ["À lire dans Le Fanal", "A LIRE DANS LE FANAL", "à lire dans Le\u00a0Fanal"]
    articles = [page(n, said[n % 3]) for n in range(6)]
    assert read(*articles) == [page(n) for n in range(6)]


def test_headings_and_paragraphs_are_alike() -> None:
    heading = Block("heading", "La rédaction vous conseille")
    articles = [replace(page(n), blocks=(*page(n).blocks, heading)) for n in range(6)]
    assert read(*articles) == [page(n) for n in range(6)]


def test_each_site_has_lines_of_its_own() -> None:
    here = [page(n, JOIN) for n in range(6)]
    there = [page(n, JOIN, site="https://phare.example") for n in range(4)]
    assert read(*here, *there) == [page(n) for n in range(6)] + there


def test_copies_of_one_article_do_not_wipe_it_out() -> None:
    copies = [replace(page(1), url=f"{SITE}/{n}/amp") for n in range(10)]
    others = [page(n) for n in range(2, 8)]
    assert read(*copies, *others) == [*copies, *others]


def test_a_line_that_stands_twice_on_a_page_is_counted_once() -> None:
    articles = [page(n, JOIN, JOIN) for n in range(4)]
    assert read(*articles) == articles


def test_a_page_of_repeated_lines_alone_is_refused_by_name() -> None:
    errors = [
        Article(f"{SITE}/{n}", f"Introuvable {n}", (Block("paragraph", "Page introuvable."),))
        for n in range(6)
    ]
    found = list(without_repeated_lines([*errors, page(1)]))
    assert found[-1] == page(1)
    for number, refusal in enumerate(found[:-1]):
        with pytest.raises(PageWithoutTextError, match=rf"^{SITE}/{number}: .*many pages"):
            raise refusal if isinstance(refusal, PageWithoutTextError) else AssertionError(refusal)


def test_an_answer_loses_repeated_lines_unless_it_consists_of_them() -> None:
    asked = (Faq("Où ?", f"Au quai.\n{JOIN}"), Faq("Qui ?", JOIN))
    articles = [replace(page(n, JOIN), faqs=asked) for n in range(6)]
    answers = [[faq.answer for faq in each.faqs] for each in read(*articles)]
    assert answers == [["Au quai.", JOIN]] * 6


def test_what_was_counted_serves_articles_that_come_later() -> None:
    counts = LineCounts()
    for number in range(6):
        counts.add(page(number, JOIN))
    assert without(page(9, JOIN), counts.repeated()) == page(9)


def test_rare_lines_of_a_large_site_are_forgotten_and_frequent_ones_are_not() -> None:
    counts = LineCounts()
    late = "Nouveau : Le Fanal en audio."
    for number in range(5 * BUCKET_PAGES):
        lines = [JOIN] if number % 15 == 0 else []
        counts.add(page(number, *lines, *([late] if number > 4 * BUCKET_PAGES else [])))
    (site,) = counts._sites.values()
    assert len(site.counts) < 2 * BUCKET_PAGES + 100
    cleaned = without(page(1, JOIN, late), counts.repeated())
    assert cleaned == page(1)


@given(st.lists(st.lists(st.text(), max_size=3), max_size=12))
def test_nothing_but_whole_lines_ever_goes(lines: list[list[str]]) -> None:
    articles = [page(n, *written) for n, written in enumerate(lines)]
    for before, after in zip(articles, without_repeated_lines(articles), strict=True):
        assert isinstance(after, Article)
        assert [b for b in before.blocks if b in after.blocks] == list(after.blocks)
        assert after.blocks[:2] == before.blocks[:2]
