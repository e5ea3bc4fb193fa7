"""Scores -> the probability that the best match answers, by logistic regression.

The weights stand in weights.json with where they come from; benchmarks/fit.py makes that file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from faq.question import Question

Floats = npt.NDArray[np.float64]

SIGNS = (
    "covered", "answer_covered", "sentence_covered", "article_covered", "heaviest_missing",
    "together", "fact", "fact_missing", "wording", "asked_covered", "margin", "mass", "words",
    "unknown",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weights:
    """The fitted numbers: of the ranking's features, and of the confidence's signs."""

    ranking: Mapping[str, float]
    confidence: Mapping[str, float]
    intercept: float

    @classmethod
    def load(cls, path: Path) -> Weights:
        """Read the weights from a JSON file of that shape."""
        loaded = json.loads(path.read_text(encoding="utf-8"))
        return cls(loaded["ranking"], loaded["confidence"], loaded["intercept"])


WEIGHTS = Weights.load(Path(__file__).with_name("weights.json"))


def signs_of(question: Question, features: Mapping[str, float], scores: Floats) -> Floats:
    """Return the signs, shape (len(SIGNS),), of how sure the first of the sorted scores is.

    `scores[1:]` are those of the other *distinct* answers, so that a near-duplicate casts no doubt.
    """
    values = dict(features)
    values["margin"] = min(float(scores[0] - scores[1]), 4.0) / 4.0 if len(scores) > 1 else 1.0
    values["mass"] = float(1.0 / np.exp(scores - scores[0]).sum())
    values["words"] = min(len(question.words), 8) / 8
    missing = sum(word.weight for word in question.words if not word.terms)
    values["unknown"] = missing / max(question.weight, 1e-9)
    return np.array([values[name] for name in SIGNS])


def probability(signs: Floats, weights: Weights = WEIGHTS) -> float:
    """Return the probability, 0 to 1, that the best match answers."""
    total = weights.intercept + float(
        signs @ np.array([weights.confidence[name] for name in SIGNS])
    )
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))
