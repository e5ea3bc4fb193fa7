"""A moment is the same moment when it comes back, and says that it is UTC."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.dialects.sqlite import dialect

import store
from store import messages, visitors
from store.tables import Moment

from .conftest import NOW, message

SUMMER_IN_PARIS = datetime(2026, 7, 14, 23, 30, 0, 1, tzinfo=ZoneInfo("Europe/Paris"))


def test_a_moment_of_another_zone_is_read_back_in_utc(
    database: store.Database, site: store.Site, new_id: Callable[[], str]
) -> None:
    with database.write() as session:
        vera = visitors.add(session, site.key, SUMMER_IN_PARIS, new_id)
    with database.read() as session:
        found = visitors.get(session, vera.id)
        kept = session.execute(text("SELECT created_at FROM visitor")).scalar_one()
    assert found is not None
    assert found.created_at == SUMMER_IN_PARIS
    assert found.created_at.tzinfo is UTC
    assert kept == "2026-07-14 21:30:00.000001"


def test_a_conversation_says_when_its_newest_message_came(
    database: store.Database, conversation: store.Conversation
) -> None:
    later = NOW + timedelta(hours=3)
    with database.write() as session:
        messages.add(session, message(conversation, 1, created_at=later))
    with database.read() as session:
        updated = session.execute(text("SELECT updated_at FROM conversation")).scalar_one()
    assert updated == "2026-11-24 12:30:15.123456"


@given(
    st.datetimes(
        min_value=datetime(1900, 1, 1),  # noqa: DTZ001
        max_value=datetime(2200, 1, 1),  # noqa: DTZ001
        timezones=st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m))),
    )
)
def test_any_moment_survives(moment: datetime) -> None:
    column, driver = Moment(), dialect()
    kept = column.process_bind_param(moment, driver)
    assert kept is not None
    assert kept.tzinfo is None
    found = column.process_result_value(kept, driver)
    assert found == moment
    assert found.tzinfo is UTC
