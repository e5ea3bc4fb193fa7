"""Unanswered: what readers asked in vain, as it is found in their conversations.

A question is one when the bot knew no answer, when it suggested something, when its reader said
what is wrong with the answer, and when people were asked for after it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, select, text, tuple_
from sqlalchemy.orm import Session, aliased

from store.conversation_tables import ConversationRow, FeedbackRow, MessageRow
from store.statistics_tables import NOT_BY_VISITOR
from store.teaching_records import InVain, Why
from store.teaching_tables import UnansweredRow

Place = tuple[datetime, str]

_asked, _told = aliased(MessageRow), aliased(MessageRow)
_next, _before = aliased(MessageRow), aliased(MessageRow)


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
    return [(asked, number) for asked, number in rows]


def without_answer(session: Session, after: Place, until: datetime, count_max: int) -> list[InVain]:
    """List questions that the bot had no answer to, or suggested something, not gathered yet.

    In the order in which it spoke, after a moment and the id of its message.
    """
    then = (
        select(_next.text)
        .where(
            _next.conversation_id == _asked.conversation_id,
            _next.seq > _asked.seq,
            _next.author == "visitor",
        )
        .order_by(_next.seq)
        .limit(1)
        .scalar_subquery()
    )
    wanted = _of_questions(MessageRow.kind, MessageRow.created_at, MessageRow.id)
    rows = session.execute(
        wanted.add_columns(MessageRow.suggestions, then)
        .join(MessageRow, MessageRow.question_id == _asked.id)
        .where(
            text(f"message.{NOT_BY_VISITOR}"),
            MessageRow.kind.in_(("unknown", "suggested")),
            *_between(MessageRow.created_at, MessageRow.id, after, until),
            UnansweredRow.message_id.is_(None),
        )
        .order_by(MessageRow.created_at, MessageRow.id)
        .limit(count_max)
    )
    return [
        _record(told, why, at, place, suggestions=tuple(suggested), next_text=next_text)
        for *told, why, at, place, suggested, next_text in map(tuple, rows)
    ]


def disliked(session: Session, after: Place, until: datetime, count_max: int) -> list[InVain]:
    """List questions whose answer was found wrong, with the reason, in the order of the opinions.

    Those that are gathered already are among them: their remark may be new.
    """
    rows = session.execute(
        _of_questions(FeedbackRow.reason, FeedbackRow.given_at, FeedbackRow.message_id)
        .join(_told, _told.question_id == _asked.id)
        .join(FeedbackRow, FeedbackRow.message_id == _told.id)
        .where(
            FeedbackRow.helpful.is_(False),
            FeedbackRow.reason != "",
            *_between(FeedbackRow.given_at, FeedbackRow.message_id, after, until),
        )
        .order_by(FeedbackRow.given_at, FeedbackRow.message_id)
        .limit(count_max)
    )
    return [
        _record(told, "thumbs_down", at, place, remark=reason)
        for *told, reason, at, place in map(tuple, rows)
    ]


def begins_handover(notice: type[MessageRow]) -> ColumnElement[bool]:
    """Tell a notice by which people come in: the last word before it was not theirs."""
    last = (
        select(_before.author)
        .where(
            _before.conversation_id == notice.conversation_id,
            _before.seq < notice.seq,
            _before.author != "visitor",
        )
        .order_by(_before.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(notice.kind == "notice", func.coalesce(last, "bot") == "bot")


def handed_over(session: Session, after: Place, until: datetime, count_max: int) -> list[InVain]:
    """List the last questions that the bot answered before people came in, not gathered yet."""
    last_question = (
        select(_told.question_id)
        .where(
            _told.conversation_id == MessageRow.conversation_id,
            _told.seq < MessageRow.seq,
            _told.author == "bot",
            _told.kind != "smalltalk",
        )
        .order_by(_told.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    rows = session.execute(
        _of_questions(MessageRow.created_at, MessageRow.id)
        .join(MessageRow, _asked.id == last_question)
        .where(
            text(f"message.{NOT_BY_VISITOR}"),
            begins_handover(MessageRow),
            *_between(MessageRow.created_at, MessageRow.id, after, until),
            UnansweredRow.message_id.is_(None),
        )
        .order_by(MessageRow.created_at, MessageRow.id)
        .limit(count_max)
    )
    return [_record(told, "handover", at, place) for *told, at, place in map(tuple, rows)]


def _of_questions(*further: Any) -> Select[*tuple[Any, ...]]:
    """Select what an InVain is made of, in the order of its fields, and what tells where it is."""
    return (
        select(
            *(_asked.id, ConversationRow.site_key, _asked.conversation_id, ConversationRow.locale),
            *(_asked.text, _asked.page, _asked.created_at, *further),
        )
        .select_from(_asked)
        .join(ConversationRow, ConversationRow.id == _asked.conversation_id)
        .outerjoin(UnansweredRow, UnansweredRow.message_id == _asked.id)
    )


def _between(
    moment: Any, number: Any, after: Place, until: datetime
) -> tuple[ColumnElement[bool], ...]:
    since, _ = after
    return moment >= since, moment <= until, tuple_(moment, number) > after


def _record(told: list[Any], why: Why, at: datetime, place: str, **more: Any) -> InVain:
    message_id, site_key, conversation_id, locale, asked, page, asked_at = told
    return InVain(
        *(message_id, site_key, conversation_id, locale, asked, page or "", asked_at),
        *(why, at, place),
        **more,
    )
