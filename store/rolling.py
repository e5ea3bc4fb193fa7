"""Rolling up: the messages of one day are counted, in SQL, and put in place of the last count.

A day may be counted as often as one likes: the result is that of its messages. Wordings and
articles are only kept where several conversations have them.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Integer,
    and_,
    case,
    cast,
    delete,
    distinct,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.orm import Session, aliased

from store.conversation_tables import ConversationRow, FeedbackRow, MessageRow
from store.statistic_records import MILLISECONDS
from store.statistics_tables import NOT_BY_VISITOR, DayCountRow, DayTimeRow, DayTopRow
from store.tables import EntryRow
from store.unanswered import begins_handover

TOPS_MAX = 200
ASKERS_MIN = 2
LABEL_CHARACTERS_MAX = 300

_asked, _before, _notice = aliased(MessageRow), aliased(MessageRow), aliased(MessageRow)
_by_staff = text(f"message.{NOT_BY_VISITOR}")
_ANSWERS = ("answered", "suggested", "unknown", "smalltalk")


def roll_up(
    session: Session,
    site_key: str,
    day: str,
    since: datetime,
    until: datetime,
    plain: Callable[[str], str],
) -> None:
    """Count the messages of a day of a site, from one moment to another, in place of the last time.

    `plain` makes of a question what may be kept of it.
    """
    for table in (DayCountRow, DayTimeRow, DayTopRow):
        session.execute(delete(table).where(table.site_key == site_key, table.day == day))
    of_day = _of_day(site_key, since, until)
    sections = _Sections(session, site_key)
    counts, times = Counter[tuple[str, str]](), Counter[tuple[str, str, int]]()
    for kind, section, page, bucket, count in session.execute(_answers(session, of_day)):
        named = sections.of(section, page)
        counts[named, kind] += count
        times[named, "bot", bucket] += count
    for page, count in session.execute(_handovers(of_day)):
        counts[sections.of(None, page), "handed_over"] += count
    for helpful, section, count in session.execute(_opinions(site_key, since, until)):
        counts[section or "", "helpful" if helpful else "unhelpful"] += count
    for bucket, count in session.execute(_first_replies(session, of_day)):
        times["", "agent", bucket] += count
    key = {"site_key": site_key, "day": day}
    _insert(
        session,
        DayCountRow,
        [
            {**key, "section": section, "measure": measure, "count": count}
            for (section, measure), count in counts.items()
        ],
    )
    _insert(
        session,
        DayTimeRow,
        [
            {**key, "section": section, "author": author, "milliseconds_max": most, "count": count}
            for (section, author, most), count in times.items()
        ],
    )
    _insert(session, DayTopRow, [{**key, **top} for top in _tops(session, of_day, plain)])


def _of_day(site_key: str, since: datetime, until: datetime) -> ColumnElement[bool]:
    """Tell what was said on a day other than by visitors: an index knows these by time."""
    return and_(
        _by_staff,
        MessageRow.created_at >= since,
        MessageRow.created_at < until,
        ConversationRow.site_key == site_key,
    )


def _answers(session: Session, of_day: ColumnElement[bool]) -> Any:
    section = MessageRow.sources[0]["section"].as_string()
    bucket = _bucket(_milliseconds(session, _asked.created_at, MessageRow.created_at))
    return (
        select(MessageRow.kind, section, _asked.page, bucket, func.count())
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .join(_asked, _asked.id == MessageRow.question_id)
        .where(of_day, MessageRow.author == "bot", MessageRow.kind.in_(_ANSWERS))
        .group_by(MessageRow.kind, section, _asked.page, bucket)
    )


def _handovers(of_day: ColumnElement[bool]) -> Any:
    page = (
        select(_asked.page)
        .where(
            _asked.conversation_id == MessageRow.conversation_id,
            _asked.seq < MessageRow.seq,
            _asked.author == "visitor",
        )
        .order_by(_asked.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    return (
        select(page, func.count())
        .select_from(MessageRow)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(of_day, begins_handover(MessageRow))
        .group_by(page)
    )


def _opinions(site_key: str, since: datetime, until: datetime) -> Any:
    section = MessageRow.sources[0]["section"].as_string()
    return (
        select(FeedbackRow.helpful, section, func.count())
        .join(MessageRow, MessageRow.id == FeedbackRow.message_id)
        .join(ConversationRow, ConversationRow.id == FeedbackRow.conversation_id)
        .where(
            FeedbackRow.given_at >= since,
            FeedbackRow.given_at < until,
            ConversationRow.site_key == site_key,
        )
        .group_by(FeedbackRow.helpful, section)
    )


def _first_replies(session: Session, of_day: ColumnElement[bool]) -> Any:
    """Count agents' first replies by the time since people were asked for."""
    last = (
        select(_before.author)
        .where(
            _before.conversation_id == MessageRow.conversation_id,
            _before.seq < MessageRow.seq,
            _before.author != "visitor",
        )
        .order_by(_before.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    last_of_bot = (
        select(func.coalesce(func.max(_before.seq), 0))
        .where(
            _before.conversation_id == MessageRow.conversation_id,
            _before.seq < MessageRow.seq,
            _before.author == "bot",
        )
        .scalar_subquery()
    )
    asked_at = (
        select(func.min(_notice.created_at))
        .where(
            _notice.conversation_id == MessageRow.conversation_id,
            _notice.seq > last_of_bot,
            _notice.seq < MessageRow.seq,
            _notice.author == "system",
        )
        .scalar_subquery()
    )
    bucket = _bucket(_milliseconds(session, asked_at, MessageRow.created_at))
    return (
        select(bucket, func.count())
        .select_from(MessageRow)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(of_day, MessageRow.author == "agent", last == "system")
        .group_by(bucket)
    )


def _tops(
    session: Session, of_day: ColumnElement[bool], plain: Callable[[str], str]
) -> Iterator[dict[str, Any]]:
    """Yield the commonest articles and wordings of a day."""
    source = MessageRow.sources[0]
    section, title, url = (source[name].as_string() for name in ("section", "title", "url"))
    count = func.count()
    articles = session.execute(
        select(title, url, section, count)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .where(of_day, MessageRow.author == "bot", MessageRow.kind == "answered")
        .group_by(title, url, section)
        .order_by(count.desc(), url)
        .limit(TOPS_MAX)
    )
    for named, address, part, number in articles:
        key = address or named
        yield _top("article", key, named or "", number, url=address or "", section=part or "")
    wordings = session.execute(
        select(_asked.text, count)
        .select_from(MessageRow)
        .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
        .join(_asked, _asked.id == MessageRow.question_id)
        .where(of_day, MessageRow.author == "bot", MessageRow.kind != "smalltalk")
        .group_by(_asked.text)
        .having(func.count(distinct(MessageRow.conversation_id)) >= ASKERS_MIN)
        .order_by(count.desc(), _asked.text)
        .limit(TOPS_MAX)
    )
    asked = Counter[str]()
    for written, number in wordings:
        asked[plain(written)[:LABEL_CHARACTERS_MAX]] += number
    for wording, number in asked.items():
        yield _top("question", wording, wording, number)


def _top(
    kind: str, key: str, label: str, count: int, url: str = "", section: str = ""
) -> dict[str, Any]:
    told = f"{key}\n{section}".encode("utf-8", "surrogatepass")
    return {
        "kind": kind,
        "digest": hashlib.blake2b(told, digest_size=16).hexdigest(),
        "label": label[:LABEL_CHARACTERS_MAX],
        "url": url,
        "section": section,
        "count": count,
    }


class _Sections:
    """Which part of the paper a question is of: that of its answer, else of the page it is on."""

    def __init__(self, session: Session, site_key: str) -> None:
        self._session = session
        self._site_key = site_key
        self._known: dict[str, str] = {}

    def of(self, section: str | None, page: str | None) -> str:
        """Name the section; "" where none is known."""
        if section or not page:
            return section or ""
        if page not in self._known:
            self._known[page] = self._of_page(page)
        return self._known[page]

    def _of_page(self, page: str) -> str:
        wanted = (
            select(EntryRow.section)
            .where(EntryRow.site_key == self._site_key, EntryRow.url == page)
            .limit(1)
        )
        return self._session.scalar(wanted) or ""


def _milliseconds(session: Session, since: Any, until: Any) -> ColumnElement[float]:
    """Give the time between two moments, as each database counts it."""
    if session.get_bind().dialect.name == "postgresql":
        return cast(func.extract("epoch", until - since) * 1000, Float)
    return cast((func.julianday(until) - func.julianday(since)) * 86_400_000, Float)


def _bucket(milliseconds: ColumnElement[float]) -> ColumnElement[int]:
    """Give the bound below which a time lies; less than nothing is nothing."""
    bounds = [(milliseconds <= bound, bound) for bound in MILLISECONDS[:-1]]
    return cast(case(*bounds, else_=MILLISECONDS[-1]), Integer)


def _insert(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        session.execute(insert(table), rows)
