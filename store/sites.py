"""Sites: publishers' web sites, found by their public key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, select, update
from sqlalchemy.orm import Session

from store.errors import SiteExistsError
from store.prepared import Prepared, Row
from store.records import Site
from store.tables import SiteRow


def _select() -> Select[*tuple[Any, ...]]:
    """Select what a Site is made of, in the order of its fields."""
    told = SiteRow
    return select(
        *(told.key, told.name, told.locale, told.base_url, told.origins, told.contact_url),
        *(told.greetings, told.knowledge_version, told.theme, told.hours, told.time_zone),
        *(told.retention_days, told.section_greetings),
    )


_GET = Prepared(_select().where(SiteRow.key == bindparam("site")))
_EVERY = Prepared(_select().order_by(SiteRow.key))


def add(session: Session, site: Site, now: datetime) -> Site:
    """Store a new site; raise SiteExistsError when its key is taken."""
    if session.get(SiteRow, site.key) is not None:
        raise SiteExistsError(f"there is a site {site.key!r} already: choose another key")
    session.add(
        SiteRow(
            key=site.key,
            name=site.name,
            locale=site.locale,
            base_url=site.base_url,
            origins=list(site.origins),
            contact_url=site.contact_url,
            greetings=dict(site.greetings),
            knowledge_version=0,
            created_at=now,
            theme=dict(site.theme),
            hours=_as_lists(site.hours),
            time_zone=site.time_zone,
            retention_days=site.retention_days,
            section_greetings=dict(site.section_greetings),
        )
    )
    session.flush()
    return replace(site, knowledge_version=0)


def get(session: Session, key: str) -> Site | None:
    """Find a site by its key."""
    row = _GET.row(session, site=key)
    return None if row is None else _record(row)


def every(session: Session) -> list[Site]:
    """List all sites by key."""
    return [_record(row) for row in _EVERY.rows(session)]


def knowledge_versions(session: Session) -> dict[str, int]:
    """Map each site's key to the version of its entries."""
    rows = session.execute(select(SiteRow.key, SiteRow.knowledge_version))
    return {row.key: row.knowledge_version for row in rows}


def set_hours(
    session: Session, key: str, hours: Mapping[str, Sequence[str]], time_zone: str
) -> None:
    """Say when people of a site are there; nothing for always."""
    told = {"hours": _as_lists(hours), "time_zone": time_zone}
    session.execute(update(SiteRow).where(SiteRow.key == key).values(**told))


def set_theme(session: Session, key: str, theme: Mapping[str, str]) -> None:
    """Say how the widget of a site looks."""
    session.execute(update(SiteRow).where(SiteRow.key == key).values(theme=dict(theme)))


def set_retention(session: Session, key: str, days: int) -> None:
    """Say how many days a conversation is kept after its last message."""
    session.execute(update(SiteRow).where(SiteRow.key == key).values(retention_days=days))


def change(session: Session, site: Site) -> bool:
    """Store what a site says of itself; tell whether there is such a site.

    Its key, its theme and the version of its entries stay as they are.
    """
    told = {
        "name": site.name,
        "locale": site.locale,
        "base_url": site.base_url,
        "origins": list(site.origins),
        "contact_url": site.contact_url,
        "greetings": dict(site.greetings),
        "section_greetings": dict(site.section_greetings),
        "hours": _as_lists(site.hours),
        "time_zone": site.time_zone,
        "retention_days": site.retention_days,
    }
    changed = update(SiteRow).where(SiteRow.key == site.key).values(**told).returning(SiteRow.key)
    return session.execute(changed).first() is not None


def raise_knowledge_version(session: Session, key: str) -> None:
    """Tell every worker that the entries of a site have changed."""
    session.execute(
        update(SiteRow)
        .where(SiteRow.key == key)
        .values(knowledge_version=SiteRow.knowledge_version + 1)
    )


def _record(row: Row) -> Site:
    told = list(row)
    told[4] = tuple(told[4])
    return Site(*told)


def _as_lists(hours: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {day: list(told) for day, told in hours.items()}
