"""What readers asked in vain, in clusters, and what editors expect to be answered, as rows.

`unanswered` goes with the message that it was made of: whoever removes that one removes both.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import ID_LENGTH, SITE_KEY_LENGTH, Base, Moment

KEY_LENGTH = 32
ENTRY_ID_LENGTH = 255


class ClusterRow(Base):
    """Questions that ask the same in other words.

    `question` is how it is shown. `wordings` are the words by which a further question is
    recognised. `undo` is what has to be known to take the editor's decision back.
    """

    __tablename__ = "cluster"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"))
    language: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    question: Mapped[str] = mapped_column(Text)
    wordings: Mapped[list[str]] = mapped_column(JSON)
    entry_id: Mapped[str] = mapped_column(String(ENTRY_ID_LENGTH))
    undo: Mapped[dict[str, Any]] = mapped_column(JSON)
    decided_by: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime | None] = mapped_column(Moment)
    made_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index(None, "site_key", "state"),)


class ClusterKeyRow(Base):
    """What a cluster is found by: the stem of a word that it holds, or how the word sounds."""

    __tablename__ = "cluster_key"

    site_key: Mapped[str] = mapped_column(String(SITE_KEY_LENGTH), primary_key=True)
    language: Mapped[str] = mapped_column(String(16), primary_key=True)
    key: Mapped[str] = mapped_column(String(KEY_LENGTH), primary_key=True)
    cluster_id: Mapped[str] = mapped_column(
        ForeignKey("cluster.id", ondelete="CASCADE"), primary_key=True, index=True
    )


class UnansweredRow(Base):
    """One question without a good answer, without what tells who asked; `matches` are the bot's."""

    __tablename__ = "unanswered"

    message_id: Mapped[str] = mapped_column(
        ForeignKey("message.id", ondelete="CASCADE"), primary_key=True
    )
    site_key: Mapped[str] = mapped_column(String(SITE_KEY_LENGTH))
    cluster_id: Mapped[str] = mapped_column(ForeignKey("cluster.id"))
    conversation_id: Mapped[str] = mapped_column(String(ID_LENGTH), index=True)
    why: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    page: Mapped[str] = mapped_column(Text)
    remark: Mapped[str] = mapped_column(Text)
    matches: Mapped[list[dict[str, Any]]] = mapped_column(JSON)
    asked_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (
        Index(None, "cluster_id", "asked_at"),
        Index(None, "site_key", "cluster_id", "asked_at"),
    )


class FollowedRow(Base):
    """Until when what was said has been looked at, by the name of who looks."""

    __tablename__ = "followed"

    name: Mapped[str] = mapped_column(String(SITE_KEY_LENGTH + 16), primary_key=True)
    until: Mapped[datetime] = mapped_column(Moment)


class ExpectationRow(Base):
    """A question of a site's test set, and the entry that is to answer it; none for no entry.

    `answer` is what that entry said when it was expected: a rebuild may give it another id.
    """

    __tablename__ = "expectation"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"))
    question: Mapped[str] = mapped_column(Text)
    entry_id: Mapped[str] = mapped_column(String(ENTRY_ID_LENGTH))
    answer: Mapped[str] = mapped_column(Text)
    made_by: Mapped[str] = mapped_column(Text)
    made_at: Mapped[datetime] = mapped_column(Moment)

    __table_args__ = (Index(None, "site_key", "made_at"),)
