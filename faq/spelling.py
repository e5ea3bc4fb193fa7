"""Words that a site does not know -> the words of the site that were probably meant.

Every known word is filed under its spelling with each single letter left out and under how it
sounds in French. A mistyped word is looked up under the same keys, so that the cost does not grow
with the vocabulary, and RapidFuzz decides which of the few words found is near enough.
(Deletion keys after W. Garbe's symmetric delete spelling correction, 2012.)
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA, JaroWinkler

WORD_LETTERS_MAX = 24
FILED_TOGETHER_MAX = 64
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


def _keys(word: str) -> list[int]:
    """Return the distinct keys that a word is filed under by its letters, as 32-bit checksums."""
    word = word[:WORD_LETTERS_MAX]
    spellings = {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}
    return [zlib.crc32(spelling.encode()) for spelling in spellings]


def _sound_key(spoken: str) -> int:
    return zlib.crc32(f"/{spoken}".encode())


@dataclass(frozen=True, slots=True)
class Spelling:
    """The known words of a site, filed for look-up by a mistyped one."""

    known: Sequence[str]
    keys: npt.NDArray[np.uint32]
    owners: npt.NDArray[np.int32]

    @classmethod
    def of(cls, known: Sequence[str]) -> Spelling:
        """File every known word that is long enough to be recognised when mistyped."""
        filed, owners = array("I"), array("i")
        for number in range(len(known)):
            word = known[number]
            if len(word) >= _SPELLED_LETTERS_MIN - 1 and word.isalpha():
                keys = {*_keys(word), _sound_key(sound(word))}
                filed.extend(keys)
                owners.extend([number] * len(keys))
        keys_of = np.array(filed, dtype=np.uint32)
        order = np.argsort(keys_of, kind="stable")
        return cls(known, keys_of[order], np.array(owners, dtype=np.int32)[order])

    def nearest(self, word: str, limit: int = 4) -> list[tuple[str, float]]:
        """Return up to `limit` (known word, similarity 0 to 1) for an unknown word, best first."""
        if not _SPELLED_LETTERS_MIN <= len(word) <= WORD_LETTERS_MAX or not word.isalpha():
            return []
        spoken = sound(word)
        alike = self._filed_under([_sound_key(spoken)]) if len(spoken) >= 2 else []
        spelt = self._filed_under(_keys(word))
        near = {self.known[number]: False for number in spelt}
        near |= {w: True for w in map(self.known.__getitem__, alike) if sound(w) == spoken}
        found = [(other, self._similarity(word, other, same)) for other, same in near.items()]
        return sorted((f for f in found if f[1] > 0), key=lambda f: (-f[1], f[0]))[:limit]

    def _filed_under(self, keys: Sequence[int]) -> list[int]:
        """Return the numbers of the known words under any of some keys, the first of very many."""
        wanted = np.array(sorted(keys), dtype=np.uint32)
        starts = np.searchsorted(self.keys, wanted, side="left").tolist()
        ends = np.searchsorted(self.keys, wanted, side="right").tolist()
        numbers = [
            number
            for start, end in zip(starts, ends, strict=True)
            for number in self.owners[start : min(end, start + FILED_TOGETHER_MAX)].tolist()
        ]
        return list(dict.fromkeys(numbers))

    @staticmethod
    def _similarity(word: str, near: str, same_sound: bool) -> float:
        """Return how surely `near` was meant: by errors typed, by sound, by a shared beginning."""
        errors_max = 2 if len(word) >= _TWO_ERRORS_LETTERS_MIN else 1
        errors = OSA.distance(word, near, score_cutoff=errors_max)
        if errors > errors_max and not same_sound:
            return 0.0
        beginning = 0.15 * (1.0 - JaroWinkler.similarity(word, near))
        return (
            max(0.95 - 0.12 * errors if errors <= errors_max else 0.0, 0.85 if same_sound else 0.0)
            - beginning
        )
