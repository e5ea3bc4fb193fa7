"""An answer that is kept is the one that the index would give anew, or it is not kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import faq
from chat import bot as bots
from chat import knowledge
from chat.bot import Bot
from chat.kept_answers import Asked, KeptAnswers, Previous
from chat.knowledge import Knowledge
from faq.meaning import DIMENSIONS, Floats, Meaning, Vectors
from store import sites

from .conftest import APOLOGY, NOW, PRICE, STUDENTS, Desk

ENTRIES = [replace(PRICE, url="/abonnement.html"), replace(STUDENTS, url="/etudiants.html")]
INDEX = faq.Index(ENTRIES, meaning="off")
WHOLE = "Combien coûte l’abonnement numérique du journal pour un étudiant ?"
TEXTS = [
    WHOLE,
    PRICE.question,
    STUDENTS.question,
    "et pour les étudiants ?",
    "combien ?",
    "bonjour",
    "?!",
    "How much is the digital subscription for a student in town?",
    "Qui a gagné la course cycliste de dimanche dernier à Lyon ?",
]
PAGES = [
    None,
    "/abonnement.html",
    "https://example.org/etudiants.html",
    "/ailleurs.html",
    "http://[",
]
BEFORE: list[Previous | None] = [
    None,
    (PRICE.question, PRICE.answer),
    (STUDENTS.question, STUDENTS.answer),
    ("bonjour", "Bonjour !"),
]
asked_things = st.builds(
    Asked,
    st.sampled_from(TEXTS),
    st.sampled_from(PAGES),
    st.sampled_from(BEFORE),
    st.sampled_from(["fr", "en"]),
)


def found_anew(index: faq.Index, asked: Asked) -> faq.Answer:
    return faq.answer(
        index, asked.text, page=asked.page, previous=asked.previous, locale=asked.locale
    )


def ask(kept: KeptAnswers, index: faq.Index, asked: Asked) -> faq.Answer:
    return kept.answer(asked, lambda: found_anew(index, asked))


def never() -> faq.Answer:
    raise AssertionError("the answer is kept")


@settings(max_examples=150, deadline=None)
@given(st.lists(asked_things, min_size=2, max_size=30), st.integers(0, 8))
def test_with_and_without_what_is_kept_answers_are_the_same(
    things: list[Asked], count_max: int
) -> None:
    kept = KeptAnswers(INDEX, count_max)
    for asked in things:
        assert repr(ask(kept, INDEX, asked)) == repr(found_anew(INDEX, asked))
        assert len(kept) <= count_max


def test_a_question_that_comes_again_is_not_sought_again() -> None:
    kept = KeptAnswers(INDEX)
    first = ask(kept, INDEX, Asked(WHOLE, None, None, "fr"))
    for previous in BEFORE:
        assert kept.answer(Asked(WHOLE, "/ailleurs.html", previous, "fr"), never) is first


@pytest.mark.parametrize(
    "other",
    [
        Asked(WHOLE + " Merci.", None, None, "fr"),
        Asked(WHOLE, "/abonnement.html", None, "fr"),
        Asked(WHOLE, None, None, "en"),
    ],
)
def test_another_question_page_or_language_is_sought(other: Asked) -> None:
    kept = KeptAnswers(INDEX)
    ask(kept, INDEX, Asked(WHOLE, None, None, "fr"))
    assert kept.known(other) is None


def test_a_follow_up_is_kept_with_what_it_follows() -> None:
    kept = KeptAnswers(INDEX)
    asked = Asked("et pour les étudiants ?", None, BEFORE[1], "fr")
    first = ask(kept, INDEX, asked)
    assert kept.known(asked) is first
    assert kept.known(replace(asked, previous=None)) is None
    assert kept.known(replace(asked, previous=BEFORE[3])) is None


def test_the_one_that_was_not_asked_for_the_longest_is_forgotten() -> None:
    kept = KeptAnswers(INDEX, 2)
    one, two, three = (Asked(f"{WHOLE} {number}", None, None, "fr") for number in range(3))
    for asked in (one, two, one, three):
        ask(kept, INDEX, asked)
    assert [kept.known(asked) is not None for asked in (one, two, three)] == [True, False, True]


def test_nothing_is_kept_of_a_fault() -> None:
    kept = KeptAnswers(INDEX)
    with pytest.raises(AssertionError):
        kept.answer(Asked(WHOLE, None, None, "fr"), never)
    assert len(kept) == 0


def with_meaning(ask: Callable[[str], Floats | None], are_all_there: bool = True) -> faq.Index:
    vectors = Vectors.empty(len(ENTRIES))
    vectors.there[:] = True
    vectors.there[-1] = are_all_there
    return INDEX.with_meaning(Meaning(ask, vectors))


def vector(_: str) -> Floats:
    return np.full(DIMENSIONS, DIMENSIONS**-0.5, dtype=np.float32)


UNSURE = Asked("Le quotidien en ligne revient à quelle somme chaque trimestre ?", None, None, "fr")


def test_an_answer_by_words_because_meaning_was_late_is_not_kept() -> None:
    opinions: list[Floats | None] = [None, vector("")]
    index = with_meaning(lambda _: opinions.pop(0))
    kept = KeptAnswers(index)
    ask(kept, index, UNSURE)
    assert kept.known(UNSURE) is None
    second = ask(kept, index, UNSURE)
    assert opinions == []
    assert kept.answer(UNSURE, never) is second


def test_while_vectors_are_being_made_nothing_is_kept() -> None:
    index = with_meaning(vector, are_all_there=False)
    kept = KeptAnswers(index)
    ask(kept, index, UNSURE)
    assert len(kept) == 0
    assert index.meaning is not None
    index.meaning.vectors.there[:] = True
    ask(kept, index, UNSURE)
    assert len(kept) == 1


def test_what_is_kept_goes_with_its_index(desk: Desk) -> None:
    indexes = Knowledge(desk.database)
    bot = Bot(indexes, faq.Bands(), lambda _: APOLOGY)
    question = "Combien coûte l’abonnement numérique du journal chaque mois ?"
    first = bots.answer(bot, "demo", question, None, None, "fr")
    assert bots.answer(bot, "demo", question, None, None, "fr") is first
    changed = replace(PRICE, answer="L’abonnement numérique coûte 9,90\u00a0€ par mois.")
    with desk.database.write() as session:
        site = sites.get(session, "demo")
        assert site is not None
        knowledge.import_entries(session, site, [changed, STUDENTS], NOW)
    assert "demo" in indexes.refresh()
    second = bots.answer(bot, "demo", question, None, None, "fr")
    assert (first.text, second.text) == (PRICE.answer, changed.answer)


def test_no_answer_is_kept_where_none_shall_be(desk: Desk) -> None:
    indexes = Knowledge(desk.database, answers_kept_max=0)
    bot = Bot(indexes, faq.Bands(), lambda _: APOLOGY)
    bots.answer(bot, "demo", WHOLE, None, None, "fr")
    kept = indexes.kept_answers("demo")
    assert kept is not None
    assert len(kept) == 0
