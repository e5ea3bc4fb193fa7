"""What the bot is told with a question: the pair before it, the page, the language, the bands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

import faq
import store
from chat import bot as bots
from chat import conversations, messages
from chat.bot import Bot
from chat.errors import UnknownSiteError
from chat.knowledge import Knowledge
from store import messages as stored_messages

from .conftest import APOLOGY, NOW, PRICE, STUDENTS, Desk

QUESTION = "Combien coûte l'abonnement numérique ?"
ALWAYS_SUGGEST = faq.Bands(answered_min=2.0, suggested_min=0.0)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """Collect what `faq.answer` is called with; it still answers."""
    calls: list[dict[str, Any]] = []
    answer = faq.answer

    def listening(index: faq.Index, question: str, **context: Any) -> faq.Answer:
        calls.append({"question": question, **context})
        return answer(index, question, **context)

    monkeypatch.setattr(faq, "answer", listening)
    return calls


def ask(
    desk: Desk, thread: conversations.Thread, client_id: str, text: str, page: str | None = None
) -> store.Message:
    return messages.post(
        desk.database, thread.conversation.id, client_id, text, page, 2000, NOW, desk.new_id
    ).message


def answer(
    desk: Desk, bot: Bot, thread: conversations.Thread, question: store.Message
) -> store.Message:
    later = NOW + timedelta(seconds=1)
    with desk.database.read() as session:
        asked = stored_messages.standing(session, question).turn
    assert asked is not None
    found = bots.answer_to(bot, thread.conversation, asked, later, desk.new_id)
    return bots.store_answer(desk.database, found, asked.claim)


def test_the_first_question_has_none_before_it(
    desk: Desk, bot: Bot, told: list[dict[str, Any]]
) -> None:
    thread = desk.open(locale="en")
    question = ask(desk, thread, "c1", QUESTION, "https://www.example.org/a?utm=1")
    answer(desk, bot, thread, question)
    assert told == [
        {
            "question": QUESTION,
            "page": "https://www.example.org/a",
            "previous": None,
            "locale": "en",
            "bands": bot.bands,
        }
    ]


def test_the_next_one_is_told_with_the_pair_before_it(
    desk: Desk, bot: Bot, told: list[dict[str, Any]]
) -> None:
    thread = desk.open()
    for number, text in enumerate(("bonjour", QUESTION, "et pour les étudiants ?")):
        given = answer(desk, bot, thread, ask(desk, thread, f"c{number}", text))
    assert given.author == "bot"
    assert [call["previous"] and call["previous"][0] for call in told] == [
        None,
        "bonjour",
        QUESTION,
    ]
    assert told[2]["previous"] == (QUESTION, PRICE.answer)


def test_another_visitor_s_pair_is_never_told(
    desk: Desk, bot: Bot, told: list[dict[str, Any]]
) -> None:
    vera, other = desk.open(), desk.open()
    answer(desk, bot, vera, ask(desk, vera, "c1", QUESTION))
    answer(desk, bot, other, ask(desk, other, "c1", "et pour les étudiants ?"))
    assert told[1]["previous"] is None


def test_suggestions_are_stored_as_they_are_given(desk: Desk) -> None:
    doubtful = Bot(Knowledge(desk.database), ALWAYS_SUGGEST, lambda _: APOLOGY)
    thread = desk.open()
    given = answer(desk, doubtful, thread, ask(desk, thread, "c1", "le prix de l'abonnement"))
    assert given.kind == "suggested"
    assert given.sources == ()
    assert set(given.suggestions) == {PRICE.question, STUDENTS.question}
    with desk.database.read() as session:
        assert conversations.replay(session, thread.conversation.id, 1) == [given]


def test_an_answer_says_when_and_how_sure(desk: Desk, bot: Bot) -> None:
    thread = desk.open()
    given = answer(desk, bot, thread, ask(desk, thread, "c1", QUESTION))
    assert given.created_at == NOW + timedelta(seconds=1)
    assert given.confidence is not None
    assert bot.bands.answered_min <= given.confidence <= 1.0
    assert (given.client_id, given.page) == (None, None)


def test_each_site_answers_from_its_own_entries(desk: Desk, bot: Bot) -> None:
    charlie = desk.open(site="journal")
    given = answer(desk, bot, charlie, ask(desk, charlie, "c1", QUESTION))
    assert (given.kind, given.sources) == ("unknown", ())


def test_the_apology_is_in_the_reader_s_language_and_the_fault_in_the_log(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(*_: Any, **__: Any) -> faq.Answer:
        raise ZeroDivisionError

    monkeypatch.setattr(faq, "answer", fail)
    words: Callable[[str], str] = {"fr": APOLOGY, "en": "Sorry."}.__getitem__
    bot = Bot(Knowledge(desk.database), faq.Bands(), words)
    thread = desk.open(locale="en")
    given = answer(desk, bot, thread, ask(desk, thread, "c1", "un secret"))
    assert (given.kind, given.text, given.sources) == ("unknown", "Sorry.", ())
    assert "site demo" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "secret" not in caplog.text


def test_a_site_that_is_not_there_is_no_fault_of_the_matcher(bot: Bot) -> None:
    with pytest.raises(UnknownSiteError):
        bots.answer(bot, "nowhere", QUESTION, None, None, "fr")


def test_a_question_that_was_answered_is_not_asked_again_by_a_late_worker(
    desk: Desk, bot: Bot
) -> None:
    thread = desk.open()
    question = ask(desk, thread, "c1", QUESTION)
    first = answer(desk, bot, thread, question)
    assert answer(desk, bot, thread, question) == first
    with desk.database.read() as session:
        assert conversations.replay(session, thread.conversation.id, 0) == [question, first]
