"""Scores -> the probability that the best match answers, by logistic regression.

The weights stand in weights.json with where they come from; benchmarks/fit.py makes that file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from faq.features import FEATURES
from faq.question import Question

Floats = npt.NDArray[np.float64]

SIGNS = (
    "covered", "answer_covered", "title_covered", "sentence_covered", "article_covered",
    "local_covered", "heaviest_missing", "together", "fact", "fact_exact", "fact_near",
    "fact_counted", "fact_missing", "wording", "asked_covered", "meaning", "score", "margin",
    "mass", "words", "unknown",
)  # fmt: skip
_SCORE_SCALE, _MARGIN_MAX, _WORDS_MAX = 10.0, 4.0, 8


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


def signs_of(question: Question, features: Mapping[str, float], scores: Floats) -> Floats:
    """Return the signs, shape (len(SIGNS),), of how sure the first of the sorted scores is.

    `scores[1:]` are those of the other *distinct* answers, so that a near-duplicate casts no doubt.
    """
    values = dict(features)
    values["score"] = float(scores[0]) / _SCORE_SCALE
    margin = float(scores[0] - scores[1]) if len(scores) > 1 else _MARGIN_MAX
    values["margin"] = min(margin, _MARGIN_MAX) / _MARGIN_MAX
    values["mass"] = float(1.0 / np.exp(scores - scores[0]).sum())
    values["words"] = min(len(question.words), _WORDS_MAX) / _WORDS_MAX
    missing = sum(word.weight for word in question.words if not word.terms)
    values["unknown"] = missing / max(question.weight, 1e-9)
    return np.array([values[name] for name in SIGNS])


def probability(signs: Floats, weights: Weights) -> float:
    """Return the probability, 0 to 1, that the best match answers."""
    total = weights.intercept + float(signs @ weights.confidence)
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
