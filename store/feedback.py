"""Feedback: what a visitor thinks of an answer, one opinion a message."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select
from sqlalchemy.orm import Session

from store.conversation_tables import FeedbackRow, MessageRow
from store.prepared import Prepared
from store.records import Opinion

_OF_CONVERSATION = Prepared(
    select(
        *(FeedbackRow.message_id, FeedbackRow.helpful, FeedbackRow.reason, FeedbackRow.given_at)
    ).where(FeedbackRow.conversation_id == bindparam("conversation"))
)


def give(
    session: Session,
    conversation_id: str,
    message_id: str,
    helpful: bool,
    reason: str,
    now: datetime,
) -> bool:
    """Store an opinion in place of the last one; tell whether it is of an answer given here."""
    said = session.scalar(
        select(MessageRow.id).where(
            MessageRow.id == message_id,
            MessageRow.conversation_id == conversation_id,
            MessageRow.author == "bot",
        )
    )
    if said is None:
        return False
    session.execute(delete(FeedbackRow).where(FeedbackRow.message_id == message_id))
    session.execute(
        insert(FeedbackRow).values(
            message_id=message_id,
            conversation_id=conversation_id,
            helpful=helpful,
            reason=reason,
            given_at=now,
        )
    )
    return True


def of_conversation(session: Session, conversation_id: str) -> dict[str, Opinion]:
    """Map the messages of a conversation that were rated to what is thought of them."""
    rows = _OF_CONVERSATION.rows(session, conversation=conversation_id)
    return {row[0]: Opinion(*row) for row in rows}
