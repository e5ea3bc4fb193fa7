"""Erasures: a visitor and all that is his are deleted, and that it was done is remembered.

What is deleted is overwritten (`PRAGMA secure_delete`, engines.py); the log still holds it, and
perhaps a page that it was moved from, until `Database.leave_no_trace`. What stays is a digest of a
random id, and a date.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from store import teaching
from store.conversation_tables import (
    ConversationRow,
    ErasureRow,
    FeedbackRow,
    MessageRow,
    NoteRow,
    VisitorRow,
)


def erase(
    session: Session, visitor_ids: Sequence[str], now: datetime, *, keeps_decided: bool = False
) -> int:
    """Delete visitors with all that is theirs; give how many there were.

    With `keeps_decided`, what an editor has decided on stays, see `teaching.forget`.
    """
    teaching.forget(session, visitor_ids, keeps_decided=keeps_decided)
    theirs = select(ConversationRow.id).where(ConversationRow.visitor_id.in_(visitor_ids))
    for table in (FeedbackRow, NoteRow, MessageRow):
        session.execute(delete(table).where(table.conversation_id.in_(theirs)))
    session.execute(delete(ConversationRow).where(ConversationRow.visitor_id.in_(visitor_ids)))
    gone = session.scalars(
        delete(VisitorRow).where(VisitorRow.id.in_(visitor_ids)).returning(VisitorRow.id)
    ).all()
    _remember(session, gone, now)
    return len(gone)


def due(session: Session, site_key: str, before: datetime, count_max: int) -> list[str]:
    """List visitors of a site of whom nothing is newer than a moment, the oldest first."""
    newer = (
        select(ConversationRow.id)
        .where(ConversationRow.visitor_id == VisitorRow.id, ConversationRow.updated_at >= before)
        .correlate(VisitorRow)
    )
    return list(
        session.scalars(
            select(VisitorRow.id)
            .where(
                VisitorRow.site_key == site_key,
                VisitorRow.created_at < before,
                ~exists(newer),
            )
            .order_by(VisitorRow.created_at)
            .limit(count_max)
        )
    )


def remembered(session: Session, visitor_ids: Sequence[str]) -> list[str]:
    """Give those of some visitors who were erased before: an old copy has brought them back."""
    digests = {digest(each): each for each in visitor_ids}
    found = session.scalars(select(ErasureRow.digest).where(ErasureRow.digest.in_(digests)))
    return [digests[each] for each in found]


def since(session: Session, moment: datetime) -> bool:
    """Tell whether anybody was erased since a moment."""
    wanted = select(ErasureRow.digest).where(ErasureRow.erased_at >= moment).limit(1)
    return session.scalar(wanted) is not None


def digest(visitor_id: str) -> str:
    """Give what is remembered of a visitor: his id is random, so nobody finds it from this."""
    return hashlib.sha256(f"salut erasure {visitor_id}".encode()).hexdigest()


def _remember(session: Session, visitor_ids: Sequence[str], now: datetime) -> None:
    digests = [digest(each) for each in visitor_ids]
    session.execute(delete(ErasureRow).where(ErasureRow.digest.in_(digests)))
    if digests:
        told = [{"digest": each, "erased_at": now} for each in digests]
        session.execute(insert(ErasureRow), told)
