"""Days as the console writes them: whole, short, and as the span between two."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Protocol

from chat.statistics import Step


class Words(Protocol):
    """What gives the strings of a page."""

    def text(self, key: str, **places: object) -> str:
        """Give a string, its places filled in."""


def whole_day(words: Words, day: date) -> str:
    """Write a day with its month and year."""
    month = words.text("months").split()[day.month - 1]
    return words.text("date", day=day.day, month=month, year=day.year)


def short_day(words: Words, day: date) -> str:
    """Write a day in a few letters, without its year."""
    month = words.text("months_short").split()[day.month - 1]
    return words.text("date_short", day=day.day, month=month)


def period_name(words: Words, step: Step) -> Callable[[date, date], str]:
    """Give the function that names a period by its first and its last day."""

    def name(first: date, last: date) -> str:
        if step == "month":
            month = words.text("months_short").split()[first.month - 1]
            return words.text("month_short", month=month, year=first.year)
        if first == last:
            return short_day(words, first)
        return words.text("span", first=short_day(words, first), last=short_day(words, last))

    return name
