"""Webhooks: the addresses that a site wants to be told at, each with its own secret."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.delivery_records import Webhook
from store.delivery_tables import DeliveryRow, WebhookRow


def add(session: Session, webhook: Webhook) -> Webhook:
    """Store a new webhook."""
    session.add(
        WebhookRow(
            id=webhook.id,
            site_key=webhook.site_key,
            url=webhook.url,
            secret=webhook.secret,
            events=list(webhook.events),
            is_active=webhook.is_active,
            made_at=webhook.made_at,
        )
    )
    session.flush()
    return webhook


def get(session: Session, site_key: str, webhook_id: str) -> Webhook | None:
    """Find a webhook of a site."""
    row = session.get(WebhookRow, webhook_id)
    return None if row is None or row.site_key != site_key else _record(row)


def of_site(session: Session, site_key: str) -> list[Webhook]:
    """List the webhooks of a site, the oldest first."""
    rows = session.scalars(
        select(WebhookRow)
        .where(WebhookRow.site_key == site_key)
        .order_by(WebhookRow.made_at, WebhookRow.id)
    )
    return [_record(row) for row in rows]


def change(session: Session, webhook: Webhook) -> None:
    """Store another address, other events, another secret; or that it is to be left in peace."""
    session.execute(
        update(WebhookRow)
        .where(WebhookRow.id == webhook.id, WebhookRow.site_key == webhook.site_key)
        .values(
            url=webhook.url,
            secret=webhook.secret,
            events=list(webhook.events),
            is_active=webhook.is_active,
        )
    )


def set_active(session: Session, webhook: Webhook, is_active: bool) -> Webhook:
    """Say whether a webhook is told anything."""
    changed = replace(webhook, is_active=is_active)
    change(session, changed)
    return changed


def remove(session: Session, webhook: Webhook) -> None:
    """Remove a webhook with the log of its deliveries."""
    session.execute(delete(DeliveryRow).where(DeliveryRow.webhook_id == webhook.id))
    session.execute(delete(WebhookRow).where(WebhookRow.id == webhook.id))


def _record(row: WebhookRow) -> Webhook:
    return Webhook(
        id=row.id,
        site_key=row.site_key,
        url=row.url,
        secret=row.secret,
        events=tuple(row.events),
        is_active=row.is_active,
        made_at=row.made_at,
    )
