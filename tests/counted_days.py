"""Days of a site as they stand when they were counted: a year of questions without its messages."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator
from datetime import date, timedelta

import store
from store.statistics_tables import DayCountRow, DayTimeRow, DayTopRow
from store.tables import Base

SECTIONS = ("Abonnement", "Sport", "")
QUESTIONS = (
    "Comment résilier mon abonnement ?",
    "Où trouver les résultats du marathon ?",
    "Combien coûte l’abonnement numérique ?",
)
ARTICLE, ARTICLE_URL = "Résilier son abonnement", "/abonnement.html"


def count_days(
    database: store.Database, last: date, days: int, site_key: str = "demo", size: int = 100
) -> None:
    """Store the counts of so many days, the last one among them, in a pattern of weeks."""
    rows = list(_rows(last, days, site_key, size))
    database.commit(lambda session: session.add_all(rows))


def _rows(last: date, days: int, site_key: str, size: int) -> Iterator[Base]:
    for back in range(days):
        day = last - timedelta(days=back)
        told = (site_key, day.isoformat())
        volume = size * (1.0 if day.weekday() < 5 else 0.45) * (1.1 + math.sin(back / 9) / 3)
        for part, section in enumerate(SECTIONS, 2):
            yield from _section(told, section, volume / part, back)
        for rank, question in enumerate(QUESTIONS):
            yield _top(told, "question", question, "", int(volume / (9 + 4 * rank)))
        yield _top(told, "article", ARTICLE, ARTICLE_URL, int(volume / 5))


def _section(told: tuple[str, str], section: str, volume: float, back: int) -> Iterator[Base]:
    good = 0.72 + math.sin(back / 17) / 12
    counts = {
        "answered": volume * good,
        "suggested": volume * 0.12,
        "unknown": volume * (0.88 - good),
        "smalltalk": volume * 0.08,
        "handed_over": volume * 0.05,
        "helpful": volume * 0.1,
        "unhelpful": volume * 0.03,
    }
    site_key, day = told
    for measure, count in counts.items():
        yield DayCountRow(
            site_key=site_key, day=day, section=section, measure=measure, count=round(count)
        )
    for author, most, count in (("bot", 20, 0.7), ("bot", 100, 0.25), ("bot", 500, 0.05)):
        yield _time(told, section, author, most, round(volume * count))
    if not section:
        yield _time(told, section, "agent", 120_000 if back % 5 else 600_000, 3)


def _time(told: tuple[str, str], section: str, author: str, most: int, count: int) -> DayTimeRow:
    return DayTimeRow(
        site_key=told[0],
        day=told[1],
        section=section,
        author=author,
        milliseconds_max=most,
        count=count,
    )


def _top(told: tuple[str, str], kind: str, label: str, url: str, count: int) -> DayTopRow:
    digest = hashlib.sha256(label.encode()).hexdigest()[:32]
    return DayTopRow(
        site_key=told[0],
        day=told[1],
        kind=kind,
        digest=digest,
        section="",
        label=label,
        url=url,
        count=count,
    )
