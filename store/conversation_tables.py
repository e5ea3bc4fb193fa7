"""Visitors and what they said, as rows, with the constraints that make two promises hold.

`UNIQUE(conversation_id, client_id)` makes a retry harmless and `UNIQUE(question_id)` keeps a
question from being answered twice, whatever crashes or races above this file.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import ID_LENGTH, SITE_KEY_LENGTH, Base, Moment

CLIENT_ID_LENGTH = 64
EMAIL_LENGTH = 254
DIGEST_LENGTH = 64
NOT_CLOSED = "state != 'closed'"
WITH_PEOPLE = "state IN ('waiting', 'open')"


class VisitorRow(Base):
    """An anonymous reader; nothing here says who he is or where he comes from."""

    __tablename__ = "visitor"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"))
    epoch: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (UniqueConstraint("id", "site_key"), Index(None, "site_key", "created_at"))


class ConversationRow(Base):
    """A thread; a visitor has at most one that is not closed.

    `updated_at` grows with every message and is in no index: that would cost each of them.
    """

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_key: Mapped[str] = mapped_column(String(SITE_KEY_LENGTH))
    visitor_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    state: Mapped[str] = mapped_column(String(16))
    locale: Mapped[str] = mapped_column(String(16))
    last_seq: Mapped[int] = mapped_column(Integer)
    created_at: Mapped[datetime] = mapped_column(Moment)
    updated_at: Mapped[datetime] = mapped_column(Moment)
    claim: Mapped[int] = mapped_column(Integer, server_default="0")
    bot_after_seq: Mapped[int] = mapped_column(Integer, server_default="0")
    agent_id: Mapped[str | None] = mapped_column(String(ID_LENGTH))
    agent_name: Mapped[str | None] = mapped_column(Text)
    email: Mapped[str | None] = mapped_column(String(EMAIL_LENGTH))
    waiting_at: Mapped[datetime | None] = mapped_column(Moment)

    __table_args__ = (
        ForeignKeyConstraint(["visitor_id", "site_key"], ["visitor.id", "visitor.site_key"]),
        Index(
            "uq_conversation_visitor_id_not_closed",
            "visitor_id",
            unique=True,
            sqlite_where=text(NOT_CLOSED),
            postgresql_where=text(NOT_CLOSED),
        ),
        Index(
            "ix_conversation_site_key_waiting_at_with_people",
            "site_key",
            "waiting_at",
            sqlite_where=text(WITH_PEOPLE),
            postgresql_where=text(WITH_PEOPLE),
        ),
        Index(None, "visitor_id"),
        Index(None, "site_key", "created_at"),
    )


class MessageRow(Base):
    """One line of a conversation."""

    __tablename__ = "message"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"))
    seq: Mapped[int] = mapped_column(Integer)
    client_id: Mapped[str | None] = mapped_column(String(CLIENT_ID_LENGTH))
    author: Mapped[str] = mapped_column(String(16))
    kind: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float | None] = mapped_column(Float)
    sources: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    suggestions: Mapped[list[str]] = mapped_column(JSON)
    page: Mapped[str | None] = mapped_column(Text)
    question_id: Mapped[str | None] = mapped_column(ForeignKey("message.id"))
    created_at: Mapped[datetime] = mapped_column(Moment)
    agent_name: Mapped[str | None] = mapped_column(Text)

    __table_args__ = (
        UniqueConstraint("conversation_id", "client_id"),
        UniqueConstraint("conversation_id", "seq"),
        UniqueConstraint("question_id"),
    )


class FeedbackRow(Base):
    """What a visitor thinks of an answer: one opinion a message, which he may change."""

    __tablename__ = "feedback"

    message_id: Mapped[str] = mapped_column(ForeignKey("message.id"), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), index=True)
    helpful: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str] = mapped_column(Text)
    given_at: Mapped[datetime] = mapped_column(Moment)


class NoteRow(Base):
    """What agents tell each other about a conversation; no visitor is sent it."""

    __tablename__ = "note"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    conversation_id: Mapped[str] = mapped_column(ForeignKey("conversation.id"), index=True)
    agent_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    agent_name: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)


class ErasureRow(Base):
    """That a visitor was erased, so that no older copy of the database brings him back.

    `digest` is of his random id: it finds him in such a copy, and tells nothing without one.
    """

    __tablename__ = "erasure"

    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    erased_at: Mapped[datetime] = mapped_column(Moment)
