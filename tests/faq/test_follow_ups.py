"""A short question leans on the one before it; a whole one does not."""

from __future__ import annotations

import pytest

import faq

from .town import (
    MUSEUM_CHILDREN,
    MUSEUM_HOURS,
    MUSEUM_PRICE,
    POOL_CHILDREN,
    POOL_HOURS,
    POOL_PRICE,
    town,
)


def first_told(given: faq.Answer) -> str:
    """Give what was quoted, else the first suggestion."""
    return given.text if given.kind == "answered" else next(iter(given.suggestions), "")


def said(given: faq.Answer) -> tuple[str, str, list[str]]:
    """Give what the reader sees of an answer."""
    return given.kind, given.text, [source.url for source in given.sources]


def before(entry: faq.Entry) -> tuple[str, str]:
    """Make the turn before: the entry's question, answered."""
    return entry.question, entry.answer


@pytest.mark.parametrize(
    ("previous", "meant"), [(MUSEUM_PRICE, MUSEUM_CHILDREN), (POOL_PRICE, POOL_CHILDREN)]
)
@pytest.mark.parametrize("text", ["et pour les enfants ?", "Et les enfants ?", "les enfants"])
def test_a_short_question_is_about_what_was_asked_before(
    text: str, previous: faq.Entry, meant: faq.Entry
) -> None:
    found = faq.answer(town(), text, previous=before(previous))
    assert first_told(found) in (meant.answer, meant.question)


@pytest.mark.parametrize(
    ("previous", "meant"), [(MUSEUM_PRICE, MUSEUM_HOURS), (POOL_PRICE, POOL_HOURS)]
)
def test_the_subject_need_not_be_said_again(previous: faq.Entry, meant: faq.Entry) -> None:
    found = faq.answer(town(), "et les horaires ?", previous=before(previous))
    assert first_told(found) in (meant.answer, meant.question)


def test_a_whole_question_stands_alone() -> None:
    asked = "Quels sont les horaires de la piscine ?"
    found = faq.answer(town(), asked, previous=before(MUSEUM_PRICE))
    assert said(found) == said(faq.answer(town(), asked))
    assert found.text == POOL_HOURS.answer


def test_a_change_of_subject_is_followed(index: faq.Index) -> None:
    previous = ("Combien coûte le pass trois soirs ?", "Pass trois soirs : Plein tarif 46 €")
    found = faq.answer(index, "Comment résilier mon abonnement ?", previous=previous)
    assert "trois clics suffisent" in found.text


def test_a_follow_up_on_the_site_is_answered(index: faq.Index) -> None:
    asked = "Combien coûte l’abonnement au Fanal ?"
    first = faq.answer(index, asked)
    found = faq.answer(index, "et pour les étudiants ?", previous=(asked, first.text))
    assert found.kind == "answered"
    assert "4,50" in found.text


def test_nonsense_after_a_question_is_still_nonsense(index: faq.Index) -> None:
    previous = ("xyzzy ?", "zxcv")
    assert faq.answer(index, "et qwfp ?", previous=previous).kind == "unknown"


def test_thanks_after_an_answer_are_thanks() -> None:
    assert faq.answer(town(), "merci", previous=before(MUSEUM_PRICE)).kind == "smalltalk"


@pytest.mark.parametrize("previous", [("", ""), ("?", "!"), ("le la les", "x"), ("\x00", "\ud800")])
def test_an_empty_turn_before_changes_nothing(previous: tuple[str, str]) -> None:
    for text in ("Quels sont les horaires du musée ?", "et les horaires ?", "xyzzy"):
        given = faq.answer(town(), text, previous=previous)
        assert said(given) == said(faq.answer(town(), text))
