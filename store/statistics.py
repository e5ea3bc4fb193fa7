"""Statistics: what was counted of each day (rolling.py), summed up over days and sections."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from store.conversation_tables import ConversationRow
from store.statistic_records import DayCount, DayTime, Measure, Top
from store.statistics_tables import DayCountRow, DayTimeRow, DayTopRow


def counts(
    session: Session, site_key: str, first: str, last: str, section: str | None = None
) -> list[DayCount]:
    """List how often each thing happened on each day, both days among them.

    Without a section all of them are summed up.
    """
    rows = session.execute(
        select(DayCountRow.day, DayCountRow.measure, func.sum(DayCountRow.count))
        .where(*_within(DayCountRow, site_key, first, last, section))
        .group_by(DayCountRow.day, DayCountRow.measure)
        .order_by(DayCountRow.day, DayCountRow.measure)
    )
    return [_count(day, section or "", measure, count) for day, measure, count in rows]


def by_section(session: Session, site_key: str, first: str, last: str) -> list[DayCount]:
    """List how often each thing happened in each section in some days; `day` is the first."""
    rows = session.execute(
        select(DayCountRow.section, DayCountRow.measure, func.sum(DayCountRow.count))
        .where(*_within(DayCountRow, site_key, first, last, None))
        .group_by(DayCountRow.section, DayCountRow.measure)
        .order_by(DayCountRow.section, DayCountRow.measure)
    )
    return [_count(first, section, measure, count) for section, measure, count in rows]


def times(
    session: Session, site_key: str, first: str, last: str, section: str | None = None
) -> list[DayTime]:
    """List how long answers took on each day, all sections summed up unless one is given."""
    rows = session.execute(
        select(
            *(DayTimeRow.day, DayTimeRow.author, DayTimeRow.milliseconds_max),
            func.sum(DayTimeRow.count),
        )
        .where(*_within(DayTimeRow, site_key, first, last, section))
        .group_by(DayTimeRow.day, DayTimeRow.author, DayTimeRow.milliseconds_max)
        .order_by(DayTimeRow.day, DayTimeRow.author, DayTimeRow.milliseconds_max)
    )
    return [
        DayTime(day, section or "", author, most, int(count)) for day, author, most, count in rows
    ]


def tops(
    session: Session,
    site_key: str,
    kind: str,
    first: str,
    last: str,
    count_max: int,
    section: str | None = None,
) -> list[Top]:
    """List the commonest wordings ("question") or articles ("article") of some days."""
    count = func.sum(DayTopRow.count)
    label = func.max(DayTopRow.label)
    rows = session.execute(
        select(label, func.max(DayTopRow.url), count)
        .where(*_within(DayTopRow, site_key, first, last, section), DayTopRow.kind == kind)
        .group_by(DayTopRow.digest)
        .order_by(count.desc(), label)
        .limit(count_max)
    )
    return [Top(told, url, int(number)) for told, url, number in rows]


def sections(session: Session, site_key: str) -> list[str]:
    """List the sections that anything was counted in, by name."""
    wanted = select(DayCountRow.section).where(DayCountRow.site_key == site_key).distinct()
    return sorted(filter(None, session.scalars(wanted)))


def first_day(session: Session, site_key: str) -> datetime | None:
    """Tell when the oldest conversation of a site that is still kept began."""
    return session.scalar(
        select(func.min(ConversationRow.created_at)).where(ConversationRow.site_key == site_key)
    )


def _count(day: str, section: str, measure: str, count: int) -> DayCount:
    return DayCount(day, section, cast("Measure", measure), int(count))


def _within(
    table: Any, site_key: str, first: str, last: str, section: str | None
) -> tuple[ColumnElement[bool], ...]:
    here = () if section is None else (table.section == section,)
    return table.site_key == site_key, table.day >= first, table.day <= last, *here
