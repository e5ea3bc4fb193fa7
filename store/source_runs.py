"""Passes over the sources of a site that somebody asked for: one at a time, the last one kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from store.source_run_tables import SourceRunRow

SILENT_MAX = timedelta(minutes=3)


@dataclass(frozen=True, slots=True)
class SourceRun:
    """A pass: how many pages are done, of how many that are known; `report` when it has ended."""

    id: str
    who: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None
    done: int
    total: int
    report: Mapping[str, Any]

    def is_live(self, now: datetime) -> bool:
        """Tell whether it goes on: it has not ended, and was heard of lately."""
        return self.ended_at is None and now - self.seen_at < SILENT_MAX


def get(session: Session, site_key: str) -> SourceRun | None:
    """Find the last pass of a site."""
    row = session.get(SourceRunRow, site_key)
    if row is None:
        return None
    return SourceRun(
        row.id, row.who, row.began_at, row.seen_at, row.ended_at, row.done, row.total, row.report
    )


def begin(session: Session, site_key: str, run_id: str, who: str, now: datetime) -> bool:
    """Begin a pass; tell whether none was going on."""
    held = get(session, site_key)
    if held is not None and held.is_live(now):
        return False
    session.merge(
        SourceRunRow(
            site_key=site_key,
            id=run_id,
            who=who,
            began_at=now,
            seen_at=now,
            ended_at=None,
            done=0,
            total=0,
            report={},
        )
    )
    session.flush()
    return True


def tell(session: Session, run_id: str, done: int, total: int, now: datetime) -> None:
    """Say how far a pass is."""
    told = {"done": done, "total": total, "seen_at": now}
    session.execute(update(SourceRunRow).where(SourceRunRow.id == run_id).values(**told))


def end(session: Session, run_id: str, report: Mapping[str, Any], now: datetime) -> None:
    """Say what a pass came to."""
    told = {"report": dict(report), "ended_at": now, "seen_at": now}
    session.execute(update(SourceRunRow).where(SourceRunRow.id == run_id).values(**told))
