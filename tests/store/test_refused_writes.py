"""What is refused changes nothing and is told as an error of the store, without its SQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

import store
from store import conversations, messages, sites, visitors

from .conftest import NOW, message


def test_a_refused_message_takes_no_number(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        messages.add(session, message(conversation, 1))
    with pytest.raises(store.ConflictError), database.write() as session:
        messages.add(session, message(conversation, 2, client_id="c1"))
    with database.write() as session:
        assert messages.add(session, message(conversation, 3)).seq == 2


def test_the_same_client_id_is_free_in_another_conversation(
    database: store.Database, conversation: store.Conversation, new_id: Callable[[], str]
) -> None:
    with database.write() as session:
        other = visitors.add(session, conversation.site_key, NOW, new_id)
        elsewhere = conversations.add(session, other, "fr", NOW, new_id)
        first = messages.add(session, message(conversation, 1))
        second = messages.add(session, message(elsewhere, 2, client_id="c1"))
    assert (first.seq, second.seq) == (1, 1)
    with database.read() as session:
        assert messages.by_client_id(session, elsewhere.id, "c1") == second


def add_all(database: store.Database, *lines: store.Message) -> None:
    with database.write() as session:
        for line in lines:
            messages.add(session, line)


def test_a_failure_halfway_takes_back_all_of_the_transaction(
    database: store.Database, conversation: store.Conversation
) -> None:
    three = [message(conversation, 1), message(conversation, 2), message(conversation, 3)]
    with pytest.raises(store.ConflictError):
        add_all(database, *three, message(conversation, 4, client_id="c1"))
    with database.read() as session:
        assert messages.after(session, conversation.id) == []


def test_a_message_of_a_conversation_that_is_gone_is_refused(
    database: store.Database, conversation: store.Conversation
) -> None:
    lost = message(conversation, 1, conversation_id="gone")
    with pytest.raises(store.MissingError, match="gone"), database.write() as session:
        messages.add(session, lost)


def test_an_answer_to_no_question_is_refused(
    database: store.Database, conversation: store.Conversation
) -> None:
    stray = message(conversation, 1, author="bot", question_id="none")
    with pytest.raises(store.MissingError, match="gone, or was never"), database.write() as session:
        messages.add(session, stray)
    with database.read() as session:
        assert messages.after(session, conversation.id) == []


def test_a_missing_table_is_told_without_its_sql(database: store.Database) -> None:
    with database.write() as session:
        session.execute(text("DROP TABLE entry"))
        session.execute(text("DROP TABLE message"))
    with pytest.raises(store.DatabaseUnusableError) as raised, database.read() as session:
        messages.after(session, "any")
    assert "message" in str(raised.value)
    assert "SELECT" not in str(raised.value)


def test_a_session_that_reads_stores_nothing(database: store.Database) -> None:
    with database.read() as session:
        sites.add(session, store.Site(key="stray", name="stray"), NOW)
    with database.read() as session:
        assert sites.every(session) == []
