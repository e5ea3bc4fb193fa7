"""Acronyms that a site spells out once: "RGPD" meets "règlement général sur la protection …".

Found beside a parenthesis or a comma, either way round, where the initials of the words agree; in
French news those of a foreign acronym come in another order ("Station spatiale internationale
(ISS)"), so that order does not matter from three letters on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np

from faq.text import folded_words, written_alone
from faq.vocabulary import Words, as_bytes

LETTERS_MIN, LETTERS_MAX = 2, 8
ANY_ORDER_LETTERS_MIN = 3
LOOKED_AT_CHARACTERS = 120
INITIAL_WORD_LETTERS_MIN = 4  # "de", "des", "sur" and their like give no initial
ACRONYMS_MAX = 20_000
MEANT_BYTES_MAX = 120

_SHORT = rf"(?:[A-Z]\.?){{{LETTERS_MIN},{LETTERS_MAX}}}"
_AFTER_WORDS = re.compile(rf"\(({_SHORT})\)")
_ARTICLE = r"(?:[Ll][ea]s?\s|[Ll]['’]|[Tt]he\s)?"
_BEFORE_WORDS = re.compile(rf"\b({_SHORT})(?:\s?\(|,\s|\s[:–—]\s){_ARTICLE}")
_END = re.compile(r"[.;:!?()«»\"]")

Pair = tuple[str, tuple[str, ...]]


def found_in(text: str) -> Iterator[Pair]:
    """Yield (acronym, the content words that it stands for), folded, of a passage."""
    for match in _AFTER_WORDS.finditer(text):
        before = text[max(match.start() - LOOKED_AT_CHARACTERS, 0) : match.start()]
        yield from _meant(match.group(1), _content(_END.split(before)[-1])[::-1], reverse=True)
    for match in _BEFORE_WORDS.finditer(text):
        after = text[match.end() : match.end() + LOOKED_AT_CHARACTERS]
        yield from _meant(match.group(1), _content(_END.split(after)[0]))


def _content(text: str) -> list[str]:
    """Return the folded words of a text that may give an acronym its initials."""
    found = (word for written in written_alone(text) for word in folded_words(written))
    return [word for word in found if len(word) >= INITIAL_WORD_LETTERS_MIN]


def _meant(written: str, nearest: list[str], reverse: bool = False) -> Iterator[Pair]:
    """Yield the pair if the nearest words have the initials of what is written."""
    acronym = written.replace(".", "").lower()
    meant = nearest[: len(acronym)]
    if reverse:
        meant.reverse()
    initials = "".join(word[0] for word in meant)
    any_order = len(acronym) >= ANY_ORDER_LETTERS_MIN and sorted(initials) == sorted(acronym)
    if (initials == acronym or any_order) and acronym not in meant:
        yield acronym, tuple(meant)


@dataclass(frozen=True, slots=True)
class Acronyms:
    """What the acronyms of a site stand for; row by row, in the order of the acronyms."""

    short: Words
    meant: Words
    _meant_by: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _begun_by: dict[str, list[Pair]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Counter[Pair]) -> Acronyms:
        """Keep what each acronym most often stands for."""
        kept: dict[str, tuple[str, ...]] = {}
        for (acronym, meant), _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
            if len(" ".join(meant).encode()) <= MEANT_BYTES_MAX and len(kept) < ACRONYMS_MAX:
                kept.setdefault(acronym, meant)
        ordered = sorted(kept, key=as_bytes)
        return cls.stored(
            _filed(as_bytes(acronym) for acronym in ordered),
            _filed(" ".join(kept[acronym]).encode() for acronym in ordered),
        )

    @classmethod
    def stored(cls, short: Words, meant: Words) -> Acronyms:
        """Make them from their arrays."""
        acronyms = cls(short, meant)
        for one, other in zip(short.tolist(), meant.tolist(), strict=True):
            acronym, spelt = one.decode(), tuple(other.decode().split())
            acronyms._meant_by[acronym] = spelt
            acronyms._begun_by.setdefault(spelt[0], []).append((acronym, spelt))
        return acronyms

    def spelt_out(self, word: str) -> tuple[str, ...]:
        """Return the content words that a folded word stands for, none when it is no acronym."""
        return self._meant_by.get(word, ())

    def spelt_in(self, words: Iterable[str]) -> list[Pair]:
        """Return the acronyms that the words of a question spell out, each with its words."""
        asked = set(words)
        begun = (pair for word in asked for pair in self._begun_by.get(word, ()))
        return sorted(pair for pair in begun if asked.issuperset(pair[1]))


def _filed(rows: Iterable[bytes]) -> Words:
    filed = list(rows)
    return np.array(filed, dtype=f"S{max(map(len, filed), default=1)}")
