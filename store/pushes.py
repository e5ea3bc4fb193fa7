"""Pushes: the secret that a site signs its articles with, and the signatures that were used."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from store.tables import PushRow, PushSecretRow


def secret(session: Session, site_key: str) -> str | None:
    """Give the secret of a site, None while it has none."""
    row = session.get(PushSecretRow, site_key)
    return None if row is None else row.secret


def set_secret(session: Session, site_key: str, made: str, now: datetime) -> None:
    """Give a site a secret; an older one is good no more."""
    session.merge(PushSecretRow(site_key=site_key, secret=made, made_at=now))
    session.flush()


def take(session: Session, site_key: str, signature: str, now: datetime, old: datetime) -> bool:
    """Note that a signature is used; tell whether it never was. What is older is forgotten."""
    session.execute(delete(PushRow).where(PushRow.taken_at < old))
    if session.get(PushRow, (site_key, signature)) is not None:
        return False
    session.add(PushRow(site_key=site_key, signature=signature, taken_at=now))
    session.flush()
    return True
