"""Conversations: the one open thread of a visitor, and the counter that orders its messages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, bindparam, insert, select, update
from sqlalchemy.orm import Session

from store.errors import MissingError
from store.prepared import Prepared, Row
from store.records import Conversation, Visitor
from store.tables import ConversationRow

_this = ConversationRow.id == bindparam("conversation")


def _select() -> Select[*tuple[Any, ...]]:
    """Select what a Conversation is made of, in the order of its fields."""
    told = ConversationRow
    return select(
        *(told.id, told.site_key, told.visitor_id, told.state, told.locale, told.last_seq),
        *(told.created_at, told.updated_at),
    )


_ADD = Prepared(insert(ConversationRow))
_GET = Prepared(_select().where(_this))
_NOT_CLOSED = Prepared(
    _select().where(
        ConversationRow.visitor_id == bindparam("visitor"), ConversationRow.state != "closed"
    )
)
_SET_LOCALE = Prepared(update(ConversationRow).where(_this).values(locale=bindparam("spoken")))
_NEXT_SEQ = Prepared(
    update(ConversationRow)
    .where(_this)
    .values(
        last_seq=ConversationRow.last_seq + bindparam("taken", type_=Integer),
        updated_at=bindparam("now"),
    )
    .returning(ConversationRow.last_seq)
)


def add(
    session: Session, visitor: Visitor, locale: str, now: datetime, new_id: Callable[[], str]
) -> Conversation:
    """Store a new conversation of a visitor, led by the bot."""
    made = Conversation(
        id=new_id(),
        site_key=visitor.site_key,
        visitor_id=visitor.id,
        state="bot",
        locale=locale,
        last_seq=0,
        created_at=now,
        updated_at=now,
    )
    _ADD.rows(
        session,
        id=made.id,
        site_key=made.site_key,
        visitor_id=made.visitor_id,
        state=made.state,
        locale=made.locale,
        last_seq=made.last_seq,
        created_at=made.created_at,
        updated_at=made.updated_at,
    )
    return made


def get(session: Session, conversation_id: str) -> Conversation | None:
    """Find a conversation by id."""
    return _record(_GET.row(session, conversation=conversation_id))


def not_closed(session: Session, visitor_id: str) -> Conversation | None:
    """Find the conversation that a visitor can go on with."""
    return _record(_NOT_CLOSED.row(session, visitor=visitor_id))


def set_locale(session: Session, conversation: Conversation, locale: str) -> Conversation:
    """Say in which language a conversation goes on."""
    _SET_LOCALE.rows(session, conversation=conversation.id, spoken=locale)
    return replace(conversation, locale=locale)


def next_seq(session: Session, conversation_id: str, now: datetime, count: int = 1) -> int:
    """Take the next `count` seqs of a conversation, and give the last of them.

    The row stays locked until the transaction ends. Raise MissingError.
    """
    row = _NEXT_SEQ.row(session, conversation=conversation_id, now=now, taken=count)
    if row is None:
        raise MissingError("the conversation is gone: open a new one")
    seq: int = row[0]
    return seq


def _record(row: Row | None) -> Conversation | None:
    return None if row is None else Conversation(*row)
