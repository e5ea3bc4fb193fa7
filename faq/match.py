"""Candidates -> scored matches: the idea of Salut on one screen.

1. Every word of the question meets the terms that may answer to it (question.py).
2. The entries that hold the rarest of them are the candidates (an addition per posting).
3. Each candidate is measured: words covered, facts held, wording, article (features.py).
4. A weighted sum is the score; confidence.py turns it into a probability.
5. Where words alone are not sure, meaning is asked: it adds candidates and one feature.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from faq.confidence import MEANING, WORDS, Weights, probability, signs_of, strangeness
from faq.features import features_of
from faq.model import Match
from faq.question import Question, QuestionWord
from faq.wordings import path_of

if TYPE_CHECKING:
    from faq.index import Index

CANDIDATES = 60
POSTINGS_MAX = 150_000
TERMS_MAX = 256
SAMPLE, SAMPLED_MIN = 3_000, 6_000
COMPARED = 8
PAGE_BONUS = 1.0
SURE_MIN = 0.9

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Reach = npt.NDArray[np.float32]


def matches(
    index: Index,
    question: Question,
    limit: int = 5,
    page: str | None = None,
    told: Collection[int] = (),
) -> list[Match]:
    """Return the best matches of a question, best first, one for each distinct answer.

    `page` is the address of the article being read, which is preferred; `told` are the numbers of
    entries that need not be told again.
    """
    by_words = scored(index, question, WORDS, limit, page, told)
    if index.meaning is None or not question.words:
        return by_words
    if by_words and by_words[0].confidence >= SURE_MIN:
        return by_words
    vector = index.meaning.vector_of(question.text)
    return (
        by_words if vector is None else scored(index, question, MEANING, limit, page, told, vector)
    )


def scored(
    index: Index,
    question: Question,
    weights: Weights,
    limit: int = 5,
    page: str | None = None,
    told: Collection[int] = (),
    vector: npt.NDArray[np.float32] | None = None,
) -> list[Match]:
    """Return the best matches by one set of weights, with the probability that each answers."""
    chosen, features = considered(index, question, vector)
    scores = features @ weights.ranking + PAGE_BONUS * on_page(index, chosen, page)
    ranked = np.argsort(-scores, kind="stable")
    if told:
        ranked = ranked[~np.isin(chosen[ranked], list(told))]
    order = distinct(index, chosen, ranked, max(limit, COMPARED))
    if not order:
        return []
    sure = probability(signs_of(index, question, chosen, features, scores, order), weights)
    sure *= strangeness(question)
    relative = np.exp(scores[order] - scores[order[0]])
    return [
        Match(
            index.entries[chosen[place]],
            float(scores[place]),
            float(sure * share),
            int(chosen[place]),
        )
        for place, share in zip(order[:limit], relative, strict=False)
    ]


def considered(
    index: Index, question: Question, vector: npt.NDArray[np.float32] | None = None
) -> tuple[Numbers, Floats]:
    """Return the candidates' numbers and their features, shape (candidates, features)."""
    near = np.empty(0, dtype=np.int64)
    if index.meaning is not None and vector is not None:
        near = index.meaning.vectors.nearest(vector)
    with index.scratch.lent() as (total, best):
        touched = reached(index, question, total, best)
        chosen = furthest(total, touched, CANDIDATES)
        chosen = np.concatenate([chosen, np.setdiff1d(near, chosen)])
        reach = total[chosen]
        total[touched] = 0
    if index.hidden:
        shown = ~np.isin(chosen, list(index.hidden))
        chosen, reach = chosen[shown], reach[shown]
    cosines = None
    if index.meaning is not None and vector is not None:
        cosines = index.meaning.vectors.cosines(vector, chosen)
    return chosen, features_of(index, question, chosen, reach, cosines)


def reached(index: Index, question: Question, total: Reach, best: Reach) -> Numbers:
    """Add to `total` how well the question's words reach each entry; return which they reach.

    One word counts once; an entry that several terms reach is named as many times. `best` is for
    the best term of one word; it is left as it was found, all zeros.
    """
    touched = [np.empty(0, dtype=np.int64)]
    for word, terms in affordable(index, question):
        entries, weights, lengths = index.postings.of_all(terms)
        touched.append(entries)
        likely = [word.terms[term] * min(index.rarity(term), word.weight) for term in terms]
        reach = weights * np.repeat(np.array(likely, dtype=np.float32), lengths)
        if len(terms) == 1:
            np.add.at(total, entries, reach)
            continue
        np.maximum.at(best, entries, reach)
        total[entries] = total.take(entries) + best.take(entries)  # once, however often it is there
        best[entries] = 0
    return np.concatenate(touched)


def affordable(index: Index, question: Question) -> Iterator[tuple[QuestionWord, list[int]]]:
    """Yield each word with the terms that are followed: the rarest of all, up to a budget."""
    pairs = sorted(
        (index.postings.length(term), place, term)
        for place, word in enumerate(question.words)
        for term in word.terms
    )
    terms: dict[int, list[int]] = {}
    spent = 0
    for length, place, term in pairs[:TERMS_MAX]:
        spent += length
        if terms and spent > POSTINGS_MAX:
            break
        terms.setdefault(place, []).append(term)
    for place, followed in terms.items():
        yield question.words[place], followed


def furthest(reach: Reach, touched: Numbers, count: int) -> Numbers:
    """Return the numbers of up to `count` touched entries that are reached best, best first.

    What a sample of them reaches is a floor for the best, below which the rest is not looked at.
    """
    if len(touched) > SAMPLED_MIN:
        sample = reach.take(_each_once(touched[:: len(touched) // SAMPLE]))
        floor = np.partition(sample, -count)[-count] if len(sample) > count else 0.0
        touched = touched[reach.take(touched) >= floor]
    touched = _each_once(touched)
    if len(touched) > count:
        touched = touched[np.argpartition(-reach[touched], count - 1)[:count]]
    return touched[np.argsort(-reach[touched], kind="stable")]


def _each_once(numbers: Numbers) -> Numbers:
    """Return the distinct numbers in order; by sorting, twice as fast here as numpy's hashing."""
    ordered = np.sort(numbers)
    return ordered[np.flatnonzero(np.diff(ordered, prepend=-1))]


def distinct(index: Index, chosen: Numbers, ranked: Numbers, limit: int) -> list[int]:
    """Return the first `limit` places in order, without answers that repeat a better one."""
    kept: list[int] = []
    seen: set[str] = set()
    for place in ranked.tolist():
        answer = " ".join(index.entries[chosen[place]].answer.split())
        if answer not in seen:
            seen.add(answer)
            kept.append(place)
        if len(kept) == limit:
            break
    return kept


def on_page(index: Index, chosen: npt.NDArray[np.int64], page: str | None) -> Floats:
    """Return 1.0 for each candidate from the article being read, else 0.0."""
    if not page:
        return np.zeros(len(chosen))
    return np.isin(chosen, index.of_page(page)).astype(float)


def same_page(url: str, page: str) -> bool:
    """Tell whether two addresses name one page; an address without a host matches any host."""
    try:
        hosts = {urlsplit(each).netloc.removeprefix("www.") for each in (url, page)} - {""}
        return len(hosts) <= 1 and path_of(url) == path_of(page)
    except ValueError:
        return False
