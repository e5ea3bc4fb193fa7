"""Validity: entries begin and cease to answer on their days, by the calendar of their site."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from store import sites
from store.entries import kept_of, next_version, placed, touch_redirects
from store.tables import EntryRow, SiteRow


def due(session: Session, now: datetime) -> list[str]:
    """List the keys of the sites on which a day has come that an entry has waited for."""
    zones = session.execute(select(SiteRow.key, SiteRow.time_zone)).all()
    return [row.key for row in zones if _due(session, row.key, _today(row.time_zone, now))]


def turn(session: Session, site_key: str, now: datetime) -> int:
    """Let entries answer, or no more, as their days have come; give how many.

    Workers hear of it, where there are any, by the knowledge version.
    """
    zone = session.scalar(select(SiteRow.time_zone).where(SiteRow.key == site_key))
    ids = [] if zone is None else _due(session, site_key, _today(zone, now))
    version = next_version(session, site_key)
    for entry_id in ids:
        row = session.get_one(EntryRow, (site_key, entry_id))
        standing = placed(session, site_key, kept_of(row).placing, now)
        row.is_in_force, row.turns_on = standing["is_in_force"], standing["turns_on"]
        row.version = version
        touch_redirects(session, site_key, entry_id)
    if ids:
        session.flush()
        sites.raise_knowledge_version(session, site_key)
    return len(ids)


def _due(session: Session, site_key: str, today: str) -> list[str]:
    waiting = (EntryRow.site_key == site_key, EntryRow.turns_on > "", EntryRow.turns_on <= today)
    return list(session.scalars(select(EntryRow.id).where(*waiting)))


def _today(zone: str, now: datetime) -> str:
    return now.astimezone(ZoneInfo(zone)).date().isoformat()
