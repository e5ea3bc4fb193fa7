"""The answer, not the paragraph: the one to three sentences of a passage that answer.

Whole sentences, word for word, side by side. A sentence whose subject is only "il" or "elle" takes
the one before along, which names it. The decisive words are marked for the reader's eye.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from faq import facts
from faq.language import language_of
from faq.question import Question
from faq.text import Word, sentences, word_spans

if TYPE_CHECKING:
    from faq.index import Index

QUOTE_SENTENCES_MAX = 3
QUOTE_WORDS_MAX = 100
WHOLE_WORDS_MAX = 90
MARKED_SIMILARITY_MIN = 0.5
SAID_SIMILARITY_MIN = 0.9
MARKS_MAX = 6
BESIDE_WORDS = 6
TITLE_SHARE = 0.4
FACT_SHARE, LEANING_SHARE, LENGTH_SHARE = 0.8, 0.2, 0.05

Floats = npt.NDArray[np.float64]
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article; `marks` are (start, end) offsets of the decisive ones in `text`.

    `cover` and `passage_cover` tell how well the quote and its whole passage meet each word of the
    question, shape (words,); `has_fact` and `has_fact_beside` whether the quote holds a fact of the
    kind asked for, and whether it stands beside the word that names what is asked.
    """

    text: str
    marks: tuple[Mark, ...]
    cover: Floats
    passage_cover: Floats
    has_fact: bool = False
    has_fact_beside: bool = False


@dataclass(frozen=True, slots=True)
class _Sentence:
    """One sentence of a passage: where it stands, what it meets of the question, what it tells.

    `tells` is False for words such as "ne", which are never marked; `asked` is True for those that
    name what is asked.
    """

    text: str
    start: int
    words: list[Word]
    cover: Floats
    met: npt.NDArray[np.bool_]
    facts: npt.NDArray[np.bool_]
    tells: npt.NDArray[np.bool_]
    asked: npt.NDArray[np.bool_]


def quote(index: Index, question: Question, number: int) -> Quote:
    """Return what to quote of an entry, by its number, for a question.

    What a page itself gives as the answer to a question is quoted whole where it is short.
    """
    entry = index.entries[number]
    told = list(_sentences(index, question, number))
    if not told:
        nothing = np.zeros(len(question.words))
        return Quote(entry.answer, (), nothing, nothing)
    is_whole = entry.asks and len(entry.answer.split()) <= WHOLE_WORDS_MAX
    weights = np.array([word.weight for word in question.words]) * _untold(index, question, number)
    pronouns = language_of(entry.language).pronouns
    first, last = (0, len(told) - 1) if is_whole else _window(told, weights, pronouns)
    start, end = told[first].start, told[last].start + len(told[last].text)
    marks = (
        (sentence.start - start + one, sentence.start - start + other)
        for sentence in told[first : last + 1]
        for one, other in _marks(sentence)
    )
    covers = np.array([sentence.cover for sentence in told])
    return Quote(
        entry.answer[start:end],
        tuple(marks)[:MARKS_MAX],
        covers[first : last + 1].max(axis=0),
        covers.max(axis=0),
        *_facts(told[first : last + 1]),
    )


def _facts(said: Sequence[_Sentence]) -> tuple[bool, bool]:
    """Tell whether sentences hold a fact of the kind asked for, and beside what is asked."""
    held = np.flatnonzero(np.concatenate([sentence.facts for sentence in said]))
    asked = np.flatnonzero(np.concatenate([sentence.asked for sentence in said]))
    apart = np.abs(held[:, None] - asked)
    return len(held) > 0, bool((apart <= BESIDE_WORDS).any())


def _sentences(index: Index, question: Question, number: int) -> Iterator[_Sentence]:
    """Yield the sentences of an entry's answer, looked at with the question in mind."""
    text = index.entries[number].answer
    terms = index.fields["answer"].of(number).tolist()
    held = index.facts_of(number)
    stopwords = language_of(index.entries[number].language).stopwords
    narrow, _ = facts.wanted(question.cues)
    place = offset = 0
    for sentence in sentences(text):
        offset = text.index(sentence, offset)
        spans = list(word_spans(sentence))
        here = slice(place, place + len(spans))
        similar = np.array(
            [[word.terms.get(term, 0.0) for word in question.words] for term in terms[here]]
        ).reshape(len(spans), len(question.words))
        nearest = similar.max(axis=1, initial=0.0)
        tells = np.array([word.folded not in stopwords for word in spans], dtype=bool)
        met = nearest >= MARKED_SIMILARITY_MIN
        is_fact = ((held[here] & narrow) > 0) & (nearest < SAID_SIMILARITY_MIN)
        cover = similar.max(axis=0, initial=0.0)
        asked = similar[:, question.asked] if question.asked is not None else np.zeros(len(spans))
        is_asked = asked >= MARKED_SIMILARITY_MIN
        yield _Sentence(sentence, offset, spans, cover, met, is_fact, tells, is_asked)
        place, offset = place + len(spans), offset + len(sentence)


def _untold(index: Index, question: Question, number: int) -> Floats:
    """Return for each word how much it tells the article's sentences apart: its title's do less."""
    title = set(index.fields["title"].of(number).tolist())
    return np.array([TITLE_SHARE if title & word.terms.keys() else 1.0 for word in question.words])


def _marks(sentence: _Sentence) -> list[Mark]:
    """Return the (start, end) of the facts asked for, else of the words that were met."""
    told, met = sentence.facts & sentence.tells, sentence.met & sentence.tells
    tells = told if told.any() and met.any() else met
    runs: list[Mark] = []
    for word, is_marked in zip(sentence.words, tells, strict=True):
        end = word.start + len(word.written)
        if is_marked and runs and word.start - runs[-1][1] <= 1:
            runs[-1] = (runs[-1][0], end)
        elif is_marked:
            runs.append((word.start, end))
    return runs


def _window(
    told: Sequence[_Sentence], weights: Floats, pronouns: frozenset[str]
) -> tuple[int, int]:
    """Return the first and last sentence to quote: those that together tell most of it."""
    covers = np.array([sentence.cover for sentence in told]) * weights
    tells = np.log((len(told) + 1) / (np.count_nonzero(covers, axis=0) + 0.5))
    best = max(float((covers @ tells).max()), 0.1)
    scores: dict[tuple[int, int], float] = {}
    for first, last in _windows(told):
        here = covers[first : last + 1]
        has_fact = any(sentence.facts.any() for sentence in told[first : last + 1])
        leans = first > 0 and _leans(told[first], pronouns)
        scores[first, last] = float(
            here.max(axis=0) @ tells
            + best * (FACT_SHARE * has_fact - LEANING_SHARE * leans)
            + best * LENGTH_SHARE * (last - first)
        )
    return max(scores, key=lambda window: scores[window])


def _windows(told: Sequence[_Sentence]) -> Iterator[tuple[int, int]]:
    """Yield every (first, last) that is short enough to be read in a chat."""
    for first in range(len(told)):
        for last in range(first, min(first + QUOTE_SENTENCES_MAX, len(told))):
            length = sum(len(sentence.text.split()) for sentence in told[first : last + 1])
            if first == last or length <= QUOTE_WORDS_MAX:
                yield first, last


def _leans(sentence: _Sentence, pronouns: frozenset[str]) -> bool:
    """Tell whether a sentence opens with a word that only the one before explains."""
    return bool(sentence.words) and sentence.words[0].folded in pronouns
