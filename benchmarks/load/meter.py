"""What is counted while a cell is measured; percentiles and medians of it."""

from __future__ import annotations

import math
import statistics
from array import array
from collections.abc import Iterable, Sequence

SHARES = {"p50": 0.5, "p90": 0.9, "p99": 0.99, "p999": 0.999}

Figures = dict[str, float]


class Meter:
    """Messages that count, and how long each took: to its ack, and to its answer.

    With `by_due` a message counts by the moment when it was to be sent, and takes its time from
    there: a server that stalls is charged for everyone whom it keeps waiting. Without, by the
    moment when its answer came.
    """

    def __init__(self, by_due: bool) -> None:
        self._by_due = by_due
        self._begin = self._end = math.inf
        self.asks_again = not by_due
        self.seconds = array("d")
        self.ack_seconds = array("d")
        self.lost = 0
        self.refused = 0
        self.refusal = ""

    def open(self, begin: float, end: float) -> None:
        """Count what falls between two moments, and nothing of before."""
        self._begin, self._end = begin, end
        del self.seconds[:], self.ack_seconds[:]

    def note(self, due: float, now: float) -> None:
        """Take the time of a whole message."""
        if self._begin <= (due if self._by_due else now) < self._end:
            self.seconds.append(now - due)

    def note_ack(self, due: float, now: float) -> None:
        """Take the time of an ack."""
        if self._begin <= (due if self._by_due else now) < self._end:
            self.ack_seconds.append(now - due)

    def refuse(self, why: str) -> None:
        """Count a message that the server would not have."""
        self.refused += 1
        self.refusal = why

    def lose(self) -> None:
        """Count a connection that the server ended."""
        self.lost += 1


def milliseconds(seconds: Sequence[float], name: str = "") -> Figures:
    """Give percentiles and the maximum of times in seconds; nothing of none."""
    if not seconds:
        return {}
    ordered = sorted(seconds)
    last = len(ordered) - 1
    figures = {
        name + label: ordered[min(last, math.ceil(share * len(ordered)) - 1)] * 1e3
        for label, share in SHARES.items()
    }
    return {**figures, f"{name}max": ordered[-1] * 1e3}


def medians(rounds: Iterable[Figures]) -> Figures:
    """Give the median of each figure over the rounds that have it."""
    told = list(rounds)
    names = dict.fromkeys(name for figures in told for name in figures)
    return {
        name: statistics.median(figures[name] for figures in told if name in figures)
        for name in names
    }
