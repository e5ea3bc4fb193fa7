"""Entries made searchable: an inverted index for candidates, a forward one for scoring.

Immutable once built, so that a server can swap it whole while others still read the old one; all of
it is arrays, so that it can be saved, and opened again without being read (index_files.py).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

import numpy as np
import numpy.typing as npt

from faq import index_files
from faq.indexing import Parts, Progress, parts_of
from faq.match import matches, same_page
from faq.meaning import Meaning, at_once
from faq.model import Entry, Match
from faq.postings import Postings, Tokens
from faq.question import QuestionWord, analyse
from faq.scratch import Scratch
from faq.wordings import path_of

REMEMBERED = 20_000
NAME_SHARE_MIN, NAME_SIMILARITY = 0.6, 0.95

Opinion = Meaning | Literal["auto", "off"]


class Index:
    """The searchable form of a site's entries."""

    def __init__(
        self,
        entries: Iterable[Entry],
        meaning: Opinion = "auto",
        progress: Progress | None = None,
    ) -> None:
        """Index the entries.

        `meaning` is a second opinion made elsewhere, "auto" to make it here and now where the
        model is installed and the entries are few, or "off". `progress` is told how many entries
        are done, and how many there are.
        """
        kept = tuple(entries)
        self._take(kept, parts_of(kept, progress), meaning)

    @classmethod
    def open(cls, folder: Path, meaning: Opinion = "auto") -> Index:
        """Open a saved index, mapped from its files; raises IndexUnusableError."""
        index = cls.__new__(cls)
        entries, parts = index_files.read(folder)
        index._take(entries, parts, meaning)
        return index

    def with_meaning(self, meaning: Opinion) -> Index:
        """Return the same index with another second opinion."""
        index = Index.__new__(Index)
        index._take(self.entries, self._parts, meaning)
        index.hidden = self.hidden
        return index

    def without(self, numbers: Iterable[int]) -> Index:
        """Return the same index, but for some entries, by their numbers, that answer nobody."""
        index = self.with_meaning(self.meaning or "off")
        index.hidden = self.hidden | frozenset(numbers)
        return index

    def save(self, folder: Path) -> None:
        """Save the index in a folder, whole or not at all; raises OSError."""
        index_files.write(folder, self.entries, self._parts)

    def _take(self, entries: Sequence[Entry], parts: Parts, meaning: Opinion) -> None:
        self.entries: Sequence[Entry] = entries
        self.hidden: frozenset[int] = frozenset()
        self.meaning = _second_opinion(entries, meaning)
        self.scratch = Scratch(len(entries))
        self._parts = parts
        self._derived = lru_cache(maxsize=REMEMBERED)(parts.stems.derived_from)
        self.fields: dict[str, Tokens] = parts.fields
        self.sentences = parts.sentences
        self.facts = parts.facts
        self.articles = parts.articles
        self.postings: Postings = parts.postings
        counts = parts.postings.counts
        self.rarities: npt.NDArray[np.float32] = np.log1p(
            (len(entries) - counts + 0.5) / (counts + 0.5)
        ).astype(np.float32)
        self._rarity_unknown = math.log1p((len(entries) + 0.5) / 0.5)

    def __len__(self) -> int:
        """Return the number of entries."""
        return len(self.entries)

    def search(self, question: str, limit: int = 5, page: str | None = None) -> list[Match]:
        """Return the best matches of a question, best first; [] when no word of it is known."""
        return matches(self, analyse(question, self), limit, page)

    def asked_as(self, text: str) -> list[int]:
        """Return the numbers of the entries that are asked or labelled by the text, folded."""
        return self._shown(self._parts.wordings.asked_as(text, self.entries))

    def of_page(self, page: str) -> list[int]:
        """Return the numbers of the entries of a page, by its address, in their order."""
        try:
            standing = self._parts.wordings.pages.under(path_of(page))
        except ValueError:
            return []
        here = self._shown(standing)
        return [number for number in here if same_page(self.entries[number].url, page)]

    def asking(self) -> Iterator[int]:
        """Yield the numbers of the entries whose question the site really asks, in their order."""
        yield from self._shown(map(int, self._parts.wordings.asking))

    def _shown(self, numbers: Iterable[int]) -> list[int]:
        return [number for number in numbers if number not in self.hidden]

    def term(self, stemmed: str) -> int | None:
        """Return the number of a stem, None when no entry holds it."""
        return self._parts.stems.number(stemmed)

    def stem_of(self, term: int) -> str:
        """Return the stem of a term."""
        return self._parts.stems[term]

    def knows(self, word: str) -> bool:
        """Tell whether a folded word stands in some entry."""
        return self._parts.words.number(word) is not None

    def spelled_like(self, word: str) -> list[tuple[str, float]]:
        """Return known words that a mistyped one may mean, with their similarity."""
        return self._parts.spelling.nearest(word)

    def spelt_out(self, word: str) -> tuple[str, ...]:
        """Return the content words that a folded acronym stands for on this site."""
        return self._parts.acronyms.spelt_out(word)

    def spelt_in(self, words: Iterable[str]) -> list[tuple[str, tuple[str, ...]]]:
        """Return the acronyms that folded words spell out, each with its words."""
        return self._parts.acronyms.spelt_in(words)

    def derived_from(self, stemmed: str) -> list[tuple[int, float]]:
        """Return (term, similarity) of terms that share a long beginning with a stem."""
        return self._derived(stemmed)

    def beginning_with(self, prefix: str) -> range:
        """Return the numbers of the terms that begin with a folded prefix."""
        return self._parts.stems.beginning_with(prefix)

    def facts_of(self, number: int) -> npt.NDArray[np.uint16]:
        """Return the fact bits of each word of an entry's answer, in reading order."""
        starts = self.fields["answer"].starts
        return self.facts[starts[number] : starts[number + 1]]

    def is_name(self, word: QuestionWord) -> bool:
        """Tell whether a word of a question is mostly written as a name in the entries."""
        surest = [term for term, similarity in word.terms.items() if similarity >= NAME_SIMILARITY]
        return any(self._parts.named[term] > NAME_SHARE_MIN for term in surest)

    def rarity(self, term: int | None) -> float:
        """Return the inverse document frequency of a term; the highest for an unknown one."""
        return self._rarity_unknown if term is None else float(self.rarities[term])


def _second_opinion(entries: Sequence[Entry], meaning: Opinion) -> Meaning | None:
    if isinstance(meaning, Meaning):
        return meaning
    return at_once(entries) if meaning == "auto" else None
