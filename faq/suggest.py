"""Suggestions as a reader types: questions and labels that he may be about to write.

The last word is taken as a beginning; accents, case and slips of the finger do not matter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from faq.confidence import WORDS
from faq.index import Index
from faq.match import scored
from faq.model import Match
from faq.question import Question, QuestionWord, analyse
from faq.text import MATCHED_CHARACTERS_MAX, cap, words

TYPED_LETTERS_MIN = 2
BEGINNINGS_MAX = 40
BEGINNING = 0.9
LOOKED_AT = 20
SCORE_SHARE_MIN = 0.35


def suggest(index: Index, text: str, limit: int = 5, page: str | None = None) -> list[str]:
    """Return up to `limit` questions or labels that what was typed so far may become."""
    return list(dict.fromkeys(match.entry.question for match in begun(index, text, page)))[:limit]


def begun(index: Index, text: str, page: str | None = None) -> list[Match]:
    """Return the matches that what was typed so far may become, best first."""
    typed = cap(text)[:MATCHED_CHARACTERS_MAX]
    said = words(typed)
    if not said or len(said[-1]) < TYPED_LETTERS_MIN:
        return []
    question = analyse(typed, index)
    if typed[-1:].isalnum():
        question = _with_beginning(index, question, said[-1])
    found = scored(index, question, WORDS, LOOKED_AT, page)
    return [match for match in found if match.score >= SCORE_SHARE_MIN * found[0].score]


def _with_beginning(index: Index, question: Question, beginning: str) -> Question:
    """Let the last word stand for every word of the site that begins with it."""
    begun = dict.fromkeys(index.beginning_with(beginning)[:BEGINNINGS_MAX], BEGINNING)
    others = tuple(word for word in question.words if word.text != beginning)
    own = next((word for word in question.words if word.text == beginning), None)
    terms: Mapping[int, float] = begun | (dict(own.terms) if own and own.known else {})
    if not terms:
        return question
    weight = max(index.rarity(term) for term in terms)
    return replace(question, words=(*others, QuestionWord(beginning, weight, terms, known=True)))
