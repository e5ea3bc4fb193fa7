"""With 200,000 messages, statistics read the counts of days, and counting a day reads that day."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from chat import rolling, statistics, unanswered
from chat.bot import Bot
from chat.conversations import find_site
from store import teaching

from .conftest import NOW, Desk

QUESTIONS, A_DAY = 100_000, 500
DAYS = QUESTIONS // A_DAY

pytestmark = pytest.mark.service


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A desk with half a year of questions, each with its answer, in a thousand conversations."""
    with desk.database.write() as session:
        connection = session.connection()
        connection.exec_driver_sql(
            "INSERT INTO visitor SELECT printf('v%d', value), 'demo', 0, :at FROM"
            " (WITH RECURSIVE n(value) AS (SELECT 0 UNION ALL SELECT value + 1 FROM n LIMIT 1000)"
            " SELECT value FROM n)",
            {"at": _moment(DAYS)},
        )
        connection.exec_driver_sql(
            "INSERT INTO conversation (id, site_key, visitor_id, state, locale, last_seq,"
            " created_at, updated_at) SELECT 'c' || id, 'demo', id, 'bot', 'fr', 0, created_at,"
            " created_at FROM visitor"
        )
        rows = [row for number in range(QUESTIONS) for row in _pair(number)]
        connection.exec_driver_sql(
            "INSERT INTO message (id, conversation_id, seq, author, kind, text, sources,"
            " suggestions, question_id, created_at) VALUES (?, ?, ?, ?, ?, ?, '[]', '[]', ?, ?)",
            rows,
        )
        connection.exec_driver_sql("ANALYZE")
    return desk


def _pair(number: int) -> Iterator[tuple[Any, ...]]:
    thread, seq, at = f"cv{number % 1000}", number // 1000 * 2, _moment(DAYS - number // A_DAY)
    kind = ("answered", "answered", "unknown", "suggested")[number % 4]
    yield f"q{number}", thread, seq, "visitor", "text", f"Question {number % 97} ?", None, at
    yield f"a{number}", thread, seq + 1, "bot", kind, "…", f"q{number}", at


def _moment(days_ago: int) -> str:
    at = NOW - timedelta(days=days_ago)
    return at.replace(tzinfo=None).isoformat(" ", "microseconds")


@contextmanager
def plans(desk: Desk) -> Iterator[list[str]]:
    """Give how each query is carried out that is asked within."""
    asked: list[tuple[str, Any]] = []
    told: list[str] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, ___: Any, ____: Any) -> None:
        if statement.startswith(("SELECT", "WITH")):
            asked.append((statement, parameters))

    event.listen(desk.database.engine, "before_cursor_execute", note)
    try:
        yield told
    finally:
        event.remove(desk.database.engine, "before_cursor_execute", note)
    with desk.database.read() as session:
        for statement, parameters in asked:
            rows = session.connection().exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}", parameters
            )
            told.append("; ".join(row[-1] for row in rows))


def test_statistics_of_half_a_year_read_no_message(busy: Desk) -> None:
    first, last = NOW.date() - timedelta(days=180), NOW.date()
    rolling.roll_up(busy.database, NOW)
    with plans(busy) as found:
        told = statistics.statistics_of(busy.database, "demo", first, last, "week")
    assert told.whole.counts.questions == 180 * A_DAY
    assert len(found) >= 6
    assert [plan for plan in found if "message" in plan or "SCAN day" in plan] == []


def test_counting_a_day_reads_that_day(busy: Desk) -> None:
    with busy.database.write() as session:
        demo = find_site(session, "demo")
        teaching.follow_until(session, rolling.name_of(demo), NOW)
    with plans(busy) as found:
        assert rolling.roll_up_site(busy.database, demo, NOW) == 1
    of_messages = [plan for plan in found if "message" in plan]
    assert len(of_messages) >= 5
    assert [plan for plan in of_messages if "SCAN message" in plan] == []
    assert sum("ix_message_created_at_not_visitor" in plan for plan in of_messages) >= 5


def test_gathering_what_was_asked_in_vain_reads_what_is_new(busy: Desk, bot: Bot) -> None:
    with busy.database.write() as session:
        teaching.follow_until(session, unanswered.NAME, NOW)
    with plans(busy) as found:
        unanswered.gather(busy.database, bot.knowledge, NOW, busy.new_id)
    of_messages = [plan for plan in found if "message" in plan]
    assert of_messages
    assert [plan for plan in of_messages if "SCAN message" in plan] == []


def test_a_query_that_reads_everything_would_be_seen(busy: Desk) -> None:
    with plans(busy) as found, busy.database.read() as session:
        session.execute(text("SELECT count(*) FROM message WHERE text LIKE '%x%'")).all()
    assert ["SCAN message" in plan for plan in found] == [True]
