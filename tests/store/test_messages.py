"""Messages have no gap and no double in `seq`, and a question has one answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

import store
from faq.model import Source
from store import messages

from .conftest import NOW, message

SOURCE = Source(
    "Abonnement", "/abonnement.html", "2026-11-01", "Il coûte 8,90\u00a0€.", "Services", ((9, 15),)
)


def answer(conversation: store.Conversation, question_id: str, number: int) -> store.Message:
    return message(
        conversation,
        number,
        client_id=None,
        author="bot",
        kind="answered",
        text=SOURCE.quote,
        confidence=0.9,
        sources=(SOURCE,),
        suggestions=("Et ensuite ?",),
        question_id=question_id,
    )


def test_a_message_comes_back_whole(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        asked = messages.add(session, message(conversation, 1, page="https://example.org/a"))
        answered = messages.add(session, answer(conversation, asked.id, 2))
    with database.read() as session:
        assert messages.after(session, conversation.id) == [asked, answered]
    assert answered.sources == (SOURCE,)
    assert (asked.seq, answered.seq, asked.created_at) == (1, 2, NOW)


def test_a_client_id_is_stored_once_in_a_conversation(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        first = messages.add(session, message(conversation, 1))
    with pytest.raises(store.ConflictError), database.write() as session:
        messages.add(session, message(conversation, 2, client_id="c1"))
    with database.read() as session:
        assert messages.by_client_id(session, conversation.id, "c1") == first
        assert messages.after(session, conversation.id) == [first]


def test_a_question_is_answered_once(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        asked = messages.add(session, message(conversation, 1))
        messages.add(session, answer(conversation, asked.id, 2))
    with pytest.raises(store.ConflictError), database.write() as session:
        messages.add(session, answer(conversation, asked.id, 3))


def test_the_oldest_open_question_comes_first_with_the_pair_before_it(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        first = messages.add(session, message(conversation, 1))
        second = messages.add(session, message(conversation, 2))
        assert messages.oldest_unanswered(session, conversation.id) == store.OpenQuestion(first)
        answered = messages.add(session, answer(conversation, first.id, 3))
        found = messages.oldest_unanswered(session, conversation.id)
        assert found == store.OpenQuestion(second, (first.text, answered.text))
        messages.add(session, answer(conversation, second.id, 4))
        assert messages.oldest_unanswered(session, conversation.id) is None


def test_a_question_has_its_turn_when_none_before_it_is_open(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        first = messages.add(session, message(conversation, 1))
        assert messages.standing(session, first).turn == store.OpenQuestion(first)
        second = messages.add(session, message(conversation, 2))
        assert messages.standing(session, second).turn is None
        answered = messages.add(session, answer(conversation, first.id, 3))
        expected = store.OpenQuestion(second, (first.text, answered.text))
        assert messages.standing(session, second).turn == expected


def test_the_answer_to_a_question_is_found(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        asked = messages.add(session, message(conversation, 1))
        assert messages.answer_to(session, asked.id) is None
        answered = messages.add(session, answer(conversation, asked.id, 2))
        assert messages.answer_to(session, asked.id) == answered


def test_only_what_came_after_is_replayed(
    database: store.Database, conversation: store.Conversation
) -> None:
    with database.write() as session:
        sent = [messages.add(session, message(conversation, number)) for number in (1, 2, 3)]
    with database.read() as session:
        assert messages.after(session, conversation.id, 1) == sent[1:]
        assert messages.after(session, conversation.id, 3) == []
        assert messages.after(session, "another") == []


def test_writers_at_once_leave_no_gap_and_no_double(
    database: store.Database, conversation: store.Conversation
) -> None:
    def send(number: int) -> int:
        with database.write() as session:
            return messages.add(session, message(conversation, number)).seq

    with ThreadPoolExecutor(8) as pool:
        seqs = list(pool.map(send, range(80)))
    assert sorted(seqs) == list(range(1, 81))
