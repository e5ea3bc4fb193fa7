"""The bot's turn: every stored question is answered once, in order, however the database fares."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

import store
from chat import bot, handover, messages
from chat.conversations import open_or_resume
from store import messages as store_messages
from store import schema, sites
from web.answering import RETRIES_MAX, RETRY_SECONDS, Answering
from web.services import Services

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
ON = ("typing", {"author": "bot", "active": True})
WHOLE = "Combien coûte l’abonnement numérique pour les étudiants de Lyon ?"
OFF = ("typing", {"author": "bot", "active": False})


class Room:
    """The sockets of a conversation: what they heard, how long the task slept, what is to run."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, dict[str, Any]]] = []
        self.slept: list[float] = []
        self.waiting: list[Callable[[], None]] = []
        self.meanwhile: Callable[[], None] = lambda: None

    def emit(self, event: str, body: dict[str, Any], conversation_id: str) -> None:
        self.heard.append((event, body))

    def start(self, task: Any, *arguments: Any) -> None:
        self.waiting.append(lambda: task(*arguments))

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.meanwhile()

    def run(self) -> None:
        """Run what was started."""
        while self.waiting:
            self.waiting.pop(0)()

    def answers(self) -> list[dict[str, Any]]:
        """List the messages that were heard."""
        return [body for event, body in self.heard if event == "message"]


@pytest.fixture
def services(app: Flask, tmp_path: Path) -> Iterator[Services]:
    """Give the parts of the application with a database of our own."""
    whole: Services = app.extensions["salut"]
    database = store.open_database(store.sqlite_address(tmp_path / "salut.db"), wait_seconds=0.1)
    schema.upgrade(database)
    with database.write() as session:
        sites.add(session, store.Site(key="demo", name="Le Fanal"), NOW)
    yield replace(whole, database=database, now=lambda: NOW)
    database.close()


@pytest.fixture
def thread(services: Services) -> store.Conversation:
    opened = open_or_resume(
        services.database, services.keys, "demo", None, "fr", NOW, services.new_id
    )
    return opened.conversation


@pytest.fixture
def room() -> Room:
    return Room()


def ask(services: Services, thread: store.Conversation, text: str) -> store.Message:
    """Store a question of Vera's."""
    return messages.post(
        services.database, thread.id, services.new_id(), text, None, 2000, NOW, services.new_id
    ).message


def post(
    services: Services, thread: store.Conversation, text: str, answering: Answering
) -> messages.Posted:
    """Store a question of Vera's as her socket does."""
    return messages.post(
        services.database,
        thread.id,
        services.new_id(),
        text,
        None,
        2000,
        NOW,
        services.new_id,
        answering.known(thread),
    )


def test_questions_are_answered_in_order_between_two_signs_of_typing(
    services: Services, thread: store.Conversation, room: Room
) -> None:
    for text in ("bonjour", "merci"):
        ask(services, thread, text)
    Answering(services, room).start(thread)
    room.run()
    assert [each["seq"] for each in room.answers()] == [3, 4]
    assert [event for event, _ in room.heard] == ["typing", "message", "typing"] * 2
    assert (room.heard[0], room.heard[2]) == (ON, OFF)


def test_one_task_is_enough_for_a_conversation(
    services: Services, thread: store.Conversation, room: Room
) -> None:
    answering = Answering(services, room)
    ask(services, thread, "bonjour")
    answering.start(thread)
    answering.start(thread)
    assert len(room.waiting) == 1
    room.run()
    assert len(room.answers()) == 1
    ask(services, thread, "merci")
    answering.start(thread)
    room.run()
    assert len(room.answers()) == 2


def test_a_question_stored_meanwhile_is_answered_too(
    services: Services, thread: store.Conversation, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    answering = Answering(services, room)
    find = bot.next_question

    def find_too_early(database: store.Database, conversation_id: str) -> store.OpenQuestion | None:
        found = find(database, conversation_id)
        if found is None and len(room.answers()) == 1:
            ask(services, thread, "merci")
            answering.start(thread)
        return found

    monkeypatch.setattr(bot, "next_question", find_too_early)
    ask(services, thread, "bonjour")
    answering.start(thread)
    room.run()
    assert [each["seq"] for each in room.answers()] == [2, 4]


def test_a_held_database_is_waited_for(
    services: Services, thread: store.Conversation, room: Room
) -> None:
    ask(services, thread, "bonjour")
    with ExitStack() as held:
        held.enter_context(services.database.write())

        def leave_after_two_tries() -> None:
            if room.slept.count(RETRY_SECONDS) == 2:
                held.close()

        room.meanwhile = leave_after_two_tries
        Answering(services, room).start(thread)
        room.run()
    assert room.slept == [0, RETRY_SECONDS, RETRY_SECONDS, 0]
    assert [each["kind"] for each in room.answers()] == ["smalltalk"]


def test_after_many_tries_the_question_stays_open_and_may_be_taken_up_again(
    services: Services, thread: store.Conversation, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def is_held(*_: object) -> None:
        raise store.DatabaseBusyError("held")

    answering = Answering(services, room)
    ask(services, thread, "bonjour")
    with monkeypatch.context() as patch:
        patch.setattr(bot, "store_answer", is_held)
        answering.start(thread)
        room.run()
    assert room.slept.count(RETRY_SECONDS) == RETRIES_MAX - 1
    assert room.heard == [ON, OFF]
    answering.start(thread)
    room.run()
    assert len(room.answers()) == 1


def test_what_another_worker_has_answered_is_told_and_not_answered_again(
    services: Services, thread: store.Conversation, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_answer = bot.store_answer

    def store_second(
        database: store.Database, answered: store.Message, claim: int
    ) -> store.Message:
        store_answer(database, replace(answered, id="of another worker"), claim)
        return store_answer(database, answered, claim)

    monkeypatch.setattr(bot, "store_answer", store_second)
    ask(services, thread, "bonjour")
    Answering(services, room).start(thread)
    room.run()
    assert [each["id"] for each in room.answers()] == ["of another worker"]
    with services.database.read() as session:
        stored = store_messages.after(session, thread.id)
    assert [each.author for each in stored] == ["visitor", "bot"]


def test_a_disk_that_fails_for_a_while_is_waited_for_and_the_answer_stored_once(
    services: Services, thread: store.Conversation, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first commit is done, but says that it failed: nobody can know."""
    store_answer = bot.store_answer

    def fail_at_first(
        database: store.Database, answered: store.Message, claim: int
    ) -> store.Message:
        stored = store_answer(database, answered, claim)
        if RETRY_SECONDS not in room.slept:
            raise store.DatabaseUnusableError("disk I/O error")
        return stored

    monkeypatch.setattr(bot, "store_answer", fail_at_first)
    ask(services, thread, "bonjour")
    Answering(services, room).start(thread)
    room.run()
    assert [each["seq"] for each in room.answers()] == [2]
    assert room.slept == [0, RETRY_SECONDS, 0]


def test_a_question_that_comes_again_is_stored_with_its_answer(
    services: Services, thread: store.Conversation, room: Room
) -> None:
    answering = Answering(services, room)
    first = post(services, thread, WHOLE, answering)
    answering.start(thread, first)
    room.run()
    assert (first.answer, first.turn is None) == (None, False)
    again = post(services, thread, WHOLE, answering)
    assert again.turn is None
    assert again.answer is not None
    assert (again.message.seq, again.answer.seq) == (3, 4)
    assert again.answer.text == room.answers()[0]["text"]


def test_a_question_behind_an_open_one_waits_for_its_turn(
    services: Services, thread: store.Conversation, room: Room
) -> None:
    answering = Answering(services, room)
    answering.start(thread, post(services, thread, "merci", answering))
    room.run()
    first = post(services, thread, "Combien coûte l’abonnement ?", answering)
    second = post(services, thread, "merci", answering)
    assert (second.answer, second.turn) == (None, None)
    answering.start(thread, first)
    answering.start(thread, second)
    room.run()
    assert [each["seq"] for each in room.answers()] == [2, 5, 6]


def test_an_answer_that_comes_too_late_for_the_handover_is_not_shown(
    services: Services, thread: store.Conversation, room: Room
) -> None:
    answering = Answering(services, room)
    ask(services, thread, WHOLE)
    answering.start(thread)
    asked = bot.next_question(services.database, thread.id)
    assert asked is not None
    answer_to = bot.answer_to

    def hand_over_meanwhile(*told: Any) -> store.Message:
        handover.hand_over(
            services.database, thread.id, None, lambda *_: "Un instant", NOW, services.new_id
        )
        return answer_to(*told)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bot, "answer_to", hand_over_meanwhile)
        room.run()
    assert room.heard == [ON, OFF]
    with services.database.read() as session:
        authors = [each.author for each in store_messages.after(session, thread.id)]
    assert authors == ["visitor", "system"]
