"""The inbox as it is read: conversations of some sites, each with what a list shows of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, aliased

from store.conversation_tables import ConversationRow, MessageRow
from store.conversations import get
from store.records import Author, Conversation

Shelf = Literal["waiting", "mine", "all"]

_said = aliased(MessageRow)


@dataclass(frozen=True, slots=True)
class Summary:
    """A conversation, its last line, the page its visitor is on, and how much waits to be read.

    `unread` counts what the visitor has said since people have spoken last, or the bot had it.
    """

    conversation: Conversation
    last_text: str = ""
    last_author: Author | None = None
    page: str | None = None
    unread: int = 0


def listed(
    session: Session,
    site_keys: Collection[str],
    shelf: Shelf,
    agent_id: str,
    before: datetime | None,
    count_max: int,
) -> list[Summary]:
    """List conversations of some sites: who waits longest first, all others the newest first."""
    wanted = select(ConversationRow.id).where(ConversationRow.site_key.in_(site_keys))
    if shelf == "waiting":
        wanted = wanted.where(ConversationRow.state == "waiting")
        wanted = wanted.order_by(ConversationRow.waiting_at)
    elif shelf == "mine":
        wanted = wanted.where(ConversationRow.state == "open")
        wanted = wanted.where(ConversationRow.agent_id == agent_id)
        wanted = wanted.order_by(ConversationRow.waiting_at)
    else:
        wanted = wanted.where(ConversationRow.last_seq > 0)
        wanted = wanted.order_by(ConversationRow.created_at.desc())
    if before is not None and shelf == "all":
        wanted = wanted.where(ConversationRow.created_at < before)
    found = session.scalars(wanted.limit(count_max)).all()
    return [each for each in (summary(session, key) for key in found) if each is not None]


def count_waiting(session: Session, site_keys: Collection[str]) -> int:
    """Count the conversations of some sites that wait for people."""
    waiting = select(func.count()).where(
        ConversationRow.site_key.in_(site_keys), ConversationRow.state == "waiting"
    )
    return session.scalar(waiting) or 0


def summary(session: Session, conversation_id: str) -> Summary | None:
    """Give what a list shows of a conversation; None when it is gone."""
    held = get(session, conversation_id)
    if held is None:
        return None
    last = session.execute(_last(held.id)).one_or_none()
    text, author = ("", None) if last is None else last
    return Summary(held, text, author, session.scalar(_page(held.id)), _unread(session, held))


def _last(conversation_id: str) -> Select[*tuple[Any, ...]]:
    return (
        select(MessageRow.text, MessageRow.author)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.author != "system")
        .order_by(MessageRow.seq.desc())
        .limit(1)
    )


def _page(conversation_id: str) -> Select[*tuple[Any, ...]]:
    return (
        select(MessageRow.page)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.page.is_not(None))
        .order_by(MessageRow.seq.desc())
        .limit(1)
    )


def _unread(session: Session, held: Conversation) -> int:
    """Count what the visitor has said since an agent or the bot spoke last."""
    spoken = (
        select(func.coalesce(func.max(_said.seq), 0))
        .where(_said.conversation_id == held.id, _said.author.in_(("agent", "bot")))
        .scalar_subquery()
    )
    counted = session.scalar(
        select(func.count()).where(
            MessageRow.conversation_id == held.id,
            MessageRow.author == "visitor",
            MessageRow.seq > spoken,
        )
    )
    return counted or 0
