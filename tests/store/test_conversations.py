"""A visitor has one conversation that is not closed; its counter orders its messages."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

import store
from store import conversations, visitors

from .conftest import NOW


def test_a_visitor_has_one_open_conversation(
    database: store.Database, conversation: store.Conversation, new_id: Callable[[], str]
) -> None:
    with database.read() as session:
        vera = visitors.get(session, conversation.visitor_id)
    assert vera is not None
    with pytest.raises(store.ConflictError), database.write() as session:
        conversations.add(session, vera, "fr", NOW, new_id)


def test_a_closed_one_makes_room_for_the_next(
    database: store.Database, conversation: store.Conversation, new_id: Callable[[], str]
) -> None:
    with database.write() as session:
        session.execute(text("UPDATE conversation SET state = 'closed'"))
        assert conversations.not_closed(session, conversation.visitor_id) is None
        vera = visitors.get(session, conversation.visitor_id)
        assert vera is not None
        following = conversations.add(session, vera, "en", NOW, new_id)
    with database.read() as session:
        assert conversations.not_closed(session, conversation.visitor_id) == following


def test_the_language_of_a_conversation_can_change(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        changed = conversations.set_locale(session, conversation, "en")
    with database.read() as session:
        assert conversations.get(session, conversation.id) == changed
    assert changed.locale == "en"


def test_moments_come_back_in_utc(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.read() as session:
        found = conversations.get(session, conversation.id)
    assert found is not None
    assert found.created_at == NOW
    assert found.created_at.tzinfo == NOW.tzinfo
