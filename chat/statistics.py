"""Statistics of a site: what readers asked, what became of it, how fast, and about what.

Everything is summed up from the counts of the days (rolling.py), never from messages; the clusters
of unanswered questions alone are counted as they are.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import store
from chat.conversations import find_site
from chat.errors import InvalidPayloadError
from chat.rolling import bounds, days_between
from chat.zones import zone_of
from store import clusters, statistics
from store.statistic_records import Top
from store.teaching_records import Cluster

Step = Literal["day", "week", "month"]
STEPS: tuple[Step, ...] = ("day", "week", "month")
DAYS_MAX = 3 * 366
TOPS_MAX = 20
ANSWERS = ("answered", "suggested", "unknown", "smalltalk")


@dataclass(frozen=True, slots=True)
class Counts:
    """What happened in a span of days; shares are None where nothing is there to share."""

    answered: int = 0
    suggested: int = 0
    unknown: int = 0
    smalltalk: int = 0
    handed_over: int = 0
    helpful: int = 0
    unhelpful: int = 0

    @property
    def questions(self) -> int:
        """All that readers asked and the bot replied to, greetings among it."""
        return self.answered + self.suggested + self.unknown + self.smalltalk

    @property
    def answered_share(self) -> float | None:
        """The share of questions that were answered; greetings do not count."""
        return _share(self.answered, self.questions - self.smalltalk)

    @property
    def suggested_share(self) -> float | None:
        """The share of questions at which something was suggested."""
        return _share(self.suggested, self.questions - self.smalltalk)

    @property
    def unknown_share(self) -> float | None:
        """The share of questions that had no answer."""
        return _share(self.unknown, self.questions - self.smalltalk)

    @property
    def handed_over_share(self) -> float | None:
        """How many handovers there were for each question."""
        return _share(self.handed_over, self.questions - self.smalltalk)

    @property
    def helpful_share(self) -> float | None:
        """The share of opinions that found an answer helpful."""
        return _share(self.helpful, self.helpful + self.unhelpful)


@dataclass(frozen=True, slots=True)
class Times:
    """How long answers took, in milliseconds: an upper bound of the middle one, and of 95 %."""

    count: int = 0
    median_max: int | None = None
    most_max: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """A day, a week from Monday, or a month; the first and the last may be cut short."""

    first: date
    last: date
    counts: Counts
    bot: Times
    agents: Times


@dataclass(frozen=True, slots=True)
class Statistics:
    """All that is told of some days of a site, or of one section of it."""

    first: date
    last: date
    step: Step
    section: str | None
    whole: Period
    periods: tuple[Period, ...]
    sections: Mapping[str, Counts]
    top_questions: tuple[Top, ...]
    top_articles: tuple[Top, ...]
    unanswered: tuple[Cluster, ...]


def statistics_of(
    database: store.Database,
    site_key: str,
    first: date,
    last: date,
    step: Step = "day",
    section: str | None = None,
) -> Statistics:
    """Sum up some days of a site, both among them, by day, week or month.

    `section` is one of `sections_of`, None for all; the clusters are always those of the whole
    site. Raise UnknownSiteError, InvalidPayloadError for days that are none, store.StoreError.
    """
    _check(first, last, step)
    span = first.isoformat(), last.isoformat()
    with database.read() as session:
        site = find_site(session, site_key)
        counted = statistics.counts(session, site_key, *span, section)
        timed = statistics.times(session, site_key, *span, section)
        by_section = statistics.by_section(session, site_key, *span)
        questions = statistics.tops(session, site_key, "question", *span, TOPS_MAX)
        articles = statistics.tops(session, site_key, "article", *span, TOPS_MAX, section)
        zone = zone_of(site)
        since, until = bounds(first, zone)[0], bounds(last, zone)[1]
        asked = clusters.every(
            session, site_key, None, since=since, until=until, count_max=TOPS_MAX
        )
    counts: dict[date, Counter[str]] = defaultdict(Counter)
    times: dict[date, Counter[tuple[str, int]]] = defaultdict(Counter)
    for each in counted:
        counts[beginning(date.fromisoformat(each.day), step)][each.measure] += each.count
    for took in timed:
        key = took.author, took.milliseconds_max
        times[beginning(date.fromisoformat(took.day), step)][key] += took.count
    parts: dict[str, Counter[str]] = defaultdict(Counter)
    for each in by_section:
        parts[each.section][each.measure] += each.count
    return Statistics(
        first=first,
        last=last,
        step=step,
        section=section,
        whole=_period(first, last, sum(counts.values(), Counter()), sum(times.values(), Counter())),
        periods=tuple(
            _period(max(begins, first), min(ends, last), counts[begins], times[begins])
            for begins, ends in spans(first, last, step)
        ),
        sections={name: Counts(**part) for name, part in parts.items()},
        top_questions=tuple(questions),
        top_articles=tuple(articles),
        unanswered=tuple(asked),
    )


def sections_of(database: store.Database, site_key: str) -> list[str]:
    """List the sections that can be asked for."""
    with database.read() as session:
        return statistics.sections(session, site_key)


def last_days(site: store.Site, now: datetime, count: int) -> tuple[date, date]:
    """Give the first and the last of so many days of a site, today among them."""
    today = now.astimezone(zone_of(site)).date()
    return today - timedelta(days=count - 1), today


def beginning(day: date, step: Step) -> date:
    """Give the first day of the period that a day is in."""
    match step:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)


def spans(first: date, last: date, step: Step) -> list[tuple[date, date]]:
    """List the first and the last day of each period that some days are in."""
    begins = list(dict.fromkeys(beginning(day, step) for day in days_between(first, last)))
    following = [*begins[1:], beginning(last + timedelta(days=31 if step == "month" else 7), step)]
    if step == "day":
        following = [day + timedelta(days=1) for day in begins]
    return [(begin, end - timedelta(days=1)) for begin, end in zip(begins, following, strict=True)]


def _check(first: date, last: date, step: str) -> None:
    if step not in STEPS:
        raise InvalidPayloadError(f"choose one of {', '.join(STEPS)}")
    if not first <= last or (last - first).days >= DAYS_MAX or last.year > date.max.year - 2:
        raise InvalidPayloadError(f"choose between one day and {DAYS_MAX}, in their order")


def _period(
    first: date,
    last: date,
    counts: Mapping[str, int],
    times: Mapping[tuple[str, int], int],
) -> Period:
    bot, agents = (
        _times((most, count) for (author, most), count in times.items() if author == wanted)
        for wanted in ("bot", "agent")
    )
    return Period(first, last, Counts(**counts), bot, agents)


def _times(counted: Iterable[tuple[int, int]]) -> Times:
    ordered = sorted(counted)
    whole = sum(count for _, count in ordered)
    return Times(whole, _quantile(ordered, whole, 0.5), _quantile(ordered, whole, 0.95))


def _quantile(ordered: Iterable[tuple[int, int]], whole: int, share: float) -> int | None:
    """Give the bound below which a share of all lies."""
    seen = 0
    for most, count in ordered:
        seen += count
        if seen >= share * whole:
            return most
    return None


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole > 0 else None
