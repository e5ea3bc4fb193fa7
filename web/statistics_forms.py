"""Which days of a site its statistics are asked for, and in what steps."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

import store
from chat.statistics import STEPS, Step, last_days
from web.forms import Posted

DAYS_SHOWN = 30
SPANS = (7, 30, 90, 365)
DAILY_DAYS_MAX, WEEKLY_DAYS_MAX = 45, 200
SECTION_LENGTH_MAX = 200
YEARS = range(2000, 2200)


def _day(text: str) -> str:
    """Accept a day as browsers send it, of our time, or none."""
    if not text:
        return ""
    day = date.fromisoformat(text)
    if day.year not in YEARS:
        raise ValueError("choose a day of our time")
    return day.isoformat()


def _step(text: str) -> str:
    """Accept a step, or none."""
    if text not in ("", *STEPS):
        raise ValueError("choose a step of the list")
    return text


def _no_nul(text: str) -> str:
    """Refuse what no database takes for text."""
    if "\0" in text:
        raise ValueError("choose a section of the list")
    return text


Day = Annotated[str, StringConstraints(strip_whitespace=True, max_length=10), AfterValidator(_day)]
Section = Annotated[str, StringConstraints(max_length=SECTION_LENGTH_MAX), AfterValidator(_no_nul)]


class Span(Posted):
    """The first and the last day, the step and the section; empty for what usually is shown."""

    first: Day = ""
    last: Day = ""
    step: Annotated[str, AfterValidator(_step)] = ""
    section: Section = ""

    def days(self, site: store.Site, now: datetime) -> tuple[date, date]:
        """Give the first and the last day; without them, the last thirty."""
        usual_first, today = last_days(site, now, DAYS_SHOWN)
        last = date.fromisoformat(self.last) if self.last else today
        if self.first:
            return date.fromisoformat(self.first), last
        return last - (today - usual_first), last

    def steps(self, first: date, last: date) -> Step:
        """Give the step that is asked for, else the one that leaves a picture readable."""
        for each in STEPS:
            if each == self.step:
                return each
        length = (last - first).days
        if length > WEEKLY_DAYS_MAX:
            return "month"
        return "week" if length > DAILY_DAYS_MAX else "day"
