"""Two questions that ask the same are near, in spite of how they are typed; others are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from benchmarks import wordings
from faq.alike import SAME_MIN, keys, nearness, wording_of

INDEX = faq.Index(
    [
        faq.Entry("rgpd", "RGPD", "Le règlement général sur la protection des données (RGPD)."),
        faq.Entry("pool", "Piscine", "La piscine municipale rouvre lundi à 9 h."),
    ],
    meaning="off",
)


def near(one: str, other: str, language: str = "fr") -> float:
    return nearness(wording_of(one, INDEX, language), wording_of(other, INDEX, language))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Où est la piscine ?", "ou est la pissine"),
        ("piscine municipale", "Piscines municipales ?"),
        ("Comment passer une annonce immobilière ?", "passer une annonce immo"),
        ("Que dit le RGPD ?", "que dit le règlement général sur la protection des données"),
        ("Bonjour, où est la déchetterie s'il vous plaît ?", "ou est la decheterie"),
        ("...", "…"),
        ("???", "???"),
    ],
)
def test_the_same_is_near(one: str, other: str) -> None:
    assert near(one, other) >= SAME_MIN
    assert near(other, one) == pytest.approx(near(one, other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Où est la piscine ?", "Où est la déchetterie ?"),
        ("Combien coûte la piscine ?", "horaires de la piscine"),
        ("la piscine", "bonjour"),
        ("menu de la cantine", "inscrire mon enfant à la cantine"),
    ],
)
def test_something_else_is_not(one: str, other: str) -> None:
    assert near(one, other) < SAME_MIN


def test_languages_stay_apart() -> None:
    french, english = "horaires de la piscine", "when is the piscine open"
    assert near(french, english) == 0.0


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    here, there = (wording_of(text, INDEX) for text in (one, other))
    assert 0.0 <= nearness(here, there) <= 1.0 + 1e-9
    assert keys(here, INDEX)


@given(st.text(max_size=80))
def test_a_question_asks_the_same_as_itself(text: str) -> None:
    wording = wording_of(text, INDEX)
    assert nearness(wording, wording) >= SAME_MIN


def test_wordings_of_one_question_come_together() -> None:
    figures = wordings.measured()
    assert figures["precision"] >= 0.9, figures
    assert figures["recall"] >= 0.8, figures
