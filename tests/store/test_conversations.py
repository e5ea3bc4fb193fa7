"""A visitor has one conversation that is not closed; its counter orders its messages.

Its claim is a fencing number: what was worked out under an older one is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

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
        closed = conversations.of_visitor(session, conversation.visitor_id)
        assert closed == replace(conversation, state="closed")
        vera = visitors.get(session, conversation.visitor_id)
        assert vera is not None
        later = NOW + timedelta(seconds=1)
        following = conversations.add(session, vera, "en", later, new_id)
    with database.read() as session:
        assert conversations.of_visitor(session, conversation.visitor_id) == following


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


def test_every_change_of_hands_has_its_own_claim(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        held = conversations.hold(session, conversation.id)
        changed = conversations.change(session, replace(held, state="waiting", waiting_at=NOW))
    with database.read() as session:
        assert conversations.get(session, conversation.id) == changed
    assert (held.claim, changed.claim, changed.state) == (0, 1, "waiting")


def test_what_was_seen_before_a_change_changes_nothing_after_it(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        conversations.change(session, replace(conversation, state="waiting"))
    with pytest.raises(store.StaleClaimError), database.write() as session:
        conversations.change(session, replace(conversation, state="open", agent_id="bob"))
    with database.read() as session:
        found = conversations.get(session, conversation.id)
    assert found is not None
    assert (found.state, found.agent_id) == ("waiting", None)


def test_a_place_is_taken_under_the_present_claim_alone(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        assert conversations.next_seq(session, conversation.id, NOW, claim=0) == 1
        conversations.change(session, replace(conversation, state="waiting"))
        with pytest.raises(store.StaleClaimError):
            conversations.next_seq(session, conversation.id, NOW, claim=0)
        with pytest.raises(store.MissingError):
            conversations.next_seq(session, "nowhere", NOW, claim=0)
        assert conversations.next_seq(session, conversation.id, NOW, claim=1) == 2


def test_nobody_holds_what_is_not_there(database: store.Database) -> None:
    with pytest.raises(store.MissingError), database.write() as session:
        conversations.hold(session, "nowhere")
