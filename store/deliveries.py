"""Deliveries: a queue in the database, by due time, and the log of what became of each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from store.delivery_records import Delivery
from store.delivery_tables import DeliveryRow


def add(session: Session, deliveries: Sequence[Delivery]) -> None:
    """Store what is to be delivered."""
    for each in deliveries:
        session.add(
            DeliveryRow(
                id=each.id,
                site_key=each.site_key,
                webhook_id=each.webhook_id,
                conversation_id=each.conversation_id,
                event=each.event,
                body=each.body,
                state=each.state,
                attempts=each.attempts,
                due_at=each.due_at,
                outcome=each.outcome,
                made_at=each.made_at,
                ended_at=each.ended_at,
            )
        )
    session.flush()


def take_due(session: Session, now: datetime, until: datetime, count_max: int) -> list[Delivery]:
    """Take what is due, the oldest first; until a moment nobody else takes it.

    Each is counted as tried: a process that dies over one has used up a try.
    """
    due = session.scalars(
        select(DeliveryRow.id)
        .where(DeliveryRow.due_at <= now)
        .order_by(DeliveryRow.due_at, DeliveryRow.id)
        .limit(count_max)
        .with_for_update(skip_locked=True)
    ).all()
    rows = session.scalars(
        update(DeliveryRow)
        .where(DeliveryRow.id.in_(due), DeliveryRow.due_at <= now)
        .values(due_at=until, attempts=DeliveryRow.attempts + 1)
        .returning(DeliveryRow)
        .execution_options(populate_existing=True)
    )
    return sorted(map(_record, rows), key=lambda each: (each.made_at, each.id))


def end(session: Session, delivery: Delivery, *, keeps_body: bool) -> None:
    """Store how a try went: what was taken is delivered, failed for good, or due again."""
    body = delivery.body if keeps_body else ""
    session.execute(
        update(DeliveryRow)
        .where(DeliveryRow.id == delivery.id, DeliveryRow.attempts == delivery.attempts)
        .values(
            state=delivery.state,
            due_at=delivery.due_at,
            outcome=delivery.outcome,
            ended_at=delivery.ended_at,
            body=body,
        )
    )


def get(session: Session, site_key: str, delivery_id: str) -> Delivery | None:
    """Find a delivery of a site."""
    row = session.get(DeliveryRow, delivery_id)
    return None if row is None or row.site_key != site_key else _record(row)


def log(
    session: Session,
    site_key: str,
    webhook_id: str | None = None,
    count_max: int = 50,
    skipped: int = 0,
) -> list[Delivery]:
    """List the deliveries of a site, or of one webhook of it, the newest first."""
    of_webhook = () if webhook_id is None else (DeliveryRow.webhook_id == webhook_id,)
    rows = session.scalars(
        select(DeliveryRow)
        .where(DeliveryRow.site_key == site_key, *of_webhook)
        .order_by(DeliveryRow.made_at.desc(), DeliveryRow.id.desc())
        .limit(count_max)
        .offset(skipped)
    )
    return [_record(row) for row in rows]


def drop_old(session: Session, before: datetime) -> int:
    """Remove from the log what ended before a moment; give how many."""
    gone = session.scalars(
        delete(DeliveryRow).where(DeliveryRow.ended_at < before).returning(DeliveryRow.id)
    )
    return len(gone.all())


def _record(row: DeliveryRow) -> Delivery:
    return Delivery(
        id=row.id,
        site_key=row.site_key,
        webhook_id=row.webhook_id,
        conversation_id=row.conversation_id,
        event=row.event,
        body=row.body,
        state=row.state,  # type: ignore[arg-type]
        attempts=row.attempts,
        due_at=row.due_at,
        outcome=row.outcome,
        made_at=row.made_at,
        ended_at=row.ended_at,
    )
