"""The doctor names what is wrong with articles and entries, and is silent when nothing is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

import faq
from faq.compose import entries_of
from faq.doctor import EXAMPLES_MAX, complaint, of_articles, of_entries
from faq.model import Article, Block, Faq
from tests.chat.web import text_of

TODAY = date(2026, 11, 24)


def article(name: str, day: int = 0, **told: str) -> Article:
    published = (TODAY - timedelta(days=day or len(name) * 3)).isoformat()
    made = Article(f"/{name}", f"Tout sur {name}", (Block("paragraph", text_of(name)),), published)
    return replace(made, **told)  # type: ignore[arg-type]


def asked(*pairs: tuple[str, str]) -> list[faq.Entry]:
    """Make entries of questions and answers, each of a page of its own."""
    pages = (Article(f"/{n}", q, (), faqs=(Faq(q, a),)) for n, (q, a) in enumerate(pairs))
    return [entry for page in pages for entry in entries_of(page)]


def kinds(articles: Iterable[Article]) -> dict[str, int]:
    return {each.what: each.count for each in of_articles(articles, TODAY)}


def faults(entries: list[faq.Entry]) -> dict[str, tuple[str, ...]]:
    index = faq.Index(entries, meaning="off")
    return {each.what: each.examples for each in of_entries(entries, index)}


def test_a_sound_site_has_no_complaint() -> None:
    names = ["a", "bb", "ccc", "dddd", "eeeee", "ffffff"]
    assert kinds(map(article, names)) == {}
    sound = asked(("Où est le port ?", "Au bout du quai."), ("Qui est maire ?", "Anne Le Goff."))
    assert faults(sound) == {}


def test_dates_that_are_missing_or_cannot_be_are_named() -> None:
    found = kinds([article("a", published=""), article("bb", published="2027-03-01")])
    assert found == {"Articles without a date": 1, "Articles dated in the future": 1}


def test_questions_alone_need_no_date() -> None:
    assert kinds([Article("/a", "Où ?", (), faqs=(Faq("Où ?", "Ici."),))]) == {}


def test_one_date_for_all_is_named() -> None:
    same = [article(f"sujet{number}", 9) for number in range(5)]
    assert kinds([*same, article("autre")]) == {"Articles that all have one date, 2026-11-15": 5}
    others = [article("x" * number) for number in range(4, 10)]
    assert kinds([*same, *others]) == {}


def test_near_duplicates_are_named_with_the_one_that_speaks() -> None:
    text = " ".join(map(text_of, ("port", "digue", "phare")))
    one, other = article("un", 2), article("copie", 9)
    copies = [replace(each, blocks=(Block("paragraph", text),)) for each in (one, other)]
    (found,) = of_articles(copies, TODAY)
    assert found.examples == ("/copie says what /un says",)


def test_a_question_without_an_answer_is_named() -> None:
    (entry,) = asked(("Où est le port ?", "Ici."))
    found = faults([entry, replace(entry, id="x", question="Qui est maire ?", answer=" ")])
    assert found == {"Questions without an answer": ("Qui est maire ? (/0)",)}


def test_a_question_with_two_answers_is_named() -> None:
    found = faults(asked(("Où est le port ?", "Au sud."), ("Ou est le port ?", "Au nord.")))
    assert found == {"Questions with more than one answer": ("Où est le port ? (/0, /1)",)}


def test_an_entry_that_its_own_question_does_not_reach_is_named() -> None:
    many = asked(*(("Quel est le prix ?", f"{number} euros.") for number in range(4)))
    hidden = faults(many)["Entries that are not among the first 3 for their own question"]
    assert hidden == ("Quel est le prix ?",)


def test_passages_of_an_article_whose_title_asks_are_no_questions() -> None:
    blocks = tuple(Block("paragraph", text_of(f"{n}") * 2) for n in range(6))
    passages = list(entries_of(Article("/a", "Faut-il raser le moulin ?", blocks)))
    assert len(passages) > 3
    assert faults(passages) == {}


@given(st.lists(st.text(), max_size=12))
def test_a_complaint_counts_all_and_shows_a_few_on_one_line_each(found: list[str]) -> None:
    told = list(complaint("Wrong", "Mend it.", found))
    assert len(told) == bool(found)
    for each in told:
        lines = str(each).split("\n")
        assert lines[0] == f"Wrong: {len(found)}"
        assert len(lines) <= EXAMPLES_MAX + 3
        assert lines[-1] == "  → Mend it."
