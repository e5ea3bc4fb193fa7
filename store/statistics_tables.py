"""Counts of each day, as rows, so that a year is summed up without reading its messages.

Nothing here tells of one reader: numbers, and wordings that several have used.
"""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Integer, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from store.conversation_tables import FeedbackRow, MessageRow
from store.tables import SITE_KEY_LENGTH, Base

DAY_LENGTH = 10
DIGEST_LENGTH = 32
NOT_BY_VISITOR = "author != 'visitor'"

Index(
    "ix_message_created_at_not_visitor",
    MessageRow.created_at,
    sqlite_where=text(NOT_BY_VISITOR),
    postgresql_where=text(NOT_BY_VISITOR),
)
Index("ix_feedback_given_at", FeedbackRow.given_at)


class DayCountRow(Base):
    """How often something happened on a day, in the site's time zone, in a part of the paper."""

    __tablename__ = "day_count"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    day: Mapped[str] = mapped_column(String(DAY_LENGTH), primary_key=True)
    section: Mapped[str] = mapped_column(Text, primary_key=True)
    measure: Mapped[str] = mapped_column(String(16), primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class DayTimeRow(Base):
    """How many answers of the bot, or first replies of agents, took up to so many milliseconds."""

    __tablename__ = "day_time"

    site_key: Mapped[str] = mapped_column(ForeignKey("site.key"), primary_key=True)
    day: Mapped[str] = mapped_column(String(DAY_LENGTH), primary_key=True)
    section: Mapped[str] = mapped_column(Text, primary_key=True)
    author: Mapped[str] = mapped_column(String(16), primary_key=True)
    milliseconds_max: Mapped[int] = mapped_column(Integer, primary_key=True)
    count: Mapped[int] = mapped_column(Integer)


class DayTopRow(Base):
    """What was asked most often on a day, and which articles answered most often."""

    __tablename__ = "day_top"

    site_key: Mapped[str] = mapped_column(String(SITE_KEY_LENGTH), primary_key=True)
    day: Mapped[str] = mapped_column(String(DAY_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16), primary_key=True)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    section: Mapped[str] = mapped_column(Text)
    label: Mapped[str] = mapped_column(Text)
    url: Mapped[str] = mapped_column(Text)
    count: Mapped[int] = mapped_column(Integer)
