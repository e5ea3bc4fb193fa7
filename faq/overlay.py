"""What editors have just written, searched beside the big index until that one is built anew.

A small index of the changed entries stands among passages of the big one: their words tell how
rare a word is, and they are rivals, so that a confidence means the same in both. In the big index
the changed entries are hidden, old wording and retired ones alike. An entry of the small index
answers where it is surer than all that the big one finds.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from faq.answer import SUGGESTIONS_MAX, Bands, answer, quoted, suggestions
from faq.conversation import asked_again, in_context
from faq.index import Index
from faq.model import Answer, Entry, Match
from faq.question import analyse, language_asked
from faq.text import cap

BACKGROUND = 200


@dataclass(frozen=True, slots=True)
class Overlay:
    """Both indexes; `changed` are the ids of the entries that only the small one may tell."""

    big: Index
    small: Index
    changed: frozenset[str]

    def search(self, question: str, limit: int = 5, page: str | None = None) -> list[Match]:
        """Return the best matches of both, best first, as `Index.search` does."""
        small = self.small.search(question, limit, page)
        found = [*self._own(small), *self.big.search(question, limit, page)]
        return sorted(found, key=lambda match: -match.confidence)[:limit]

    def asked_as(self, text: str) -> list[Entry]:
        """Return the entries that are asked or labelled by the text, the changed ones first."""
        own = [self.small.entries[number] for number in self.small.asked_as(text)]
        others = [self.big.entries[number] for number in self.big.asked_as(text)]
        return [each for each in own if each.id in self.changed] + others

    def answer(
        self,
        question: str,
        page: str | None = None,
        previous: tuple[str, str] | None = None,
        locale: str = "fr",
        bands: Bands = Bands(),  # noqa: B008 - frozen
    ) -> Answer:
        """Return the answer of whichever index is surer, as `faq.answer` does of one."""
        text = cap(question)
        chosen = asked_again(self.small, text, previous)
        if chosen is not None and chosen.entry.id in self.changed:
            asked = analyse(previous[0] if previous else text, self.small)
            return quoted(self.small, asked, [chosen])
        told = answer(self.big, question, page, previous, locale, bands)
        if told.kind == "smalltalk" or self.big.asked_as(text):
            return told
        language = language_asked(text, locale)
        asked, found = in_context(self.small, text, page, previous, language, bands.answered_min)
        own = self._own(found)
        best = own[0].confidence if own[:1] == found[:1] and own else 0.0
        if best <= told.confidence:
            return told
        if best >= bands.answered_min:
            return quoted(self.small, asked, own)
        if best < bands.suggested_min:
            return told
        labels = tuple(dict.fromkeys([*suggestions(own), *told.suggestions]))
        return Answer("suggested", language.did_you_mean, best, (), labels[:SUGGESTIONS_MAX])

    def _own(self, found: Sequence[Match]) -> list[Match]:
        """Keep the matches of changed entries; the others are the big index's to tell."""
        return [match for match in found if match.entry.id in self.changed]


def overlaid(
    index: Index, wanted: Sequence[Entry], gone: Collection[str] = (), background: int = BACKGROUND
) -> Overlay:
    """Lay entries, new or changed, over an index; `gone` are the ids of those withdrawn.

    Takes as long as the index has entries, and as it takes to index those few.
    """
    changed = frozenset(entry.id for entry in wanted)
    hidden = {
        number
        for number, entry in enumerate(index.entries)
        if entry.id in changed or entry.id in gone
    }
    step = max(1, len(index) // max(background, 1))
    among = [index.entries[n] for n in range(0, len(index), step) if n not in hidden]
    small = Index([*wanted, *among[:background]], meaning="off")
    return Overlay(index.without(hidden), small, changed)
