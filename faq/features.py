"""Candidates measured: how each one meets the question, as numbers between 0 and 1.

How much of the question does it cover, and does one single sentence? Do the words stand together,
in order? Does a sentence hold the kind of fact asked for, and beside the words asked about? Is the
wording near one that the site itself asks (RapidFuzz)? Is it near in meaning?
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from faq import facts
from faq.question import Question
from faq.text import fold

if TYPE_CHECKING:
    from faq.index import Index
    from faq.postings import Tokens

WORDINGS_COMPARED = 12
_NEAR = 3
_BESIDE = 8
_FOCUS_SIMILARITY_MIN = 0.4
_COSINE_FLOOR, _COSINE_SCALE = 0.8, 10.0

Floats = npt.NDArray[np.float64]
FEATURES = (
    "rank", "covered", "answer_covered", "title_covered", "nearby_covered", "asked_covered",
    "sentence_covered", "article_covered", "local_covered", "title_only", "heaviest_missing",
    "together", "fact", "fact_exact", "fact_near", "fact_counted", "fact_missing", "wording",
    "asked", "length", "meaning",
)  # fmt: skip


def features_of(
    index: Index,
    question: Question,
    chosen: npt.NDArray[np.int64],
    reach: npt.NDArray[np.float32],
    cosines: Floats | None = None,
) -> Floats:
    """Measure every candidate, shape (candidates, len(FEATURES)).

    `reach` is how well the index says that it is reached; `cosines` are those of its vector, not a
    number where there is none.
    """
    if not len(chosen) or not question.words:
        return np.zeros((len(chosen), len(FEATURES)))
    sight = _Sight(question)
    weights = sight.weights / max(sight.weights.sum(), 1e-9)
    covers = {name: sight.cover(tokens, chosen) for name, tokens in index.fields.items()}
    overall = np.maximum.reduce(
        [covers["answer"], covers["question"], 0.9 * covers["title"], 0.6 * covers["nearby"]]
    )
    article, local = _articles(index, chosen, covers["answer"])
    best = _sentences(index, question, sight, weights, chosen)
    asked = index.fields["question"].lengths(chosen) > 0
    columns = {
        "rank": reach / max(float(reach.max()), 1e-9),
        "covered": overall @ weights,
        "answer_covered": covers["answer"] @ weights,
        "title_covered": covers["title"] @ weights,
        "nearby_covered": covers["nearby"] @ weights,
        "asked_covered": (covers["question"] @ weights) * _asked_share(index, chosen, sight),
        "sentence_covered": best.covered,
        "article_covered": np.maximum(article, overall) @ weights,
        "local_covered": (local * np.maximum(covers["answer"], covers["question"])) @ weights,
        "title_only": np.maximum(covers["title"] - covers["answer"], 0) @ weights,
        "heaviest_missing": ((1 - overall) * weights).max(axis=1),
        "together": best.together,
        "fact": best.fact,
        "fact_exact": best.fact_exact,
        "fact_near": best.fact_near,
        "fact_counted": best.fact_counted,
        "fact_missing": float(bool(question.cues)) * (best.fact == 0),
        "wording": _wording(index, question, chosen, asked),
        "asked": asked.astype(float),
        "length": np.log1p(index.fields["answer"].lengths(chosen)) / 5,
        "meaning": np.zeros(len(chosen)) if cosines is None else _scaled(cosines),
    }
    return np.column_stack([columns[name] for name in FEATURES])


def _scaled(cosines: Floats) -> Floats:
    """Spread the narrow band of e5's cosines; a candidate without a vector gets the middle one."""
    known = cosines[~np.isnan(cosines)]
    middle = float(np.median(known)) if len(known) else _COSINE_FLOOR
    return (np.nan_to_num(cosines, nan=middle) - _COSINE_FLOOR) * _COSINE_SCALE


def _articles(index: Index, chosen: npt.NDArray[np.int64], covers: Floats) -> tuple[Floats, Floats]:
    """Return what each candidate's article meets of the words, and how much a word tells there.

    A word that every passage of the article holds does not tell them apart: its weight is the
    inverse passage frequency among the article's candidates, 0 to 1.
    """
    _, article = np.unique(index.articles[chosen], return_inverse=True)
    best = np.zeros((int(article.max()) + 1, covers.shape[1]))
    np.maximum.at(best, article, covers)
    held = np.zeros_like(best)
    np.add.at(held, article, covers)
    passages = np.bincount(article)[:, None].astype(float)
    tells = np.log((passages + 1) / (held + 0.5)) / np.log((passages + 1) / 0.5)
    return best[article], tells[article]


class _Sight:
    """The question's terms in the form that whole fields are compared with at once."""

    def __init__(self, question: Question) -> None:
        self.weights = np.array([word.weight for word in question.words])
        terms = sorted({term for word in question.words for term in word.terms})
        self.terms = np.array(terms, dtype=np.int32)
        rows = {term: row for row, term in enumerate(terms)}
        self.similarity = np.zeros((len(terms), len(question.words)))
        for column, word in enumerate(question.words):
            for term, similarity in word.terms.items():
                self.similarity[rows[term], column] = similarity

    def hits(self, terms: npt.NDArray[np.int32]) -> tuple[npt.NDArray[np.int64], Floats]:
        """Return the positions at which a question's term stands, and their similarities."""
        if not len(self.terms):
            return np.empty(0, dtype=np.int64), np.zeros((0, len(self.weights)))
        rows = np.minimum(np.searchsorted(self.terms, terms), len(self.terms) - 1)
        positions = np.flatnonzero(self.terms[rows] == terms)
        return positions, self.similarity[rows[positions]]

    def cover(self, tokens: Tokens, chosen: npt.NDArray[np.int64]) -> Floats:
        """Return how well each field meets each word, shape (candidates, words)."""
        spans, owners = _spans(tokens, chosen)
        positions, similarities = self.hits(tokens.terms[spans])
        covered = np.zeros((len(chosen), len(self.weights)))
        np.maximum.at(covered, owners[positions], similarities)
        return covered


def _spans(
    tokens: Tokens, chosen: npt.NDArray[np.int64]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Return the token positions of all chosen entries end to end, and which of them owns each."""
    starts = tokens.starts[chosen]
    lengths = tokens.starts[chosen + 1] - starts
    owners = np.repeat(np.arange(len(chosen)), lengths)
    offsets = np.arange(int(lengths.sum())) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return np.repeat(starts, lengths) + offsets, owners


@dataclass(frozen=True, slots=True)
class _Best:
    """What the best sentence of each candidate offers, each of shape (candidates,), 0 to 1."""

    covered: Floats
    together: Floats
    fact: Floats
    fact_exact: Floats
    fact_near: Floats
    fact_counted: Floats


def _sentences(
    index: Index, question: Question, sight: _Sight, weights: Floats, chosen: npt.NDArray[np.int64]
) -> _Best:
    """Look into the candidates' sentences: words covered and together, facts held."""
    spans, owners = _spans(index.fields["answer"], chosen)
    positions, similarities = sight.hits(index.fields["answer"].terms[spans])
    places, place = np.unique(owners * 4096 + index.sentences[spans], return_inverse=True)
    covered = np.zeros((len(places), len(weights)))
    np.maximum.at(covered, place[positions], similarities)
    shares, owner_of = covered @ weights, places // 4096
    best, together, fact, exact, near, counted = np.zeros((6, len(chosen)))
    np.maximum.at(best, owner_of, shares)
    narrow, wide = facts.wanted(question.cues)
    held = index.facts[spans].copy()
    held[positions] &= np.uint16(facts.BITS["apposed"])
    for bits, feature in ((wide, fact), (narrow, exact)):
        holds = np.zeros(len(places), dtype=bool)
        holds[place[(held & bits) > 0]] = True
        np.maximum.at(feature, owner_of, shares * holds)
    if len(positions):
        strength = np.zeros(len(spans) + 1)
        strength[positions + 1] = similarities @ weights
        sums = np.cumsum(strength)
        told = np.flatnonzero(held & narrow)
        borders = np.searchsorted(owners, np.arange(len(chosen) + 1))
        low = np.maximum(told - _BESIDE, borders[owners[told]])
        high = np.minimum(told + _BESIDE + 1, borders[owners[told] + 1])
        np.maximum.at(near, owners[told], np.minimum(sums[high] - sums[low], 1.0))
        if question.focus is not None:
            at_focus = positions[similarities[:, question.focus] > _FOCUS_SIMILARITY_MIN]
            tells = (held & (narrow or facts.BITS["amount"] | facts.BITS["name"])) > 0
            for shift in range(-_NEAR, _NEAR + 1):
                beside = np.clip(at_focus + shift, 0, len(spans) - 1)
                good = tells[beside] & (owners[beside] == owners[at_focus])
                counted[owners[at_focus[good]]] = 1.0
    at, owner = spans[positions], owners[positions]
    if len(at) > 1:
        words = similarities.argmax(axis=1)
        pairs = (np.diff(at) <= _NEAR) & (np.diff(owner) == 0) & (np.diff(words) == 1)
        strength = np.minimum(weights[words[1:]], weights[words[:-1]]) * pairs
        np.add.at(together, owner[1:], strength)
    return _Best(best, np.minimum(together, 1.0), fact, exact, near, counted)


def _asked_share(index: Index, chosen: npt.NDArray[np.int64], sight: _Sight) -> Floats:
    """Return how much of an entry's own wording the question meets, by count of its words."""
    tokens = index.fields["question"]
    spans, owners = _spans(tokens, chosen)
    terms = tokens.terms[spans]
    rarities = index.rarities[terms].astype(float)
    positions, similarities = sight.hits(terms)
    met, whole = np.zeros((2, len(chosen)))
    np.add.at(whole, owners, rarities)
    if len(positions):
        np.add.at(met, owners[positions], rarities[positions] * similarities.max(axis=1))
    return np.divide(met, whole, out=np.zeros_like(met), where=whole > 0) ** 0.5


def _wording(
    index: Index, question: Question, chosen: npt.NDArray[np.int64], asked: npt.NDArray[np.bool_]
) -> Floats:
    """Compare the question with the wordings that the site itself asks, by RapidFuzz."""
    ratios = np.zeros(len(chosen))
    text = fold(question.text)
    for place in np.flatnonzero(asked)[:WORDINGS_COMPARED]:
        entry = index.entries[chosen[place]]
        ratios[place] = (
            max(fuzz.token_sort_ratio(text, fold(w)) for w in (entry.question, *entry.variants))
            / 100
        )
    return ratios
