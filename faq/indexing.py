"""Entries -> the arrays of an index, in one pass, a few thousand entries at a time.

Each written word is looked at once and remembered, so that what a passage costs is a dictionary
look-up a word; all that depends on the words around it is worked out on whole arrays.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import numpy.typing as npt

from faq.acronyms import Acronyms, Pair, found_in
from faq.facts import BITS, Bits, Row, Told, of_row
from faq.language import language_of
from faq.model import Entry
from faq.postings import FIELD_WEIGHTS, Ints, Postings, Tokens, Written, weigh
from faq.spelling import Spelling
from faq.text import folded_words, sentences, stem, written_alone, written_words
from faq.vocabulary import Vocabulary, as_bytes
from faq.wordings import Wordings, WordingsBuilder

ENTRIES_AT_ONCE = 4096
SENTENCES_TOLD_APART = 255
_TOLD = 4  # what is told of a word: its term, its own facts, the fact it is the unit of, traits

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Parts:
    """All that an index searches in, beside the entries themselves."""

    stems: Vocabulary
    words: Vocabulary
    spelling: Spelling
    fields: dict[str, Tokens]
    sentences: npt.NDArray[np.uint8]
    facts: Bits
    articles: Ints
    named: npt.NDArray[np.float32]
    postings: Postings
    wordings: Wordings
    acronyms: Acronyms


def parts_of(entries: Sequence[Entry], progress: Progress | None = None) -> Parts:
    """Index entries; `progress` is told (how many are done, how many there are)."""
    builder = _Builder()
    for start in range(0, len(entries), ENTRIES_AT_ONCE):
        builder.add(entries[start : start + ENTRIES_AT_ONCE])
        if progress is not None:
            progress(min(start + ENTRIES_AT_ONCE, len(entries)), len(entries))
    return builder.parts()


class _Words(dict[str, tuple[int, ...]]):
    """Written word of one language -> the numbers under which the words behind it are told of."""

    def __init__(self, stemmer: str, stems: dict[bytes, int], told: array[int]) -> None:
        super().__init__()
        self._stemmer, self._stems, self._told = stemmer, stems, told
        self.known: set[str] = set()

    def __missing__(self, written: str) -> tuple[int, ...]:
        numbers = []
        for word in folded_words(written):
            self.known.add(word)
            filed = as_bytes(stem(word, self._stemmer))
            term = self._stems.setdefault(filed, len(self._stems))
            fact = Told.by(word, written)
            numbers.append(len(self._told) // _TOLD)
            self._told.extend((term, fact.own, fact.unit, fact.traits))
        self[written] = tuple(numbers)
        return self[written]

    def read(self, text: str) -> list[int]:
        """Return the numbers of a text's words, in reading order."""
        return list(chain.from_iterable(map(self.__getitem__, written_alone(text))))


class _Field:
    """The terms of one field, piece by piece."""

    def __init__(self) -> None:
        self._terms: list[Ints] = [np.empty(0, dtype=np.int32)]
        self._lengths = array("q", [0])

    def append(self, terms: Ints, lengths: Iterable[int]) -> None:
        """Add the terms of the next entries, end to end, and how many each of them has."""
        self._terms.append(terms)
        self._lengths.extend(lengths)

    def tokens(self, renumbered: Ints) -> Tokens:
        """Put the pieces together."""
        starts = np.cumsum(np.array(self._lengths, dtype=np.int64))
        return Tokens(renumbered[np.concatenate(self._terms)], starts)


class _Builder:
    def __init__(self) -> None:
        self._stems: dict[bytes, int] = {}
        self._told = array("i")
        self._languages: dict[str, _Words] = {}
        self._fields = {name: _Field() for name in FIELD_WEIGHTS}
        self._nearby_lengths = array("q")
        self._nearby_counts: list[npt.NDArray[np.uint8]] = [np.empty(0, dtype=np.uint8)]
        self._sentences: list[npt.NDArray[np.uint8]] = [np.empty(0, dtype=np.uint8)]
        self._facts: list[Bits] = [np.empty(0, dtype=np.uint16)]
        self._addresses: dict[str, int] = {}
        self._articles = array("i")
        self._wordings = WordingsBuilder()
        self._acronyms: Counter[Pair] = Counter()

    def add(self, entries: Sequence[Entry]) -> None:
        """Take in the next entries."""
        asked, titles, around, answers = _Rows(), _Rows(), _Rows(), _Answers()
        seen: dict[tuple[str, str], list[int]] = {}
        for entry in entries:
            words = self._words_of(entry.language)
            heading, _, nearby = entry.context.partition("\n\n")
            asked.append(words.read(_asked(entry)))
            titles.append(words.read(f"{entry.title}\n{heading}"))
            answers.read(entry.answer, words)
            lines = [(line, entry.language) for line in nearby.split("\n")]
            for key in lines:
                if key not in seen:
                    seen[key] = words.read(key[0])
            around.append([number for key in lines for number in seen[key]])
            self._wordings.add(entry)
            self._acronyms.update(found_in(entry.answer))
            address = entry.url or entry.title
            self._articles.append(self._addresses.setdefault(address, len(self._addresses)))
        told = np.array(self._told, dtype=np.int32).reshape(-1, _TOLD)
        for name, rows in (("question", asked), ("title", titles), ("answer", answers)):
            self._fields[name].append(told[np.array(rows.numbers), 0], rows.lengths)
        self._add_nearby(told[np.array(around.numbers), 0], around.lengths)
        self._sentences.append(np.array(answers.sentences, dtype=np.uint8))
        self._facts.append(answers.facts(told))

    def _add_nearby(self, terms: Ints, lengths: array[int]) -> None:
        """Add what stands around the next entries: each distinct term, and how often it does."""
        owners = np.repeat(np.arange(len(lengths)), np.array(lengths))
        pairs, counts = np.unique(owners << 32 | terms, return_counts=True)
        distinct = np.bincount(pairs >> 32, minlength=len(lengths))
        self._fields["nearby"].append((pairs & 0xFFFFFFFF).astype(np.int32), distinct.tolist())
        self._nearby_lengths.extend(lengths)
        self._nearby_counts.append(np.minimum(counts, 255).astype(np.uint8))

    def _words_of(self, language: str) -> _Words:
        stemmer = language_of(language).stemmer
        if stemmer not in self._languages:
            self._languages[stemmer] = _Words(stemmer, self._stems, self._told)
        return self._languages[stemmer]

    def parts(self) -> Parts:
        """Put everything together, the terms in the order of their letters."""
        ordered = sorted(self._stems)
        renumbered = np.empty(len(ordered), dtype=np.int32)
        for new, filed in enumerate(ordered):
            renumbered[self._stems[filed]] = new
        fields = {name: field.tokens(renumbered) for name, field in self._fields.items()}
        words = Vocabulary.of(set().union(*(each.known for each in self._languages.values())))
        facts = np.concatenate(self._facts)
        return Parts(
            Vocabulary.of_sorted(ordered),
            words,
            Spelling.of(words),
            fields,
            np.concatenate(self._sentences),
            facts,
            np.array(self._articles, dtype=np.int32),
            _named_share(fields["answer"].terms, facts, len(ordered)),
            weigh(self._written(fields), len(ordered)),
            self._wordings.wordings(),
            Acronyms.of(self._acronyms),
        )

    def _written(self, fields: Mapping[str, Tokens]) -> dict[str, Written]:
        lengths = np.array(self._nearby_lengths, dtype=np.int64)
        nearby = Written(fields["nearby"], lengths, np.concatenate(self._nearby_counts))
        return {name: Written.of(tokens) for name, tokens in fields.items()} | {"nearby": nearby}


class _Rows:
    """What is read of one field of the next entries: numbers end to end, and each one's length."""

    def __init__(self) -> None:
        self.numbers = array("i")
        self.lengths = array("q")

    def append(self, numbers: Sequence[int]) -> None:
        """Add the numbers of the next entry's words."""
        self.numbers.extend(numbers)
        self.lengths.append(len(numbers))


class _Answers(_Rows):
    """Answers, with the sentence that each word stands in and the commas after words."""

    def __init__(self) -> None:
        super().__init__()
        self.sentences = array("B")
        self._first = array("q")
        self._commas = array("q")

    def read(self, answer: str, words: _Words) -> None:
        """Add an answer, sentence by sentence."""
        before = len(self.numbers)
        for number, sentence in enumerate(sentences(answer)):
            first = len(self.numbers)
            for written, comma in written_words(sentence):
                found = words[written]
                self.numbers.extend(found)
                if comma:
                    self._commas.extend(range(len(self.numbers) - len(found), len(self.numbers)))
            count = len(self.numbers) - first
            self.sentences.extend([min(number, SENTENCES_TOLD_APART)] * count)
            self._first.extend([first] * count)
        self.lengths.append(len(self.numbers) - before)

    def facts(self, told: Ints) -> Bits:
        """Return the facts that each word is part of."""
        own = told[np.array(self.numbers), 1:].astype(np.uint16)
        comma = np.zeros(len(own), dtype=bool)
        comma[np.array(self._commas, dtype=np.int64)] = True
        first = np.array(self._first, dtype=np.int64)
        return of_row(Row(own[:, 0], own[:, 1], own[:, 2], first, comma))


def _asked(entry: Entry) -> str:
    """Return the wordings an entry is asked by; a passage's label only repeats its title."""
    return "\n".join([entry.question, *entry.variants] if entry.asks else entry.variants)


def _named_share(terms: Ints, facts: Bits, count: int) -> npt.NDArray[np.float32]:
    """Return for each term in which share of its places it is part of a name."""
    named = np.bincount(terms, weights=(facts & BITS["name"]) > 0, minlength=count)
    return (named / np.maximum(np.bincount(terms, minlength=count), 1)).astype(np.float32)
