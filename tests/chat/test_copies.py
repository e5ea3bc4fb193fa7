"""What a reader can keep: all that is held of him, and his conversation; and his opinion of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
import store
from chat import bot as bots
from chat import conversations, export, feedback, replying, transcript
from chat.errors import NotFoundError, TextTooLongError
from chat.urls import web_address
from store import erasures
from store import feedback as stored_feedback

from .conftest import NOW, Desk
from .people import ALICE, House, say

SOURCES = (
    faq.Source("Abonnement", "https://www.example.org/abonnement.html", "", "8,90\u00a0€", "", ()),
    faq.Source("Piège", "javascript:alert(1)", "", "8,90\u00a0€", "", ()),
    faq.Source("Ici", "/ici.html", "", "8,90\u00a0€", "", ()),
)


def words(name: str) -> str:
    """Give the words of a transcript as what they are called."""
    return f"{name} {{name}}{{date}}{{zone}}{{agent}}{{title}}"


def talk(desk: Desk) -> tuple[conversations.Thread, House, store.Message]:
    """Let Vera be answered, rate it, hand over, and be answered by Alice, who notes something."""
    thread = desk.open()
    house = House(desk, thread.conversation.id)
    asked = house.ask("Combien ?").turn
    assert asked is not None
    answered = store.Message(
        id=desk.new_id(),
        conversation_id=house.conversation_id,
        seq=0,
        author="bot",
        kind="answered",
        text="8,90\u00a0€",
        confidence=0.9,
        sources=SOURCES,
        question_id=asked.message.id,
        created_at=NOW + timedelta(hours=3),
    )
    answer = bots.store_answer(desk.database, answered, asked.claim)
    house.hand_over("vera@example.org")
    house.take(ALICE)
    house.reply(text="Bonjour Vera")
    return thread, house, answer


def rate(house: House, message_id: str, helpful: bool, reason: str = "") -> None:
    feedback.give(house.desk.database, house.conversation_id, message_id, helpful, reason, NOW)


def opinions(house: House) -> dict[str, store.Opinion]:
    with house.desk.database.read() as session:
        return stored_feedback.of_conversation(session, house.conversation_id)


def test_an_opinion_may_be_changed(desk: Desk) -> None:
    _, house, answer = talk(desk)
    rate(house, answer.id, False, " outdated\x00 ")
    assert opinions(house) == {answer.id: store.Opinion(answer.id, False, "outdated", NOW)}
    rate(house, answer.id, True)
    assert opinions(house) == {answer.id: store.Opinion(answer.id, True, "", NOW)}


def test_only_an_answer_in_one_s_own_conversation_is_rated(desk: Desk) -> None:
    _, house, answer = talk(desk)
    charlie = House(desk, desk.open().conversation.id)
    for each, message_id in [
        (charlie, answer.id),
        (house, house.thread[0].id),
        (house, house.thread[-1].id),
        (house, "f" * 32),
    ]:
        with pytest.raises(NotFoundError):
            rate(each, message_id, True)
    with pytest.raises(TextTooLongError):
        rate(house, answer.id, False, "a" * (feedback.REASON_LENGTH_MAX + 1))
    assert opinions(house) == {}


def test_an_export_holds_all_that_is_held(desk: Desk) -> None:
    thread, house, answer = talk(desk)
    rate(house, answer.id, False, "outdated")
    replying.note(
        *(desk.database, house.conversation_id, ALICE, "Alice", "Déjà écrit", 2000, NOW),
        desk.new_id,
    )
    data = json.loads(json.dumps(export.export(desk.database, thread, NOW)))
    assert data["site"] == {"key": "demo", "name": "Le Fanal"}
    assert data["visitor"]["id"] == thread.visitor.id
    (told,) = data["conversations"]
    assert (told["email"], told["agent"]) == ("vera@example.org", "Alice")
    assert [each["author"] for each in told["messages"]] == [
        *("visitor", "bot", "system", "system", "agent")
    ]
    assert told["messages"][0]["text"] == "Combien ?"
    assert told["messages"][1]["feedback"]["reason"] == "outdated"
    assert [each["text"] for each in told["notes"]] == ["Déjà écrit"]
    assert "null" not in json.dumps(data)


def test_a_site_may_leave_notes_out(desk: Desk) -> None:
    thread, _, _ = talk(desk)
    data = export.export(desk.database, thread, NOW, with_notes=False)
    assert "notes" not in data["conversations"][0]


def test_nobody_gets_another_s_export_and_nothing_is_held_of_who_is_gone(desk: Desk) -> None:
    talk(desk)
    charlie = desk.open()
    data = export.export(desk.database, charlie, NOW)
    assert "Combien" not in str(data)
    desk.database.commit(lambda session: erasures.erase(session, [charlie.visitor.id], NOW))
    with pytest.raises(NotFoundError):
        export.export(desk.database, charlie, NOW)


def test_a_transcript_says_in_words_who_speaks(desk: Desk) -> None:
    thread, _, _ = talk(desk)
    told = transcript.transcript(desk.database, thread, "fr", words, NOW)
    speakers = [each.speaker.split()[0] for each in told.lines]
    assert speakers == ["visitor", "bot", "system", "system", "agent"]
    assert "Alice" in told.lines[-1].speaker
    assert told.lines[1].at.isoformat() == "2026-11-24T13:30:00+01:00"
    assert "Le Fanal" in told.title
    assert "2026-11-24 10:30" in told.made
    assert "Europe/Paris" in told.made


def test_a_transcript_links_to_the_web_alone(desk: Desk) -> None:
    thread, _, _ = talk(desk)
    told = transcript.transcript(desk.database, thread, "fr", words, NOW)
    assert [each.url for each in told.lines[1].sources] == [SOURCES[0].url, "", ""]
    text = transcript.as_text(told, words)
    assert "[2026-11-24 10:30] visitor" in text
    assert SOURCES[0].url in text
    assert "javascript" not in text


def test_a_thread_without_a_word_says_so(desk: Desk) -> None:
    told = transcript.transcript(desk.database, desk.open(), "fr", words, NOW)
    assert told.lines == ()
    assert told.empty.startswith("empty")
    assert "empty" in transcript.as_text(told, words)


@given(st.text(max_size=40) | st.sampled_from(["//evil", "https://ok@evil", "java\tscript:x"]))
def test_any_address_is_of_the_web_or_none(url: str) -> None:
    address = web_address(url, "https://www.example.org/")
    assert address == "" or address.startswith(("http://", "https://"))


def test_words_of_notices_are_those_of_the_reader_s_language(desk: Desk) -> None:
    house = House(desk, desk.open(locale="en").conversation.id)
    house.hand_over()
    assert house.thread[0].text == say("en", "waiting")
