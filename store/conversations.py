"""Conversations: the one open thread of a visitor, and the counter that orders its messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.errors import ConflictError
from store.records import Conversation, Visitor
from store.tables import ConversationRow


def add(
    session: Session, visitor: Visitor, locale: str, now: datetime, new_id: Callable[[], str]
) -> Conversation:
    """Store a new conversation of a visitor, led by the bot."""
    row = ConversationRow(
        id=new_id(),
        site_key=visitor.site_key,
        visitor_id=visitor.id,
        state="bot",
        locale=locale,
        last_seq=0,
        created_at=now,
        updated_at=now,
    )
    session.add(row)
    session.flush()
    return _record(row)


def get(session: Session, conversation_id: str) -> Conversation | None:
    """Find a conversation by id."""
    row = session.get(ConversationRow, conversation_id)
    return None if row is None else _record(row)


def not_closed(session: Session, visitor_id: str) -> Conversation | None:
    """Find the conversation that a visitor can go on with."""
    row = session.scalar(
        select(ConversationRow).where(
            ConversationRow.visitor_id == visitor_id, ConversationRow.state != "closed"
        )
    )
    return None if row is None else _record(row)


def set_locale(session: Session, conversation: Conversation, locale: str) -> Conversation:
    """Say in which language a conversation goes on."""
    session.execute(
        update(ConversationRow).where(ConversationRow.id == conversation.id).values(locale=locale)
    )
    return replace(conversation, locale=locale)


def next_seq(session: Session, conversation_id: str, now: datetime) -> int:
    """Take the next seq of a conversation; the row stays locked until the transaction ends."""
    seq = session.execute(
        update(ConversationRow)
        .where(ConversationRow.id == conversation_id)
        .values(last_seq=ConversationRow.last_seq + 1, updated_at=now)
        .returning(ConversationRow.last_seq)
    ).scalar_one_or_none()
    if seq is None:
        raise ConflictError("the conversation is gone: open a new one")
    return seq


def _record(row: ConversationRow) -> Conversation:
    return Conversation(
        id=row.id,
        site_key=row.site_key,
        visitor_id=row.visitor_id,
        state=row.state,  # type: ignore[arg-type]
        locale=row.locale,
        last_seq=row.last_seq,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
