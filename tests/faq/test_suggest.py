"""What is typed so far becomes questions that the site can answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq

from .town import town

RESIGN = "Comment résilier mon abonnement\u202f?"


@pytest.mark.parametrize(
    "typed", ["comment resil", "résil", "RESIL", "resilier mon abo", "resilier abonement", "abon"]
)
def test_a_beginning_is_enough_without_accents_or_care(index: faq.Index, typed: str) -> None:
    assert RESIGN in faq.suggest(index, typed)


@pytest.mark.parametrize("typed", ["", " ", "a", "?", "zzzzz", "\U0001f44d"])
def test_nothing_is_suggested_for_nothing(index: faq.Index, typed: str) -> None:
    assert faq.suggest(index, typed) == []


def test_no_more_are_given_than_asked_for(index: faq.Index) -> None:
    assert len(faq.suggest(index, "les", limit=3)) <= 3
    assert len(faq.suggest(index, "abonnement", limit=2)) == 2


def test_what_is_suggested_can_be_chosen(index: faq.Index) -> None:
    for suggestion in faq.suggest(index, "abonn"):
        assert faq.answer(index, suggestion).kind == "answered"


@given(st.text(max_size=300))
def test_any_text_is_borne(typed: str) -> None:
    suggested = faq.suggest(town(), typed)
    assert set(suggested) <= {entry.question for entry in town().entries}
