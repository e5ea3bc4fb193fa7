"""The bot answers each stored question once, oldest first, in the article's own words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

import faq
import store
from chat import bot as bots
from chat import conversations, messages
from chat.bot import Bot

from .conftest import APOLOGY, NOW, PRICE, STUDENTS, Desk


def ask(desk: Desk, thread: conversations.Thread, client_id: str, text: str) -> store.Message:
    return messages.post(
        desk.database, thread.conversation.id, client_id, text, None, 2000, NOW, desk.new_id
    ).message


def answer(desk: Desk, bot: Bot, thread: conversations.Thread) -> store.Message:
    asked = bots.next_question(desk.database, thread.conversation.id)
    assert asked is not None
    return bots.store_answer(desk.database, found(desk, bot, thread, asked), asked.claim)


def found(
    desk: Desk, bot: Bot, thread: conversations.Thread, asked: store.OpenQuestion
) -> store.Message:
    later = NOW + timedelta(seconds=1)
    return bots.answer_to(bot, thread.conversation, asked, later, desk.new_id)


def test_an_answer_is_stored_with_its_source(desk: Desk, bot: Bot) -> None:
    thread = desk.open()
    question = ask(desk, thread, "c1", "Combien coûte l'abonnement numérique ?")
    given = answer(desk, bot, thread)
    assert (given.author, given.kind, given.question_id) == ("bot", "answered", question.id)
    assert (given.seq, given.text) == (2, PRICE.answer)
    assert [(s.title, s.url, s.published) for s in given.sources[:1]] == [
        ("Abonnement", "/abonnement.html", "2026-11-01")
    ]
    with desk.database.read() as session:
        assert conversations.replay(session, thread.conversation.id, 1) == [given]


def test_the_oldest_question_is_answered_first(desk: Desk, bot: Bot) -> None:
    thread = desk.open()
    first = ask(desk, thread, "c1", "bonjour")
    second = ask(desk, thread, "c2", "merci")
    assert answer(desk, bot, thread).question_id == first.id
    assert answer(desk, bot, thread).question_id == second.id
    assert bots.next_question(desk.database, thread.conversation.id) is None


def test_a_question_is_answered_once_by_whoever_is_first(desk: Desk, bot: Bot) -> None:
    thread = desk.open()
    ask(desk, thread, "c1", "bonjour")
    asked = bots.next_question(desk.database, thread.conversation.id)
    assert asked is not None
    first, second = (found(desk, bot, thread, asked) for _ in range(2))
    stored = bots.store_answer(desk.database, first, asked.claim)
    assert (stored.id, stored.seq) == (first.id, 2)
    assert bots.store_answer(desk.database, second, asked.claim) == stored
    with desk.database.read() as session:
        assert conversations.replay(session, thread.conversation.id, 1) == [stored]


def test_a_conversation_that_is_gone_takes_no_answer(desk: Desk, bot: Bot) -> None:
    thread = desk.open()
    ask(desk, thread, "c1", "bonjour")
    asked = bots.next_question(desk.database, thread.conversation.id)
    assert asked is not None
    answered = replace(found(desk, bot, thread, asked), conversation_id="gone")
    with pytest.raises(store.MissingError):
        bots.store_answer(desk.database, answered, asked.claim)


def test_an_answer_that_is_stored_again_after_an_error_is_the_first_one(
    desk: Desk, bot: Bot
) -> None:
    thread = desk.open()
    ask(desk, thread, "c1", "bonjour")
    asked = bots.next_question(desk.database, thread.conversation.id)
    assert asked is not None
    answered = found(desk, bot, thread, asked)
    first = bots.store_answer(desk.database, answered, asked.claim)
    assert bots.store_answer(desk.database, answered, asked.claim) == first


def test_a_follow_up_knows_the_question_before(desk: Desk, bot: Bot) -> None:
    thread = desk.open()
    ask(desk, thread, "c1", "Combien coûte l'abonnement numérique ?")
    answer(desk, bot, thread)
    ask(desk, thread, "c2", "et pour les étudiants ?")
    given = answer(desk, bot, thread)
    assert STUDENTS.answer in (given.text, *(source.quote for source in given.sources)) or (
        STUDENTS.question in given.suggestions
    )


def test_what_no_article_tells_is_an_honest_no(desk: Desk, bot: Bot) -> None:
    thread = desk.open()
    ask(desk, thread, "c1", "Qui a gagné la course cycliste de dimanche ?")
    given = answer(desk, bot, thread)
    assert (given.kind, given.sources) == ("unknown", ())


def test_a_fault_of_the_matcher_is_an_apology_and_no_silence(
    desk: Desk, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> faq.Answer:
        raise ZeroDivisionError

    monkeypatch.setattr(faq, "answer", fail)
    thread = desk.open()
    ask(desk, thread, "c1", "Combien ?")
    given = answer(desk, bot, thread)
    assert (given.kind, given.text) == ("unknown", APOLOGY)
