"""Candidates: the entries reached best, found without looking at all, within a budget."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from faq import match
from faq.match import affordable, furthest, reached
from faq.question import Question, analyse

from .town import TOWN, town

REACH = st.lists(st.floats(0, 8, width=16), max_size=300)


@given(REACH, st.integers(1, 20), st.randoms(use_true_random=False))
def test_the_best_are_found_best_first(values: list[float], count: int, random: Random) -> None:
    reach = np.array(values, dtype=np.float32)
    touched = np.flatnonzero(reach > 0).tolist()
    named = touched + random.choices(touched, k=len(touched)) if touched else []
    random.shuffle(named)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(match, "SAMPLE", 20)
        patched.setattr(match, "SAMPLED_MIN", 40)
        found = furthest(reach, np.array(named, dtype=np.int64), count)
    assert len(set(found.tolist())) == len(found)
    best = sorted((value for value in reach.tolist() if value > 0), reverse=True)[:count]
    assert reach[found].tolist() == best


def plainly_reached(index: faq.Index, question: Question) -> list[float]:
    total = [0.0] * len(index)
    for word in question.words:
        best = [0.0] * len(index)
        for term, similarity in word.terms.items():
            worth = similarity * min(index.rarity(term), word.weight)
            for number, weight in zip(*index.postings.of_all([term])[:2], strict=True):
                best[number] = max(best[number], worth * float(weight))
        total = [one + other for one, other in zip(total, best, strict=True)]
    return total


@pytest.mark.parametrize(
    "asked", [entry.question for entry in TOWN] + ["musé de la mère", "tarif enfant", "xyzzy"]
)
def test_a_word_counts_once_by_the_best_of_its_terms(asked: str) -> None:
    index = town()
    question = analyse(asked, index)
    reach, best = np.zeros((2, len(index)), dtype=np.float32)
    touched = reached(index, question, reach, best)
    assert not best.any()
    assert reach.tolist() == pytest.approx(plainly_reached(index, question), rel=1e-4)
    assert set(touched.tolist()) == set(np.flatnonzero(reach).tolist())


def test_the_rarest_words_are_followed_first_and_at_least_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = town()
    question = analyse("Combien coûte l’entrée de la piscine ?", index)
    lengths = sorted(index.postings.length(t) for word in question.words for t in word.terms)
    for budget in (0, lengths[0], sum(lengths) - 1, sum(lengths)):
        monkeypatch.setattr(match, "POSTINGS_MAX", budget)
        followed = sorted(
            index.postings.length(term)
            for _, terms in affordable(index, question)
            for term in terms
        )
        assert followed == lengths[: len(followed)]
        assert len(followed) == 1 or sum(followed) <= budget
    assert followed == lengths


def test_a_question_without_a_known_word_reaches_nothing() -> None:
    index = town()
    reach, best = np.zeros((2, len(index)), dtype=np.float32)
    touched = reached(index, analyse("xyzzy plugh", index), reach, best)
    assert not reach.any()
    assert len(touched) == 0
    assert list(affordable(index, analyse("", index))) == []


def test_no_search_leaves_traces_for_the_next() -> None:
    index = town()
    for asked in ("Quels sont les horaires du musée ?", "et la piscine", "xyzzy", ""):
        index.search(asked)
        with index.scratch.lent() as arrays:
            assert not np.any(arrays)


def test_searches_at_a_time_do_not_share_their_arrays() -> None:
    scratch = town().scratch
    with scratch.lent() as (one, other), scratch.lent() as (third, fourth):
        assert len({id(array) for array in (one, other, third, fourth)}) == 4
    with scratch.lent() as (again, _):
        assert again is one or again is third


def test_the_arrays_of_a_search_that_failed_are_not_lent_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    index = town()
    with monkeypatch.context() as patched:
        patched.setattr(match, "furthest", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            index.search("Quels sont les horaires du musée ?")
    with index.scratch.lent() as arrays:
        assert not np.any(arrays)
