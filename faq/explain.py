"""Why this answer: which words met which, and what each feature gave, for editors and engineers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from faq.confidence import MEANING, WORDS
from faq.features import FEATURES
from faq.match import considered, matches, scored
from faq.question import Question, analyse

if TYPE_CHECKING:
    from faq.index import Index

EXPLAINED_MAX = 3
TERMS_MAX = 6


@dataclass(frozen=True, slots=True)
class WordExplained:
    """A word of the question, how much it tells, and the stems that it met (stem, similarity)."""

    word: str
    weight: float
    met: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class MatchExplained:
    """A match and what each feature gave to its score, the greatest first."""

    question: str
    title: str
    score: float
    confidence: float
    gave: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a question was understood and matched; `meaning` tells whether it was asked."""

    language: str
    cues: tuple[str, ...]
    words: tuple[WordExplained, ...]
    meaning: bool
    matches: tuple[MatchExplained, ...]


def explain(
    index: Index, question: str, page: str | None = None, limit: int = EXPLAINED_MAX
) -> Explanation:
    """Explain how a question is matched, by its best matches."""
    asked = analyse(question, index)
    found = matches(index, asked, limit, page)
    by_words = scored(index, asked, WORDS, limit, page)
    meant = found != by_words
    vector = index.meaning.vector_of(asked.text) if meant and index.meaning else None
    chosen, features = considered(index, asked, vector)
    weights = (MEANING if meant else WORDS).ranking
    rows = {int(number): row for number, row in zip(chosen, features * weights, strict=True)}
    return Explanation(
        asked.language.code,
        tuple(sorted(asked.cues)),
        tuple(_words(index, asked)),
        meant,
        tuple(
            MatchExplained(
                match.entry.question,
                match.entry.title,
                round(match.score, 3),
                round(match.confidence, 3),
                _gave(rows[match.number].tolist()),
            )
            for match in found
        ),
    )


def _words(index: Index, asked: Question) -> list[WordExplained]:
    explained = []
    for word in asked.words:
        nearest = sorted(word.terms.items(), key=lambda pair: -pair[1])[:TERMS_MAX]
        met = tuple((index.stem_of(term), round(similarity, 2)) for term, similarity in nearest)
        explained.append(WordExplained(word.text, round(word.weight, 2), met))
    return explained


def _gave(row: list[float]) -> tuple[tuple[str, float], ...]:
    """Return (feature, what it gave) for those that gave anything."""
    given = ((name, round(value, 3)) for name, value in zip(FEATURES, row, strict=True))
    return tuple(sorted((pair for pair in given if pair[1]), key=lambda pair: -abs(pair[1])))


def as_text(explanation: Explanation) -> str:
    """Return an explanation as lines for a terminal."""
    asked = ", ".join(explanation.cues) or "no particular kind of fact"
    lines = [f"language {explanation.language}; looks for: {asked}"]
    for word in explanation.words:
        met = ", ".join(f"{stem} {similarity:.2f}" for stem, similarity in word.met) or "nothing"
        lines.append(f"  {word.word} (weight {word.weight:.1f}) met {met}")
    lines.append("meaning was asked" if explanation.meaning else "words alone")
    for match in explanation.matches:
        lines.append(f"{match.confidence:.3f}  score {match.score:.2f}  {match.question}")
        gave = "  ".join(f"{name} {value:+.2f}" for name, value in match.gave[:8])
        lines.append(f"         {gave}")
    return "\n".join(lines)
