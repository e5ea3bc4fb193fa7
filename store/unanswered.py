"""Unanswered: what readers asked in vain, for editors."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased

from store.tables import ConversationRow, MessageRow

_asked, _told = aliased(MessageRow), aliased(MessageRow)


def questions(
    session: Session, site_key: str, since: datetime, count_max: int
) -> list[tuple[str, int]]:
    """List the questions that had no answer since a moment, those asked most often first."""
    count = func.count().label("count")
    rows = session.execute(
        select(_asked.text, count)
        .join(_told, _told.question_id == _asked.id)
        .join(ConversationRow, ConversationRow.id == _asked.conversation_id)
        .where(
            ConversationRow.site_key == site_key,
            _told.kind == "unknown",
            _told.created_at >= since,
        )
        .group_by(_asked.text)
        .order_by(count.desc(), _asked.text)
        .limit(count_max)
    )
    return [(text, number) for text, number in rows]
