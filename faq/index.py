"""Entries made searchable: an inverted index for candidates, a forward one for scoring.

Immutable once built, so that a server can swap it whole while others still read the old one.
Postings hold the finished BM25F weight of a term in an entry (Robertson, Zaragoza, Taylor 2004),
so that finding candidates is one addition per posting.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from faq import facts
from faq.language import language_of
from faq.match import matches
from faq.meaning import Meaning, at_once
from faq.model import Entry, Match
from faq.question import QuestionWord, analyse
from faq.spelling import Spelling
from faq.text import fold, sentences, stem, word_spans, words

K1 = 1.2
FIELD_WEIGHTS = {"question": 1.6, "answer": 1.0, "title": 0.6, "nearby": 0.25}
FIELD_LENGTHS = {"question": 0.5, "answer": 0.4, "title": 0.3, "nearby": 0.6}
NAME_SHARE_MIN, NAME_SIMILARITY = 0.6, 0.95
_PREFIX_LETTERS_MIN = 5

Ints = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Tokens:
    """The terms of one field of all entries, end to end; entry i owns [starts[i], starts[i+1])."""

    terms: Ints
    starts: npt.NDArray[np.int64]

    def of(self, number: int) -> Ints:
        """Return the terms of one entry, in reading order."""
        return self.terms[self.starts[number] : self.starts[number + 1]]

    def lengths(self, numbers: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return how many terms each of some entries has."""
        lengths: npt.NDArray[np.int64] = self.starts[numbers + 1] - self.starts[numbers]
        return lengths


@dataclass(frozen=True, slots=True)
class Postings:
    """The entries that hold a term, and its weight there; term t owns [starts[t], starts[t+1])."""

    entries: Ints
    weights: Floats
    starts: npt.NDArray[np.int64]

    def of(self, term: int) -> tuple[Ints, Floats]:
        """Return (entry numbers, weights) of one term."""
        span = slice(self.starts[term], self.starts[term + 1])
        return self.entries[span], self.weights[span]


class Index:
    """The searchable form of a site's entries."""

    def __init__(
        self, entries: Iterable[Entry], meaning: Meaning | Literal["auto", "off"] = "auto"
    ) -> None:
        """Index the entries.

        `meaning` is a second opinion made elsewhere, "auto" to make it here and now where the
        model is installed and the entries are few, or "off".
        """
        self.entries: tuple[Entry, ...] = tuple(entries)
        self.meaning = _second_opinion(self.entries, meaning)
        builder = _Builder(self.entries)
        self.terms: Sequence[str] = builder.sorted_terms
        self._numbers = {term: number for number, term in enumerate(self.terms)}
        self._words = frozenset(builder.words)
        self._spelling = Spelling.of(sorted(self._words))
        self.fields: dict[str, Tokens] = builder.fields
        self.sentences: Ints = builder.sentence_numbers
        self.facts = builder.facts
        self.articles: Ints = builder.articles
        self.postings = _postings(self.fields, len(self.terms), len(self.entries))
        self._asked: dict[str, list[int]] = {}
        for number, entry in enumerate(self.entries):
            for wording in (entry.question, *entry.variants):
                self._asked.setdefault(fold(wording).strip(), []).append(number)
        counts = np.diff(self.postings.starts)
        self.rarities: Floats = np.log1p(
            (len(self.entries) - counts + 0.5) / (counts + 0.5)
        ).astype(np.float32)
        self._named = _named_share(self.fields["answer"].terms, self.facts, len(self.terms))
        self._rarity_unknown = math.log1p((len(self.entries) + 0.5) / 0.5)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)

    def search(self, question: str, limit: int = 5, page: str | None = None) -> list[Match]:
        """Return the best matches of a question, best first; [] when no word of it is known."""
        return matches(self, analyse(question, self), limit, page)

    def asked_as(self, text: str) -> list[int]:
        """Return the numbers of the entries that are asked or labelled by the text, folded."""
        return self._asked.get(fold(text).strip(), [])

    def term(self, stemmed: str) -> int | None:
        """Return the number of a stem, None when no entry holds it."""
        return self._numbers.get(stemmed)

    def stem_of(self, term: int) -> str:
        """Return the stem of a term."""
        return self.terms[term]

    def knows(self, word: str) -> bool:
        """Tell whether a folded word stands in some entry."""
        return word in self._words

    def spelled_like(self, word: str) -> list[tuple[str, float]]:
        """Return known words that a mistyped one may mean, with their similarity."""
        return self._spelling.nearest(word)

    def derived_from(self, stemmed: str) -> list[tuple[int, float]]:
        """Return (term, similarity) of terms that share a long beginning with a stem."""
        if len(stemmed) < _PREFIX_LETTERS_MIN or not stemmed.isalpha():
            return []
        prefix = stemmed[: max(_PREFIX_LETTERS_MIN, len(stemmed) - 3)]
        found = []
        for number in range(bisect_left(self.terms, prefix), len(self.terms)):
            term = self.terms[number]
            if not term.startswith(prefix):
                break
            shared = _shared(stemmed, term) / max(len(stemmed), len(term))
            if shared >= 0.6 and term != stemmed:
                found.append((number, 0.25 + 0.5 * shared))
        return found

    def facts_of(self, number: int) -> npt.NDArray[np.uint16]:
        """Return the fact bits of each word of an entry's answer, in reading order."""
        starts = self.fields["answer"].starts
        return self.facts[starts[number] : starts[number + 1]]

    def is_name(self, word: QuestionWord) -> bool:
        """Tell whether a word of a question is mostly written as a name in the entries."""
        surest = [term for term, similarity in word.terms.items() if similarity >= NAME_SIMILARITY]
        return any(self._named[term] > NAME_SHARE_MIN for term in surest)

    def rarity(self, term: int | None) -> float:
        """Return the inverse document frequency of a term; the highest for an unknown one."""
        return self._rarity_unknown if term is None else float(self.rarities[term])


def _named_share(terms: Ints, bits: npt.NDArray[np.uint16], count: int) -> Floats:
    """Return for each term in which share of its places it is part of a name."""
    named = np.bincount(terms, weights=(bits & facts.BITS["name"]) > 0, minlength=count)
    return (named / np.maximum(np.bincount(terms, minlength=count), 1)).astype(np.float32)


def _second_opinion(
    entries: Sequence[Entry], meaning: Meaning | Literal["auto", "off"]
) -> Meaning | None:
    if isinstance(meaning, Meaning):
        return meaning
    return at_once(entries) if meaning == "auto" else None


def _shared(left: str, right: str) -> int:
    return next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
        min(len(left), len(right)),
    )


class _Builder:
    """Collects terms, fields, sentences and facts of entries in one pass."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.words: set[str] = set()
        numbers: dict[str, int] = {}
        rows: dict[str, list[list[int]]] = {name: [] for name in FIELD_WEIGHTS}
        boundaries: list[int] = []
        held: list[int] = []
        addresses: dict[str, int] = {}
        for entry in entries:
            stemmer = language_of(entry.language).stemmer
            title, _, nearby = entry.context.partition("\n\n")
            rows["question"].append(self._terms(words(_asked(entry)), stemmer, numbers))
            rows["title"].append(self._terms(words(f"{entry.title}\n{title}"), stemmer, numbers))
            rows["nearby"].append(self._terms(words(nearby), stemmer, numbers))
            answer: list[int] = []
            for number, sentence in enumerate(sentences(entry.answer)):
                found = [word.folded for word in word_spans(sentence)]
                answer += self._terms(found, stemmer, numbers)
                boundaries += [number] * len(found)
                held += facts.of(sentence)
            rows["answer"].append(answer)
        self.articles: Ints = np.array(
            [addresses.setdefault(e.url or e.title, len(addresses)) for e in entries],
            dtype=np.int32,
        )
        self.sorted_terms = sorted(numbers)
        renumbered = np.empty(len(numbers), dtype=np.int32)
        for new, term in enumerate(self.sorted_terms):
            renumbered[numbers[term]] = new
        self.fields = {name: _tokens(lists, renumbered) for name, lists in rows.items()}
        self.sentence_numbers: Ints = np.array(boundaries, dtype=np.int32)
        self.facts = np.array(held, dtype=np.uint16)

    def _terms(self, found: list[str], stemmer: str, numbers: dict[str, int]) -> list[int]:
        self.words.update(found)
        return [numbers.setdefault(stem(word, stemmer), len(numbers)) for word in found]


def _asked(entry: Entry) -> str:
    """Return the wordings an entry is asked by; a passage's label only repeats its title."""
    return "\n".join([entry.question, *entry.variants] if entry.asks else entry.variants)


def _tokens(lists: list[list[int]], renumbered: Ints) -> Tokens:
    starts = np.zeros(len(lists) + 1, dtype=np.int64)
    np.cumsum([len(row) for row in lists], out=starts[1:])
    flat = np.fromiter((t for row in lists for t in row), dtype=np.int32, count=int(starts[-1]))
    return Tokens(renumbered[flat] if len(flat) else flat, starts)


def _postings(fields: dict[str, Tokens], terms: int, entries: int) -> Postings:
    """Weigh every (term, entry) pair by BM25F and file the pairs by term."""
    weights: Counter[tuple[int, int]] = Counter()
    for name, tokens in fields.items():
        lengths = np.diff(tokens.starts)
        mean = max(float(lengths.mean()) if entries else 1.0, 1.0)
        norm = 1 - FIELD_LENGTHS[name] + FIELD_LENGTHS[name] * lengths / mean
        for number in range(entries):
            for term, count in Counter(tokens.of(number).tolist()).items():
                weights[term, number] += FIELD_WEIGHTS[name] * count / norm[number]
    pairs = sorted(weights)
    starts = np.zeros(terms + 1, dtype=np.int64)
    np.add.at(starts, [term + 1 for term, _ in pairs], 1)
    raw = np.array([weights[pair] for pair in pairs], dtype=np.float32)
    return Postings(
        np.array([number for _, number in pairs], dtype=np.int32),
        raw * (K1 + 1) / (K1 + raw) if len(raw) else raw,
        np.cumsum(starts),
    )
