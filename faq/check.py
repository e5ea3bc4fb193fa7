"""Labelled questions against an index: hit@1, hit@3, and what is answered, rightly or wrongly."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from faq.answer import Bands, answer
from faq.entries import Labelled
from faq.index import Index


@dataclass(slots=True)
class Tally:
    """Counts over the questions of one kind."""

    questions: int = 0
    first: int = 0
    among_three: int = 0
    answered_right: int = 0
    answered_wrong: int = 0

    def share(self, count: int) -> float:
        """Return a count as a share of the questions."""
        return count / self.questions if self.questions else 0.0


def check(index: Index, questions: Iterable[Labelled], bands: Bands = Bands()) -> dict[str, Tally]:  # noqa: B008 - frozen
    """Return a tally for each kind of question, and one under "all" for those in scope."""
    tallies: dict[str, Tally] = {"all": Tally()}
    for labelled in questions:
        own = tallies.setdefault(labelled.kind, Tally())
        counted = [own, tallies["all"]] if labelled.in_scope else [own]
        right = [
            labelled.is_answered_by(m.entry.answer)
            for m in index.search(labelled.question, limit=3)
        ]
        given = answer(index, labelled.question, bands=bands)
        for tally in counted:
            tally.questions += 1
            tally.first += right[:1] == [True]
            tally.among_three += any(right) and labelled.in_scope
            if given.kind == "answered":
                is_right = labelled.in_scope and labelled.is_answered_by(given.text)
                tally.answered_right += is_right
                tally.answered_wrong += not is_right
    return tallies


def table(tallies: dict[str, Tally]) -> str:
    """Return the tallies as a table, the sum last."""
    head = f"{'kind':<12}{'n':>5}{'hit@1':>8}{'hit@3':>8}{'right':>8}{'wrong':>8}"
    names = [*sorted(name for name in tallies if name != "all"), "all"]
    rows = (
        f"{name:<12}{t.questions:>5}{t.share(t.first):>8.3f}{t.share(t.among_three):>8.3f}"
        f"{t.share(t.answered_right):>8.3f}{t.share(t.answered_wrong):>8.3f}"
        for name, t in ((name, tallies[name]) for name in names)
    )
    return "\n".join([head, *rows])
