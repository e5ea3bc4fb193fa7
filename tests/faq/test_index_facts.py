"""Facts: which kinds each word is part of, worked out for many passages at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from faq import facts
from faq.facts import BITS
from faq.text import sentences, word_spans

from .pages import entry


def told(sentence: str) -> dict[str, set[str]]:
    """Say which kinds of fact each word of a sentence is part of, but for those of none."""
    pairs = zip(word_spans(sentence), facts.of(sentence), strict=True)
    kinds = {word.written: {k for k, bit in BITS.items() if held & bit} for word, held in pairs}
    return {written: each for written, each in kinds.items() if each}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("le pass coûte 46 euros", {"46": {"amount", "money"}, "euros": {"money"}}),
        ("il y a 46 mots avant ces euros", {"46": {"amount"}}),
        ("à 3 % près", {"3": {"amount", "percent"}, "%": {"percent"}}),
        ("depuis deux ans", {"depuis": {"manner"}, "deux": {"amount", "span"}, "ans": {"span"}}),
        ("elle part en mars 2024", {"mars": {"date"}, "2024": {"amount", "date"}}),
        ("tout vient car il pleut", {"car": {"cause"}}),
        ("il gagne en courant", {"courant": {"manner"}}),
        ("elle vit à la Rochelle", {"Rochelle": {"name", "place"}}),
        ("Hier soir tard", {"Hier": {"date"}, "soir": {"date"}}),
        (
            "Jean Varin, maire",
            {"Jean": {"name", "person"}, "Varin": {"name", "person", "apposed"}},
        ),
        ("la ville est belle", {"ville": {"apposed"}}),
    ],
)
def test_a_word_tells_what_it_is_beside_the_others(
    sentence: str, expected: dict[str, set[str]]
) -> None:
    assert told(sentence) == expected


def test_a_sentence_without_a_word_tells_nothing() -> None:
    assert facts.of("") == facts.of(" … ! ") == []


WORDS = st.sampled_from(
    "Jean Varin est à la 12 deux euros % mars en courant car , ( . ! a\u0301 1\u00a0200 €".split(
        " "
    )
)
TEXTS = st.lists(st.lists(WORDS, max_size=12).map(" ".join), max_size=6)


@given(TEXTS)
def test_no_sentence_tells_of_its_neighbours(texts: list[str]) -> None:
    index = faq.Index([entry("Quoi ?", text) for text in texts], meaning="off")
    for number, text in enumerate(texts):
        alone = [bits for sentence in sentences(text) for bits in facts.of(sentence)]
        assert index.facts_of(number).tolist() == alone
        assert len(alone) == len(index.fields["answer"].of(number))
