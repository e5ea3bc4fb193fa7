"""Candidates -> scored matches: the idea of Salut on one screen.

1. Every word of the question meets the terms that may answer to it (question.py).
2. The entries that hold the rarest of them are the candidates (an addition per posting).
3. Each candidate is measured: words covered, facts held, wording, article (features.py).
4. A weighted sum is the score; confidence.py turns it into a probability.
5. Where words alone are not sure, meaning is asked: it adds candidates and one feature.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from faq.confidence import MEANING, WORDS, Weights, probability, signs_of
from faq.features import features_of
from faq.model import Match
from faq.question import Question

if TYPE_CHECKING:
    from faq.index import Index

CANDIDATES = 60
COMPARED = 8
PAGE_BONUS = 1.0
SURE_MIN = 0.9

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]


def matches(
    index: Index, question: Question, limit: int = 5, page: str | None = None
) -> list[Match]:
    """Return the best matches of a question, best first, one for each distinct answer.

    `page` is the address of the article being read, which is preferred.
    """
    by_words = scored(index, question, WORDS, limit, page)
    if index.meaning is None or not question.words:
        return by_words
    if by_words and by_words[0].confidence >= SURE_MIN:
        return by_words
    vector = index.meaning.vector_of(question.text)
    return by_words if vector is None else scored(index, question, MEANING, limit, page, vector)


def scored(
    index: Index,
    question: Question,
    weights: Weights,
    limit: int = 5,
    page: str | None = None,
    vector: npt.NDArray[np.float32] | None = None,
) -> list[Match]:
    """Return the best matches by one set of weights, with the probability that each answers."""
    chosen, features = considered(index, question, vector)
    scores = features @ weights.ranking + PAGE_BONUS * on_page(index, chosen, page)
    ranked = np.argsort(-scores, kind="stable")
    order = distinct(index, chosen, ranked, max(limit, COMPARED))
    if not order:
        return []
    sure = probability(signs_of(index, question, chosen, features, scores, order), weights)
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
    reach = reached(index, question)
    count = min(CANDIDATES, int(np.count_nonzero(reach)))
    chosen = np.argpartition(-reach, count - 1)[:count] if count else np.empty(0, dtype=np.int64)
    chosen = chosen[np.argsort(-reach[chosen], kind="stable")]
    if index.meaning is None or vector is None:
        return chosen, features_of(index, question, chosen, reach[chosen])
    vectors = index.meaning.vectors
    chosen = np.concatenate([chosen, np.setdiff1d(vectors.nearest(vector), chosen)])
    cosines = vectors.cosines(vector, chosen)
    return chosen, features_of(index, question, chosen, reach[chosen], cosines)


def reached(index: Index, question: Question) -> npt.NDArray[np.float32]:
    """Return for every entry how well the question's words reach it; one word counts once."""
    total = np.zeros(len(index), dtype=np.float32)
    best = np.zeros(len(index), dtype=np.float32)
    for word in question.words:
        touched = []
        for term, similarity in word.terms.items():
            entries, weights = index.postings.of(term)
            reach = np.float32(similarity * min(index.rarity(term), word.weight)) * weights
            best[entries] = np.maximum(best[entries], reach)
            touched.append(entries)
        for entries in touched:
            total[entries] += best[entries]
            best[entries] = 0
    return total


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
    return np.array([float(same_page(index.entries[number].url, page)) for number in chosen])


def same_page(url: str, page: str) -> bool:
    """Tell whether two addresses name one page; an address without a host matches any host."""
    try:
        one, other = urlsplit(url), urlsplit(page)
    except ValueError:
        return False
    hosts = {part.netloc.removeprefix("www.") for part in (one, other) if part.netloc}
    paths = {part.path.strip("/").removesuffix("index.html").strip("/") for part in (one, other)}
    return len(hosts) <= 1 and len(paths) == 1
