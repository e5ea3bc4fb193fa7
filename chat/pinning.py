"""Pinning: an entry that an editor has pinned comes first wherever it is among the matches.

A question that is another entry's own, to the letter, is answered by that one: a reader who has
chosen a suggestion must get what he chose.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

import faq
from chat.examination import Answering, OfIndex
from faq.answer import quoted
from faq.overlay import Overlay
from faq.question import analyse
from faq.text import cap

AMONG = 5


@dataclass(frozen=True, slots=True)
class Pinning:
    """What questions are put to, the ids of pinned entries, and which index has found a match."""

    inner: Answering
    pins: Collection[str]
    home: Callable[[faq.Match], faq.Index]

    def search(self, question: str, limit: int = AMONG, page: str | None = None) -> list[faq.Match]:
        """Return the best matches, pinned ones first."""
        found = self.inner.search(question, max(limit, AMONG), page)
        return sorted(found, key=lambda match: match.entry.id not in self.pins)[:limit]

    def asked_as(self, text: str) -> list[faq.Entry]:
        """Return the entries that are asked by exactly this."""
        return self.inner.asked_as(text)

    def answer(
        self,
        question: str,
        page: str | None = None,
        previous: tuple[str, str] | None = None,
        locale: str = "fr",
        bands: faq.Bands = faq.Bands(),  # noqa: B008 - frozen
    ) -> faq.Answer:
        """Return the answer of a pinned entry where one is near enough to be suggested."""
        told = self.inner.answer(question, page, previous, locale, bands)
        if told.kind == "smalltalk" or self.asked_as(cap(question)):
            return told
        first = next(iter(self.search(question, 1, page)), None)
        if first is None or first.entry.id not in self.pins:
            return told
        if first.confidence < bands.suggested_min:
            return told
        index = self.home(first)
        return quoted(index, analyse(cap(question), index), [first])


def serving(index: faq.Index, overlay: Overlay | None, pins: Collection[str]) -> Answering:
    """Give what questions are put to: an index, or what is laid over it, pinned entries first."""
    inner: Answering = OfIndex(index) if overlay is None else overlay
    return Pinning(inner, pins, lambda match: home(index, overlay, match)) if pins else inner


def home(index: faq.Index, overlay: Overlay | None, match: faq.Match) -> faq.Index:
    """Give the index that has found a match."""
    if overlay is None:
        return index
    return overlay.small if match.entry.id in overlay.changed else overlay.big
