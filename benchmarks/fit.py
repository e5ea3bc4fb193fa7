"""Fit the weights of the match and of its confidence on labelled questions -> faq/weights.json.

`python -m benchmarks.fit --data FOLDER`. The ranking is a softmax over each question's candidates
(maximum likelihood of a right one, L2); the confidence a logistic regression on the best match's
signs, both once for words alone and once with meaning. The confidence is fitted on matches that
were ranked by weights which had not seen their article (ten folds), so that it is not flattered,
and on the same questions with their answers taken away, which must be doubted.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

import faq
from benchmarks import corpora
from benchmarks.corpora import Asked, Corpus
from faq.confidence import SIGNS, Weights, signs_of
from faq.features import FEATURES
from faq.match import COMPARED, considered, distinct
from faq.meaning import Meaning, embed, load
from faq.question import analyse
from faq.quote import quote

FOLDS = 10
RANKING_L2, CONFIDENCE_L2 = 0.5, 0.2
OUT_OF_SCOPE_SHARE, NEAR_MISS_SHARE = 1.5, 0.3
SHARES = {"news-site": 1.0, "wikinews": 2.0, "piaf": 0.25}
PIAF_QUESTIONS = 600
WEIGHTS_FILE = Path(faq.__file__).with_name("weights.json")

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """One question with its candidates measured: which are right, and whose quote is."""

    corpus: str
    fold: int
    features: Floats
    right: npt.NDArray[np.bool_]
    quoted_right: Callable[[int], bool]
    order: Callable[[Floats], list[int]]
    signs: Callable[[Floats, list[int]], Floats]
    in_scope: bool


def cases(corpus: Corpus, index: faq.Index, asked: Sequence[Asked], meant: bool) -> Iterator[Case]:
    """Yield the measured cases of a corpus; follow-ups are left to the conversation."""
    for each in asked:
        if each.previous is None:
            yield _case(corpus, index, each, meant)


def _case(corpus: Corpus, index: faq.Index, asked: Asked, meant: bool) -> Case:
    question = analyse(asked.labelled.question, index)
    vector = index.meaning.vector_of(question.text) if meant and index.meaning else None
    chosen, features = considered(index, question, vector)
    right = [corpus.is_right(asked, index.entries[n], index.entries[n].answer) for n in chosen]

    def quoted_right(place: int) -> bool:
        number = int(chosen[place])
        return corpus.is_right(asked, index.entries[number], quote(index, question, number).text)

    return Case(
        corpus.name,
        zlib.crc32((asked.article or asked.labelled.question).encode()) % FOLDS,
        features,
        np.array(right, dtype=bool),
        quoted_right,
        lambda scores: distinct(index, chosen, np.argsort(-scores, kind="stable"), COMPARED),
        lambda scores, order: signs_of(index, question, chosen, features, scores, order),
        asked.labelled.in_scope,
    )


def fit_ranking(given: Sequence[Case]) -> Floats:
    """Return the weights, shape (len(FEATURES),), that make right candidates likeliest."""
    useful = [case for case in given if case.right.any() and not case.right.all()]

    def loss(weights: Floats) -> tuple[float, Floats]:
        total, gradient = RANKING_L2 * float(weights @ weights), 2 * RANKING_L2 * weights
        for case in useful:
            scores = case.features @ weights
            chance = np.exp(scores - scores.max())
            chance /= chance.sum()
            good = chance[case.right].sum() + 1e-12
            share = SHARES[case.corpus]
            total -= share * float(np.log(good))
            held = case.features[case.right].T @ chance[case.right] / good
            gradient = gradient - share * (held - case.features.T @ chance)
        return total, gradient

    found: Floats = minimize(loss, np.zeros(len(FEATURES)), jac=True, method="L-BFGS-B").x
    return found


def fit_confidence(signs: Floats, right: Floats, shares: Floats) -> tuple[Floats, float]:
    """Return (weights, intercept) of a logistic regression, each sign scaled by its spread."""
    spread = signs.std(axis=0)
    spread[spread < 1e-6] = np.inf
    scaled = np.column_stack([signs / spread, np.ones(len(signs))])

    def loss(weights: Floats) -> tuple[float, Floats]:
        chance = 1 / (1 + np.exp(-scaled @ weights))
        fit = -shares * (right * np.log(chance + 1e-12) + (1 - right) * np.log(1 - chance + 1e-12))
        kept = np.append(weights[:-1], 0.0)
        gradient = (
            scaled.T @ (shares * (chance - right)) + 2 * CONFIDENCE_L2 * len(right) / 100 * kept
        )
        return float(fit.sum() + CONFIDENCE_L2 * len(right) / 100 * kept @ kept), gradient

    found = minimize(loss, np.zeros(scaled.shape[1]), jac=True, method="L-BFGS-B").x
    return found[:-1] / spread, float(found[-1])


def fitted(given: Sequence[Case]) -> tuple[Weights, dict[str, float]]:
    """Return the weights fitted on all cases, and what was measured out of fold."""
    signs, right, shares, hits = [], [], [], []
    for fold in range(FOLDS):
        ranking = fit_ranking([case for case in given if case.fold != fold])
        for case in (case for case in given if case.fold == fold and len(case.features)):
            scores = case.features @ ranking
            order = case.order(scores)
            signs.append(case.signs(scores, order))
            right.append(float(case.quoted_right(order[0])))
            shares.append(SHARES[case.corpus] * (1.0 if case.in_scope else OUT_OF_SCOPE_SHARE))
            if case.in_scope and case.corpus != "piaf":
                hits.append((case.right[order[0]], case.right[order[:3]].any()))
            if near_miss := _without_the_answer(case, scores):
                signs.append(case.signs(*near_miss))
                right.append(0.0)
                shares.append(SHARES[case.corpus] * NEAR_MISS_SHARE)
    weights, intercept = fit_confidence(np.array(signs), np.array(right), np.array(shares))
    first, three = np.mean(np.array(hits), axis=0)
    measured = {"hit@1": round(float(first), 3), "hit@3": round(float(three), 3), "n": len(hits)}
    return Weights(fit_ranking(given), weights, intercept), measured


def _without_the_answer(case: Case, scores: Floats) -> tuple[Floats, list[int]] | None:
    """Return the scores and order of a question whose right candidates are taken away.

    So every question is also a near miss: the names are there, the fact is not.
    """
    if not case.right.any() or case.right.all():
        return None
    left = np.where(case.right, scores.min() - 1.0, scores)
    return left, [place for place in case.order(left) if not case.right[place]]


def with_a_share(data: Path | None) -> Iterator[Corpus]:
    """Yield the corpora that are fitted on; the others are only measured, and never seen here."""
    return (corpus for corpus in corpora.every(data) if corpus.name in SHARES)


def gathered(data: Path | None, meant: bool) -> Iterator[Case]:
    """Yield the cases of every corpus with a share; with meaning, where the model is installed."""
    model = load() if meant else None
    for corpus in with_a_share(data):
        opinion = Meaning(model.question, embed(model, corpus.entries)) if model else None
        index = faq.Index(corpus.entries, meaning=opinion or "off")
        asked = corpus.questions
        if corpus.name == "piaf":
            asked = asked[:: max(1, len(asked) // PIAF_QUESTIONS)]
        yield from cases(corpus, index, asked, meant)


def _written(weights: Weights) -> dict[str, Any]:
    return {
        "ranking": dict(zip(FEATURES, weights.ranking.round(3).tolist(), strict=True)),
        "confidence": dict(zip(SIGNS, weights.confidence.round(3).tolist(), strict=True)),
        "intercept": round(weights.intercept, 3),
    }


def main() -> None:
    """Fit both sets of weights and write them with where they come from."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fit", description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with more labelled questions")
    options = parser.parse_args()
    written: dict[str, Any] = {}
    for name, meant in (("words", False), ("meaning", True)):
        given = list(gathered(options.data, meant))
        weights, measured = fitted(given)
        counts = {c: sum(case.corpus == c for case in given) for c in SHARES}
        print(name, counts, "out of fold:", measured)
        written[name] = _written(weights) | {"out_of_fold": measured, "questions": counts}
    provenance = (
        "Fitted by `python -m benchmarks.fit` on the demo site's questions, questions of our own "
        "on Wikinews articles (CC BY 2.5) and questions of PIAF 1.0 (MIT; text CC BY-SA)."
    )
    text = json.dumps({"provenance": provenance} | written, indent=1, ensure_ascii=False)
    WEIGHTS_FILE.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
