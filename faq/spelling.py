"""Words that a site does not know -> the words of the site that were probably meant.

Every known word is filed under its spelling with each single letter left out and under how it
sounds in French. A mistyped word is looked up under the same keys, so that the cost does not grow
with the vocabulary, and RapidFuzz decides which of the few words found is near enough.
(Deletion keys after W. Garbe's symmetric delete spelling correction, 2012.)
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler

WORD_LETTERS_MAX = 24
_SPELLED_LETTERS_MIN = 4
_TWO_ERRORS_LETTERS_MIN = 6

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"), (r"eaux?|aux?", "o"), (r"oi|oy", "wa"), (r"qu?|ck|cqu", "k"), (r"c(?=[eiy])|ss|sc(?=[eiy])|t(?=ion)", "s"),
        (r"ch", "$"), (r"c", "k"), (r"g(?=[eiy])", "j"), (r"gu(?=[eiy])", "g"), (r"gn", "n"), (r"h", ""), (r"y", "i"),
        (r"(?:ai|ei)(?=[mn](?![aeiouwmn]))|(?:i|u)(?=[mn](?![aeiouwmn]))", "1"), (r"1[mn]", "1"),
        (r"[ae][mn](?![aeiouwmn])", "2"), (r"o[mn](?![aeiouwmn])", "3"), (r"ai|ei|ez$|er$|et$|ee?s?$|ent$", "e"),
        (r"ou", "u"), (r"z", "s"), (r"(.)\1+", r"\1"), (r"(?<=..)[esxtdp]+$", ""),
    )
]  # fmt: skip


def sound(word: str) -> str:
    """Return how a folded French word sounds, roughly ("fotografe" and "photographe" agree)."""
    for pattern, replacement in _SOUNDS:
        word = pattern.sub(replacement, word)
    return word


def _keys(word: str) -> Iterator[int]:
    """Yield the keys that a word is filed under, as 32-bit checksums."""
    word = word[:WORD_LETTERS_MAX]
    yield zlib.crc32(word.encode())
    for position in range(len(word)):
        yield zlib.crc32((word[:position] + word[position + 1 :]).encode())
    yield zlib.crc32(("/" + sound(word)).encode())


@dataclass(frozen=True, slots=True)
class Spelling:
    """The known words of a site, filed for look-up by a mistyped one."""

    known: Sequence[str]
    keys: npt.NDArray[np.uint32]
    owners: npt.NDArray[np.int32]

    @classmethod
    def of(cls, known: Sequence[str]) -> Spelling:
        """File every known word that is long enough to be recognised when mistyped."""
        filed = [
            (key, number)
            for number, word in enumerate(known)
            if len(word) >= _SPELLED_LETTERS_MIN - 1 and word.isalpha()
            for key in set(_keys(word))
        ]
        filed.sort()
        table = np.array(filed, dtype=np.int64).reshape(-1, 2)
        return cls(known, table[:, 0].astype(np.uint32), table[:, 1].astype(np.int32))

    def nearest(self, word: str, limit: int = 4) -> list[tuple[str, float]]:
        """Return up to `limit` (known word, similarity 0 to 1) for an unknown word, best first."""
        if not _SPELLED_LETTERS_MIN <= len(word) <= WORD_LETTERS_MAX or not word.isalpha():
            return []
        spoken = sound(word)
        found = [(near, self._similarity(word, near, spoken)) for near in self._filed_with(word)]
        return sorted((f for f in found if f[1] > 0), key=lambda f: -f[1])[:limit]

    def _filed_with(self, word: str) -> set[str]:
        """Return the known words that share a key with the word."""
        wanted = np.array(sorted(set(_keys(word))), dtype=np.uint32)
        starts = np.searchsorted(self.keys, wanted, side="left")
        ends = np.searchsorted(self.keys, wanted, side="right")
        return {
            self.known[owner]
            for s, e in zip(starts, ends, strict=True)
            for owner in self.owners[s:e]
        }

    @staticmethod
    def _similarity(word: str, near: str, spoken: str) -> float:
        """Return how surely `near` was meant: by errors typed, by sound, by a shared beginning."""
        errors_max = 2 if len(word) >= _TWO_ERRORS_LETTERS_MIN else 1
        errors = OSA.distance(word, near, score_cutoff=errors_max)
        same_sound = len(spoken) >= 2 and sound(near) == spoken
        if errors > errors_max and not same_sound:
            return 0.0
        beginning = 0.15 * (1.0 - JaroWinkler.similarity(word, near))
        return (
            max(0.95 - 0.12 * errors if errors <= errors_max else 0.0, 0.85 if same_sound else 0.0)
            - beginning
        )
