"""A question is validated, then stored once, however often it is sent."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import store
from chat import conversations, messages
from chat.errors import EmptyTextError, InvalidPayloadError, NotFoundError, TextTooLongError
from chat.messages import Posted, clean_text
from tests.store.test_one_writer import held

from .conftest import NOW, Desk


def post(desk: Desk, conversation_id: str, client_id: str, text: str, page: str = "") -> Posted:
    return messages.post(
        desk.database, conversation_id, client_id, text, page or None, 2000, NOW, desk.new_id
    )


def test_a_question_is_stored_as_it_was_asked(desk: Desk) -> None:
    thread = desk.open()
    posted = post(desk, thread.conversation.id, "c1", "  Combien\u00a0?\nMerci ")
    assert posted.is_new
    assert (posted.message.text, posted.message.seq) == ("Combien\u00a0?\nMerci", 1)
    assert (posted.message.author, posted.message.kind) == ("visitor", "text")


def test_a_retry_gives_the_first_message_back(desk: Desk) -> None:
    thread = desk.open()
    first = post(desk, thread.conversation.id, "c1", "Combien ?")
    again = post(desk, thread.conversation.id, "c1", "Tout autre chose ?")
    assert again == Posted(first.message, is_new=False)


def test_a_retry_that_races_the_first_is_stored_once(desk: Desk) -> None:
    thread = desk.open()
    with ThreadPoolExecutor(8) as pool:
        sent = [
            pool.submit(post, desk, thread.conversation.id, "c1", "Combien ?") for _ in range(8)
        ]
        posted = [each.result() for each in sent]
    assert sum(each.is_new for each in posted) == 1
    assert len({each.message.id for each in posted}) == 1


@pytest.mark.parametrize("text", ["", " ", "\n\t", "\x00\x07", "\u00a0\u202f", "\u200b"])
def test_nothing_is_no_question(text: str) -> None:
    with pytest.raises(EmptyTextError):
        clean_text(text, 2000)


def test_the_limit_is_kept_to_the_character() -> None:
    assert clean_text("é" * 2000, 2000) == "é" * 2000
    with pytest.raises(TextTooLongError):
        clean_text("é" * 2001, 2000)


def test_control_characters_go_and_line_ends_stay() -> None:
    assert clean_text("a\x00b\x1b[31m\nc", 2000) == "ab[31m\nc"


@given(st.text(max_size=60))
def test_any_text_is_cleaned_or_refused(text: str) -> None:
    try:
        cleaned = clean_text(text, 40)
    except (EmptyTextError, TextTooLongError):
        return
    assert 0 < len(cleaned) <= 40
    assert cleaned == cleaned.strip()
    assert "\x00" not in cleaned


def test_only_the_address_of_the_page_is_kept(desk: Desk) -> None:
    thread = desk.open()
    page = "https://vera:secret@www.example.org/a?email=vera@example.org#part"
    posted = post(desk, thread.conversation.id, "c1", "Combien ?", page)
    assert posted.message.page == "https://www.example.org/a"


def test_a_conversation_that_is_gone_takes_no_question(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        post(desk, "nowhere", "c1", "Combien ?")


def test_a_held_database_stores_nothing_and_the_retry_is_stored_once(
    desk: Desk, tmp_path: Path
) -> None:
    thread = desk.open()
    impatient = replace(desk, database=store.Database(desk.database.engine, wait_seconds=0.01))
    with held(tmp_path / "salut.db"), pytest.raises(store.DatabaseBusyError):
        post(impatient, thread.conversation.id, "c1", "Combien ?")
    posted = post(impatient, thread.conversation.id, "c1", "Combien ?")
    assert (posted.is_new, posted.message.seq) == (True, 1)


def test_two_workers_that_race_with_one_client_id_store_one(desk: Desk, tmp_path: Path) -> None:
    thread = desk.open()
    address = store.sqlite_address(tmp_path / "salut.db")
    workers = [replace(desk, database=store.open_database(address, 30.0)) for _ in range(2)]
    texts = ["Combien ?", "Combien ?!"]
    with ThreadPoolExecutor(2) as pool:
        sent = [
            pool.submit(post, worker, thread.conversation.id, "c1", text)
            for worker, text in zip(workers, texts, strict=True)
        ]
        posted = [each.result() for each in sent]
    for worker in workers:
        worker.database.close()
    assert sorted(each.is_new for each in posted) == [False, True]
    assert posted[0].message == posted[1].message
    with desk.database.read() as session:
        assert conversations.replay(session, thread.conversation.id, 0) == [posted[0].message]


def test_a_page_that_is_none_is_not_kept(desk: Desk) -> None:
    thread = desk.open()
    posted = post(desk, thread.conversation.id, "c1", "Combien ?", "javascript:alert(1)")
    assert posted.message.page is None


@pytest.mark.parametrize("text", ["", "\x00", "é" * 2001])
def test_what_is_refused_takes_no_place_in_the_thread(desk: Desk, text: str) -> None:
    thread = desk.open()
    with pytest.raises(InvalidPayloadError):
        post(desk, thread.conversation.id, "c1", text)
    assert post(desk, thread.conversation.id, "c1", "Combien ?").message.seq == 1
