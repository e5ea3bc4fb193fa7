"""Scores -> the probability that the best match answers, by logistic regression.

The weights stand in weights.json with where they come from; benchmarks/fit.py makes that file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from faq import facts
from faq.features import FEATURES
from faq.question import Question
from faq.quote import Quote, quote

if TYPE_CHECKING:
    from faq.index import Index

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

SIGNS = (
    "covered", "sentence_covered", "local_covered", "asked_covered", "meaning", "article_margin",
    "mass", "words", "predicate_missing", "predicate_unquoted", "asked_unquoted", "focus_unquoted",
    "fact_unquoted", "fact_beside",
)  # fmt: skip
STRANGE_NAME_SHARE = 0.5
_MARGIN_MAX, _WORDS_MAX = 4.0, 8


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted numbers: of the ranking's features, and of the confidence's signs."""

    ranking: Floats
    confidence: Floats
    intercept: float

    @classmethod
    def of(cls, loaded: Mapping[str, Any]) -> Weights:
        """Make the weights from {"ranking": {feature: w}, "confidence": {sign: w}, "intercept"}."""
        return cls(
            np.array([loaded["ranking"].get(name, 0.0) for name in FEATURES]),
            np.array([loaded["confidence"].get(name, 0.0) for name in SIGNS]),
            float(loaded["intercept"]),
        )


_FITTED = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
WORDS = Weights.of(_FITTED["words"])
MEANING = Weights.of(_FITTED["meaning"])


def signs_of(
    index: Index,
    question: Question,
    chosen: Numbers,
    features: Floats,
    scores: Floats,
    order: Sequence[int],
) -> Floats:
    """Return the signs, shape (len(SIGNS),), of how sure the first place of `order` is.

    `order` are the places of distinct answers, so that a near-duplicate casts no doubt. What is
    said of a thing tells more than its name: a near miss has the name and not the predicate.
    """  # fmt: skip
    best, ranked = order[0], scores[list(order)]
    elsewhere = scores[index.articles[chosen] != index.articles[chosen[best]]]
    values = dict(zip(FEATURES, features[best].tolist(), strict=True))
    read = quote(index, question, int(chosen[best]))
    values |= _of_predicate(index, question, read)
    values |= _of_what_is_asked(question, read)
    values["article_margin"] = _margin(scores[best], elsewhere)
    values["mass"] = float(1.0 / np.exp(ranked - ranked[0]).sum())
    values["words"] = min(len(question.words), _WORDS_MAX) / _WORDS_MAX
    return np.array([values[name] for name in SIGNS])


def _margin(best: float, others: Floats) -> float:
    """Return how far the best score is from the best of other articles, -0.5 to 1."""
    gap = best - float(others.max()) if len(others) else _MARGIN_MAX
    return min(max(gap, -_MARGIN_MAX / 2), _MARGIN_MAX) / _MARGIN_MAX


def _of_what_is_asked(question: Question, read: Quote) -> dict[str, float]:
    """Return how much the quote lacks what is asked: its name, a fact of its kind, both at once."""
    narrow, _ = facts.wanted(question.cues)
    unquoted = 1.0 - read.cover
    return {
        "asked_unquoted": 0.0 if question.asked is None else float(unquoted[question.asked]),
        "focus_unquoted": 0.0 if question.focus is None else float(unquoted[question.focus]),
        "fact_unquoted": float(narrow > 0 and not read.has_fact),
        "fact_beside": float(read.has_fact_beside),
    }


def _of_predicate(index: Index, question: Question, read: Quote) -> dict[str, float]:
    """Return the share of the question's words other than names that passage and quote lack."""
    weights = np.array(
        [0.0 if word.is_before or index.is_name(word) else word.weight for word in question.words]
    )
    whole = max(float(weights.sum()), 1e-9)
    return {
        "predicate_missing": float(weights @ (1 - read.passage_cover**2)) / whole,
        "predicate_unquoted": float(weights @ (1 - read.cover**2)) / whole,
    }


def strangeness(question: Question) -> float:
    """Return what is left of a probability when a name is asked for that no entry knows, 0 to 1."""
    is_strange = any(word.is_name and not word.terms for word in question.words)
    return STRANGE_NAME_SHARE if is_strange else 1.0


def probability(signs: Floats, weights: Weights) -> float:
    """Return the probability, 0 to 1, that the best match answers."""
    total = weights.intercept + float(signs @ weights.confidence)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
