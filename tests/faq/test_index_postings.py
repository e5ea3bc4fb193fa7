"""Postings: the BM25F weights worked out beforehand are those of the formula."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq import postings
from faq.postings import FIELD_LENGTHS, FIELD_WEIGHTS, K1, Tokens, Written, weigh

TERMS = 6
ROW = st.lists(st.integers(0, TERMS - 1), max_size=12)
SITE = st.lists(st.fixed_dictionaries(dict.fromkeys(FIELD_WEIGHTS, ROW)), max_size=8)


def tokens(rows: list[list[int]]) -> Tokens:
    starts = np.cumsum([0, *map(len, rows)], dtype=np.int64)
    return Tokens(np.array([term for row in rows for term in row], dtype=np.int32), starts)


def fields(site: list[dict[str, list[int]]]) -> dict[str, Written]:
    return {name: Written.of(tokens([entry[name] for entry in site])) for name in FIELD_WEIGHTS}


def by_the_formula(site: list[dict[str, list[int]]]) -> dict[tuple[int, int], float]:
    raw: Counter[tuple[int, int]] = Counter()
    for name, weight in FIELD_WEIGHTS.items():
        mean = max(sum(len(entry[name]) for entry in site) / max(len(site), 1), 1.0)
        for number, entry in enumerate(site):
            norm = 1 - FIELD_LENGTHS[name] + FIELD_LENGTHS[name] * len(entry[name]) / mean
            for term in entry[name]:
                raw[term, number] += weight / norm  # type: ignore[assignment]
    return {pair: value * (K1 + 1) / (K1 + value) for pair, value in raw.items()}


@given(SITE)
def test_they_are_those_of_the_formula(site: list[dict[str, list[int]]]) -> None:
    found = weigh(fields(site), TERMS)
    pairs = {
        (term, number): float(weight)
        for term in range(TERMS)
        for number, weight in zip(*found.of_all([term])[:2], strict=True)
    }
    assert pairs == pytest.approx(by_the_formula(site), rel=0.002)
    assert found.counts.tolist() == [
        sum(term == pair[0] for pair in pairs) for term in range(TERMS)
    ]


@given(SITE)
def test_terms_taken_a_few_at_a_time_weigh_the_same(site: list[dict[str, list[int]]]) -> None:
    whole = weigh(fields(site), TERMS)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(postings, "_PAIRS_AT_ONCE", 3)
        parts = weigh(fields(site), TERMS)
    for name in ("entries", "weights", "starts", "counts"):
        assert np.array_equal(getattr(parts, name), getattr(whole, name))


@given(SITE)
def test_a_field_of_distinct_terms_weighs_as_it_is_written(
    site: list[dict[str, list[int]]],
) -> None:
    rows = [Counter(entry["nearby"]) for entry in site]
    distinct = tokens([list(row) for row in rows])
    counts = np.array([count for row in rows for count in row.values()], dtype=np.uint8)
    lengths = np.array([len(entry["nearby"]) for entry in site], dtype=np.int64)
    whole = weigh(fields(site), TERMS)
    short = weigh(fields(site) | {"nearby": Written(distinct, lengths, counts)}, TERMS)
    assert np.array_equal(short.entries, whole.entries)
    assert np.array_equal(short.weights, whole.weights)


@given(SITE, st.integers(1, 4))
def test_of_a_frequent_term_only_the_heaviest_are_filed(
    site: list[dict[str, list[int]]], most: int
) -> None:
    whole, few = weigh(fields(site), TERMS), weigh(fields(site), TERMS, most)
    for term in range(TERMS):
        every, _, _ = whole.of_all([term])
        entries, weights, _ = few.of_all([term])
        assert len(entries) == few.length(term) == min(len(every), most)
        assert sorted(entries.tolist()) == entries.tolist()
        dropped = sorted(whole.of_all([term])[1].tolist())[: len(every) - len(entries)]
        assert max(dropped, default=0.0) <= min(weights.tolist(), default=9.0)
    assert np.array_equal(whole.counts, few.counts)
