"""Counts of a span of days, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Measure = Literal[
    "answered",
    "suggested",
    "unknown",
    "smalltalk",
    "handed_over",
    "helpful",
    "unhelpful",
]
MEASURES: tuple[Measure, ...] = (
    "answered",
    "suggested",
    "unknown",
    "smalltalk",
    "handed_over",
    "helpful",
    "unhelpful",
)
MILLISECONDS = (
    *(1, 2, 5, 10, 20, 50, 100, 200, 500),
    *(1_000, 2_000, 5_000, 10_000, 20_000, 30_000),
    *(60_000, 120_000, 300_000, 600_000, 1_200_000, 1_800_000),
    *(3_600_000, 7_200_000, 21_600_000, 43_200_000, 86_400_000, 2_000_000_000),
)
"""The bounds between which times are counted; the last one stands for more than a day."""


@dataclass(frozen=True, slots=True)
class DayCount:
    """How often something happened on a day, written 2026-11-24."""

    day: str
    section: str
    measure: Measure
    count: int


@dataclass(frozen=True, slots=True)
class DayTime:
    """How many answers of an author took at most so many milliseconds, and over the bound below."""

    day: str
    section: str
    author: str
    milliseconds_max: int
    count: int


@dataclass(frozen=True, slots=True)
class Top:
    """A wording or an article, and how often it was asked, or answered."""

    label: str
    url: str
    count: int
