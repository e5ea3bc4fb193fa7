"""Words as one sorted array of bytes: looked up by binary search, mapped from a file as it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
import numpy.typing as npt

WORD_BYTES_MAX = 48
PREFIX_LETTERS_MIN = 5
DERIVED_SHARE_MIN = 0.6
DERIVED_LOOKED_AT_MAX = 4096
DERIVED_MAX = 32

Words = npt.NDArray[np.bytes_]


def as_bytes(word: str) -> bytes:
    """Return the bytes that a word is filed by: the first 48 of a very long one."""
    return word.encode("utf-8", "replace")[:WORD_BYTES_MAX]


@dataclass(frozen=True, slots=True)
class Vocabulary(Sequence[str]):
    """Distinct words in the order of their bytes; a word's number is its place."""

    words: Words

    @classmethod
    def of(cls, words: Iterable[str]) -> Vocabulary:
        """File the words, each once."""
        return cls.of_sorted(sorted({as_bytes(word) for word in words}))

    @classmethod
    def of_sorted(cls, filed: Sequence[bytes]) -> Vocabulary:
        """Take distinct words as bytes that are in order already."""
        return cls(np.array(filed, dtype=f"S{max(map(len, filed), default=1)}"))

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.words)

    @overload
    def __getitem__(self, number: int) -> str: ...
    @overload
    def __getitem__(self, number: slice) -> list[str]: ...
    def __getitem__(self, number: int | slice) -> str | list[str]:
        """Return the word of a number."""
        if isinstance(number, slice):
            return [word.decode("utf-8", "ignore") for word in self.words[number].tolist()]
        return bytes(self.words[number]).decode("utf-8", "ignore")

    def number(self, word: str) -> int | None:
        """Return the number of a word, None when it is not there."""
        filed = as_bytes(word)
        place = self._place(filed)
        return place if place < len(self.words) and self.words[place] == filed else None

    def beginning_with(self, prefix: str) -> range:
        """Return the numbers of the words that begin with a prefix."""
        filed = as_bytes(prefix)
        if len(filed) > self.words.itemsize:
            return range(0)
        return range(self._place(filed), self._place(filed + b"\xff"))

    def derived_from(self, word: str) -> list[tuple[int, float]]:
        """Return (number, similarity) of other words that share a long beginning with a word.

        Of very many, those that share most of it.
        """
        if len(word) < PREFIX_LETTERS_MIN or not word.isalpha():
            return []
        numbers = self.beginning_with(word[: max(PREFIX_LETTERS_MIN, len(word) - 3)])
        if not numbers:
            return []
        shared, lengths = self._shared_beginnings(word, numbers[:DERIVED_LOOKED_AT_MAX])
        shares = shared / np.maximum(lengths, len(word.encode()))
        shares[shares == 1.0] = 0.0
        found = np.flatnonzero(shares >= DERIVED_SHARE_MIN)
        if len(found) > DERIVED_MAX:
            found = found[np.argsort(-shares[found], kind="stable")][:DERIVED_MAX]
        return [
            (numbers.start + place, 0.25 + 0.5 * share)
            for place, share in zip(found.tolist(), shares[found].tolist(), strict=True)
        ]

    def _shared_beginnings(
        self, word: str, numbers: range
    ) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
        """Return how many bytes each of some words shares with a word at its beginning, and has."""
        rows = self.words[numbers.start : numbers.stop]
        letters = rows.view(np.uint8).reshape(len(rows), self.words.itemsize)
        wanted = np.frombuffer(as_bytes(word)[: self.words.itemsize], dtype=np.uint8)
        same = letters[:, : len(wanted)] == wanted
        return np.logical_and.accumulate(same, axis=1).sum(axis=1), (letters > 0).sum(axis=1)

    def _place(self, filed: bytes) -> int:
        """Return where bytes stand or would stand; longer ones than any word after their like."""
        width = self.words.itemsize
        if len(filed) > width:
            return int(self.words.searchsorted(filed[:width], side="right"))
        return int(self.words.searchsorted(filed))
