"""A small sample of an article tells which of many others may say the same."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

from faq.likeness import LIKELY_MAX, Held, likely, sample_of

from .test_near_duplicates import TEXT, article, edited, words

OTHERS: list[Held] = [
    (f"other{seed}", sample_of(article("", words(seed)))) for seed in range(10, 210)
]


def found(text: Sequence[str], held: Sequence[Sequence[str]]) -> list[str]:
    """Look for a text among some and two hundred others, in two parts."""
    some = [(f"own{number}", sample_of(article("", each))) for number, each in enumerate(held)]
    return likely(sample_of(article("", text)), [OTHERS[:100] + some, OTHERS[100:]])


@pytest.mark.parametrize(
    "copy",
    [TEXT, edited(TEXT, 20), TEXT[:120], TEXT + words(2, 300), TEXT[150:] + TEXT[:150]],
    ids=["same", "edited", "cut", "longer", "turned"],
)
def test_what_says_the_same_is_named_and_nothing_else(copy: Sequence[str]) -> None:
    assert found(copy, [TEXT]) == ["own0"]
    assert found(TEXT, [copy]) == ["own0"]


def test_the_likeliest_comes_first_and_not_too_many_are_named() -> None:
    copies = [edited(TEXT, every) for every in (6, 60, 15)]
    assert found(TEXT, copies) == ["own1", "own2", "own0"]
    assert len(found(TEXT, [TEXT] * (LIKELY_MAX + 5))) == LIKELY_MAX


def test_who_is_not_alike_is_not_named() -> None:
    assert found(TEXT, [words(3), TEXT[:60] + words(4, 240)]) == []


def test_a_brief_text_has_no_sample() -> None:
    assert sample_of(article("", TEXT[:20])) == b""
    assert likely(b"", [OTHERS]) == []
    assert likely(sample_of(article("", TEXT)), [[("brief", b"")]]) == []


def test_a_sample_is_small_and_always_the_same() -> None:
    sizes = [len(sample) for _, sample in OTHERS]
    assert 0 < max(sizes) < 400
    shuffled = random.Random(1).sample(OTHERS, len(OTHERS))
    assert likely(sample_of(article("", words(11))), [shuffled]) == ["other11"]
