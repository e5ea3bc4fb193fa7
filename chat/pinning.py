"""Pinning: an entry that an editor has pinned comes first wherever it is among the matches.

That is one which would be suggested if the better ones were not there: how sure a match is depends
on its rivals. A question that is another entry's own, to the letter, is answered by that one: a
reader who has chosen a suggestion must get what he chose.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import faq
from chat.examination import Answering, OfIndex
from faq.answer import quoted
from faq.match import matches
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
        """Return the best matches, a pinned one first."""
        found = self.inner.search(question, max(limit, AMONG), page)
        first = self._first(question, page, found)
        if first is None:
            return found[:limit]
        others = [match for match in found if match.entry.id != first.entry.id]
        return [first, *others][:limit]

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
        first = self._first(question, page, self.inner.search(question, AMONG, page))
        if first is None or first.confidence < bands.suggested_min:
            return told
        index = self.home(first)
        return quoted(index, analyse(cap(question), index), [first])

    def _first(
        self, question: str, page: str | None, found: Sequence[faq.Match]
    ) -> faq.Match | None:
        """Give the pinned entry among matches, as sure as it is when nobody stands before it."""
        best = next((match for match in found if match.entry.id in self.pins), None)
        if best is None:
            return None
        index = self.home(best)
        own = index.search(question, AMONG, page)
        rivals = [match.number for match in own if match.entry.id not in self.pins]
        alone = matches(index, analyse(cap(question), index), AMONG, page, rivals)
        return next((match for match in alone if match.entry.id == best.entry.id), best)


def serving(index: faq.Index, overlay: Overlay | None, pins: Collection[str]) -> Answering:
    """Give what questions are put to: an index, or what is laid over it, pinned entries first."""
    inner: Answering = OfIndex(index) if overlay is None else overlay
    return Pinning(inner, pins, lambda match: home(index, overlay, match)) if pins else inner


def home(index: faq.Index, overlay: Overlay | None, match: faq.Match) -> faq.Index:
    """Give the index that has found a match."""
    if overlay is None:
        return index
    return overlay.small if match.entry.id in overlay.changed else overlay.big
