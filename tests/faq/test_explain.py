"""An explanation tells the words, what they met, and sums up to the score."""

from __future__ import annotations

import pytest

import faq
from faq.explain import as_text, explain


def test_a_misspelt_word_is_told_with_what_it_met(index: faq.Index) -> None:
    told = explain(index, "combien coute labonement numerique")
    words = {word.word: word for word in told.words}
    assert "money" in told.cues
    assert any(stem.startswith("abon") for word in words.values() for stem, _ in word.met)


def test_what_the_features_gave_is_the_score(index: faq.Index) -> None:
    told = explain(index, "comment résilier mon abonnement")
    for match in told.matches:
        assert sum(value for _, value in match.gave) == pytest.approx(match.score, abs=0.02)


def test_nothing_known_is_told_too(index: faq.Index) -> None:
    told = explain(index, "xyzzy")
    assert told.matches == ()
    assert told.words[0].met == ()


def test_it_reads_as_lines(index: faq.Index) -> None:
    text = as_text(explain(index, "comment résilier mon abonnement"))
    assert "words alone" in text
    assert "résilier" in text
