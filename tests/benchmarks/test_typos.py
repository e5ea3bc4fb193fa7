"""Two typos in a question: where they may be, and that they are always the same."""

from __future__ import annotations

import re

import pytest
from rapidfuzz.distance import OSA

from benchmarks.typos import NEAR_KEYS, with_two_typos

QUESTIONS = (
    "Combien Alibaba investit-il dans Moonshot ?",
    "Où se gare-t-on près de la mairie de Valmeuse ?",
    "what time does the swimming pool open on Sunday?",
    "C'est quoi l'âge de l'entraîneuse ?",
    "AAAA BBBB",
)


def pairs(question: str) -> list[tuple[str, str]]:
    typed = re.findall(r"\w+", with_two_typos(question))
    return list(zip(re.findall(r"\w+", question), typed, strict=True))


@pytest.mark.parametrize("question", QUESTIONS)
def test_two_words_get_one_typo_each(question: str) -> None:
    changed = [(word, typed) for word, typed in pairs(question) if word != typed]
    assert len(changed) == 2
    assert all(OSA.distance(word, typed) == 1 for word, typed in changed)


@pytest.mark.parametrize("question", QUESTIONS)
def test_short_words_and_first_letters_are_left_alone(question: str) -> None:
    for word, typed in pairs(question):
        assert typed[0] == word[0]
        assert len(word) >= 4 or typed == word


@pytest.mark.parametrize("word", ["abonnement", "RGPD", "aaaa", "éééé", "Ελλάδα"])
def test_a_word_alone_gets_both_and_the_second_does_not_undo_the_first(word: str) -> None:
    typed = with_two_typos(word)
    assert typed != word
    assert 1 <= OSA.distance(word, typed) <= 3
    assert typed[0] == word[0]


@pytest.mark.parametrize("question", ["", "Où ?", "qui a dit ça", "12345 67890"])
def test_a_question_without_a_long_word_stays_as_it_is(question: str) -> None:
    assert with_two_typos(question) == question


def test_the_typos_of_a_question_never_change() -> None:
    asked = "Combien Alibaba investit dans Moonshot ?"
    assert with_two_typos(asked) == "Combien Alibaba invesitt dans Moonsot ?"


def test_all_four_kinds_of_typos_come_up() -> None:
    typed = [
        (word, other)
        for number in range(200)
        for word, other in pairs(f"pourquoi vraiment {number}")
        if word != other
    ]
    longer = [other for word, other in typed if len(other) > len(word)]
    shorter = [other for word, other in typed if len(other) < len(word)]
    swapped = [other for word, other in typed if sorted(other) == sorted(word)]
    near = [
        (word, other)
        for word, other in typed
        if len(word) == len(other) and sorted(word) != sorted(other)
    ]
    assert all(len(kind) > 20 for kind in (longer, shorter, swapped, near))
    assert all(re.search(r"(.)\1", other) for other in longer)
    for word, other in near:
        (key, hit) = next((a, b) for a, b in zip(word, other, strict=True) if a != b)
        assert hit in NEAR_KEYS[key]


@pytest.mark.parametrize(("key", "near"), [("a", "qz"), ("m", "lp"), ("g", "bfhtvy"), ("n", "bhj")])
def test_keys_touch_as_on_an_azerty_keyboard(key: str, near: str) -> None:
    assert NEAR_KEYS[key] == near
