"""What editors have just written answers beside the big index, and what they withdrew does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

import faq
from faq.overlay import overlaid

PRICE = faq.Entry(
    id="price",
    question="Combien coûte l’abonnement numérique ?",
    answer="L’abonnement numérique coûte 8,90\u00a0€ par mois.",
    title="Abonnement",
    url="/abonnement.html",
)
STUDENTS = replace(
    PRICE,
    id="students",
    question="Quel est le tarif de l’abonnement pour les étudiants ?",
    answer="Les étudiants paient l’abonnement 4,50\u00a0€ par mois.",
)
POOL = replace(
    PRICE,
    id="pool",
    question="Quels sont les horaires de la piscine ?",
    answer="La piscine est ouverte de 9 h à 19 h.",
    variants=("la piscine ouvre quand",),
    title="Piscine",
    url="/piscine.html",
)


@pytest.fixture(scope="module")
def index() -> faq.Index:
    return faq.Index([PRICE, STUDENTS], meaning="off")


@pytest.mark.parametrize("asked", [POOL.question, "la piscine ouvre quand ?", "orraire pissine"])
def test_a_new_entry_answers(index: faq.Index, asked: str) -> None:
    told = overlaid(index, [POOL]).answer(asked)
    assert (told.kind, told.text) == ("answered", POOL.answer)
    assert faq.answer(index, asked).text != POOL.answer


def test_what_was_there_before_goes_on_to_answer(index: faq.Index) -> None:
    laid = overlaid(index, [POOL])
    for asked in ("Combien coûte l'abonnement numérique ?", "tarif étudiants", "bonjour"):
        assert laid.answer(asked) == faq.answer(index, asked)


def test_a_changed_entry_answers_in_its_new_words_alone(index: faq.Index) -> None:
    dearer = replace(PRICE, answer="L’abonnement numérique coûte 9,90\u00a0€ par mois.")
    laid = overlaid(index, [dearer])
    for asked in (PRICE.question, "prix de l'abonnement numérique"):
        assert laid.answer(asked).text == dearer.answer
    assert [each.answer for each in laid.asked_as(PRICE.question)] == [dearer.answer]


def test_a_retired_entry_answers_nobody(index: faq.Index) -> None:
    laid = overlaid(index, [], gone=["price"])
    told = laid.answer(PRICE.question)
    assert PRICE.answer not in told.text
    assert PRICE.question not in told.suggestions
    assert "price" not in [match.entry.id for match in laid.search(PRICE.question)]
    assert PRICE.question not in faq.suggest(laid.big, "combien coute")
    assert PRICE.question not in faq.starters(laid.big, page="/abonnement.html")


def test_the_index_below_is_left_as_it_was(index: faq.Index) -> None:
    overlaid(index, [], gone=["price"])
    assert faq.answer(index, PRICE.question).text == PRICE.answer


def test_what_is_not_sure_is_only_suggested(index: faq.Index) -> None:
    asked = "la piscine pour une famille ?"
    told = overlaid(index, [POOL]).answer(asked)
    assert faq.answer(index, asked).kind == "unknown"
    assert (told.kind, told.suggestions) == ("suggested", (POOL.question,))


def test_the_best_of_both_come_first(index: faq.Index) -> None:
    found = overlaid(index, [POOL]).search("horaires de la piscine et tarif étudiants", limit=3)
    confidences = [match.confidence for match in found]
    assert confidences == sorted(confidences, reverse=True)
    assert {"pool", "students"} <= {match.entry.id for match in found}


def test_an_empty_site_is_taught_its_first_entry() -> None:
    told = overlaid(faq.Index([], meaning="off"), [POOL]).answer(POOL.question)
    assert (told.kind, told.text) == ("answered", POOL.answer)
