"""Sites: publishers' web sites, found by their public key."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.errors import SiteExistsError
from store.records import Site
from store.tables import SiteRow


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
        )
    )
    session.flush()
    return replace(site, knowledge_version=0)


def get(session: Session, key: str) -> Site | None:
    """Find a site by its key."""
    row = session.get(SiteRow, key)
    return None if row is None else _record(row)


def every(session: Session) -> list[Site]:
    """List all sites by key."""
    return [_record(row) for row in session.scalars(select(SiteRow).order_by(SiteRow.key))]


def knowledge_versions(session: Session) -> dict[str, int]:
    """Map each site's key to the version of its entries."""
    rows = session.execute(select(SiteRow.key, SiteRow.knowledge_version))
    return {row.key: row.knowledge_version for row in rows}


def raise_knowledge_version(session: Session, key: str) -> None:
    """Tell every worker that the entries of a site have changed."""
    session.execute(
        update(SiteRow)
        .where(SiteRow.key == key)
        .values(knowledge_version=SiteRow.knowledge_version + 1)
    )


def _record(row: SiteRow) -> Site:
    return Site(
        key=row.key,
        name=row.name,
        locale=row.locale,
        base_url=row.base_url,
        origins=tuple(row.origins),
        contact_url=row.contact_url,
        greetings=dict(row.greetings),
        knowledge_version=row.knowledge_version,
    )
