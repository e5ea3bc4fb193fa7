"""Conversations: the thread of a visitor, who has it, and the counter that orders its messages.

`claim` is its fencing number: what was worked out under an older one is refused by the statement
that would store it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, bindparam, insert, select, update
from sqlalchemy.orm import Session

from store.conversation_tables import ConversationRow
from store.errors import ConflictError, MissingError, StaleClaimError
from store.prepared import Prepared, Row
from store.records import Conversation, Visitor

_this = ConversationRow.id == bindparam("conversation")


def _select() -> Select[*tuple[Any, ...]]:
    """Select what a Conversation is made of, in the order of its fields."""
    told = ConversationRow
    return select(
        *(told.id, told.site_key, told.visitor_id, told.state, told.locale, told.last_seq),
        *(told.created_at, told.updated_at, told.claim, told.bot_after_seq, told.agent_id),
        *(told.agent_name, told.email, told.waiting_at),
    )


_ADD = Prepared(insert(ConversationRow))
_GET = Prepared(_select().where(_this))
_OF_VISITOR = Prepared(
    _select()
    .where(ConversationRow.visitor_id == bindparam("visitor"))
    .order_by(ConversationRow.created_at.desc())
    .limit(1)
)
_SET_LOCALE = Prepared(update(ConversationRow).where(_this).values(locale=bindparam("spoken")))
_TAKE_SEQS = (
    update(ConversationRow)
    .where(_this)
    .values(
        last_seq=ConversationRow.last_seq + bindparam("taken", type_=Integer),
        updated_at=bindparam("now"),
    )
    .returning(ConversationRow.last_seq)
)
_NEXT_SEQ = Prepared(_TAKE_SEQS)
_NEXT_SEQ_UNDER_CLAIM = Prepared(_TAKE_SEQS.where(ConversationRow.claim == bindparam("held")))


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
        claim=made.claim,
        bot_after_seq=made.bot_after_seq,
        agent_id=made.agent_id,
        agent_name=made.agent_name,
        email=made.email,
        waiting_at=made.waiting_at,
    )
    return made


def get(session: Session, conversation_id: str) -> Conversation | None:
    """Find a conversation by id."""
    return _record(_GET.row(session, conversation=conversation_id))


def of_visitor(session: Session, visitor_id: str) -> Conversation | None:
    """Find the conversation that a visitor goes on with: his newest, closed or not."""
    return _record(_OF_VISITOR.row(session, visitor=visitor_id))


def every_of_visitor(session: Session, visitor_id: str) -> list[Conversation]:
    """List all conversations of a visitor, the oldest first."""
    rows = session.execute(
        _select()
        .where(ConversationRow.visitor_id == visitor_id)
        .order_by(ConversationRow.created_at)
    )
    return [Conversation(*row) for row in rows]


def hold(session: Session, conversation_id: str) -> Conversation:
    """Find a conversation that nobody else changes until the transaction ends.

    Raise MissingError.
    """
    row = session.execute(
        _select().where(_this).with_for_update(), {"conversation": conversation_id}
    )
    found = row.one_or_none()
    if found is None:
        raise MissingError("the conversation is gone: open a new one")
    return Conversation(*found)


def change(session: Session, changed: Conversation) -> Conversation:
    """Store who has a conversation from now on, under its next claim.

    Raise StaleClaimError when it was changed since it was read.
    """
    claim = session.execute(
        update(ConversationRow)
        .where(ConversationRow.id == changed.id, ConversationRow.claim == changed.claim)
        .values(
            state=changed.state,
            claim=changed.claim + 1,
            bot_after_seq=changed.bot_after_seq,
            agent_id=changed.agent_id,
            agent_name=changed.agent_name,
            email=changed.email,
            waiting_at=changed.waiting_at,
        )
        .returning(ConversationRow.claim)
    ).scalar_one_or_none()
    if claim is None:
        raise StaleClaimError("the conversation has changed hands: look at it again")
    return replace(changed, claim=claim)


def set_email(session: Session, conversation: Conversation, email: str) -> Conversation:
    """Say where a visitor wants to be answered."""
    session.execute(
        update(ConversationRow).where(ConversationRow.id == conversation.id).values(email=email)
    )
    return replace(conversation, email=email)


def set_locale(session: Session, conversation: Conversation, locale: str) -> Conversation:
    """Say in which language a conversation goes on."""
    _SET_LOCALE.rows(session, conversation=conversation.id, spoken=locale)
    return replace(conversation, locale=locale)


def next_seq(
    session: Session,
    conversation_id: str,
    now: datetime,
    count: int = 1,
    claim: int | None = None,
) -> int:
    """Take the next `count` seqs of a conversation, and give the last of them.

    The row stays locked until the transaction ends. Raise MissingError; with a claim, raise
    StaleClaimError unless it still is the conversation's.
    """
    if claim is None:
        row = _NEXT_SEQ.row(session, conversation=conversation_id, now=now, taken=count)
    else:
        row = _NEXT_SEQ_UNDER_CLAIM.row(
            session, conversation=conversation_id, now=now, taken=count, held=claim
        )
    if row is None:
        raise _refused(session, conversation_id)
    seq: int = row[0]
    return seq


def _refused(session: Session, conversation_id: str) -> ConflictError:
    """Tell why nothing can be stored in a conversation."""
    if get(session, conversation_id) is None:
        return MissingError("the conversation is gone: open a new one")
    return StaleClaimError("the conversation has changed hands: look at it again")


def _record(row: Row | None) -> Conversation | None:
    return None if row is None else Conversation(*row)
