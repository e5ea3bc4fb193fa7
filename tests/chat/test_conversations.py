"""Vera finds her thread again; Charlie, of another site, never does."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from chat import conversations, messages
from chat.errors import InvalidTokenError, UnknownSiteError
from store import visitors
from tests.store.test_one_writer import held

from .conftest import DAY, NOW, Desk


def ask(desk: Desk, thread: conversations.Thread, client_id: str) -> None:
    messages.post(
        desk.database, thread.conversation.id, client_id, "Combien ?", None, 2000, NOW, desk.new_id
    )


def test_a_token_leads_back_to_the_same_thread(desk: Desk) -> None:
    first = desk.open()
    again = desk.open(token=desk.token(first))
    assert (again.visitor, again.conversation) == (first.visitor, first.conversation)


def test_nobody_gets_another_s_thread_without_a_token(desk: Desk) -> None:
    assert desk.open().conversation.id != desk.open().conversation.id


def test_resuming_writes_nothing(desk: Desk) -> None:
    thread = desk.open()
    with desk.database.read() as session:
        before = session.execute(text("SELECT * FROM conversation")).all()
    desk.open(token=desk.token(thread))
    with desk.database.read() as session:
        assert session.execute(text("SELECT * FROM conversation")).all() == before


def test_a_change_of_language_goes_on_in_the_same_thread(desk: Desk) -> None:
    thread = desk.open()
    changed = desk.open(token=desk.token(thread), locale="en")
    assert changed.conversation.id == thread.conversation.id
    assert changed.conversation.locale == "en"


def test_an_unknown_site_is_told(desk: Desk) -> None:
    with pytest.raises(UnknownSiteError):
        desk.open(site="nowhere")


def test_charlie_s_token_is_worth_nothing_on_another_site(desk: Desk) -> None:
    charlie = desk.open(site="journal")
    with pytest.raises(InvalidTokenError):
        desk.open(site="demo", token=desk.token(charlie))


def test_a_revoked_token_is_refused(desk: Desk) -> None:
    thread = desk.open()
    token = desk.token(thread)
    with desk.database.write() as session:
        session.execute(text("UPDATE visitor SET epoch = epoch + 1"))
    with pytest.raises(InvalidTokenError, match="revoked"):
        desk.open(token=token)


def test_a_token_of_a_visitor_who_is_gone_is_refused(desk: Desk) -> None:
    thread = desk.open()
    token = desk.token(thread)
    with desk.database.write() as session:
        session.execute(text("DELETE FROM conversation"))
        session.execute(text("DELETE FROM visitor"))
        assert visitors.get(session, thread.visitor.id) is None
    with pytest.raises(InvalidTokenError):
        desk.open(token=token)


def test_a_token_that_is_out_of_date_is_refused(desk: Desk) -> None:
    old = desk.token(desk.open(), now=NOW - 2 * DAY)
    with pytest.raises(InvalidTokenError):
        desk.open(token=old)


@pytest.mark.parametrize(
    ("last_seq", "missed"), [(None, [1, 2, 3]), (0, [1, 2, 3]), (2, [3]), (3, []), (9, [1, 2, 3])]
)
def test_only_what_was_missed_is_replayed(
    desk: Desk, last_seq: int | None, missed: list[int]
) -> None:
    thread = desk.open()
    for number in (1, 2, 3):
        ask(desk, thread, f"c{number}")
    with desk.database.read() as session:
        replayed = conversations.replay(session, thread.conversation.id, last_seq)
    assert [message.seq for message in replayed] == missed


def test_vera_finds_her_thread_while_another_writes(desk: Desk, tmp_path: Path) -> None:
    thread = desk.open()
    with held(tmp_path / "salut.db"):
        assert desk.open(token=desk.token(thread)) == thread


def test_a_closed_thread_is_gone_on_with(desk: Desk) -> None:
    thread = desk.open()
    with desk.database.write() as session:
        session.execute(text("UPDATE conversation SET state = 'closed'"))
    following = desk.open(token=desk.token(thread))
    assert following.visitor == thread.visitor
    assert following.conversation == replace(thread.conversation, state="closed")


def test_two_tabs_that_open_at_once_share_one_thread(desk: Desk) -> None:
    token = desk.token(desk.open())
    with desk.database.write() as session:
        session.execute(text("DELETE FROM conversation"))
    with ThreadPoolExecutor(4) as pool:
        threads = list(pool.map(lambda _: desk.open(token=token), range(4)))
    assert len({thread.conversation.id for thread in threads}) == 1


@pytest.mark.parametrize("token", ["", "x", "v1.a.b.c"])
def test_a_bad_token_makes_no_visitor(desk: Desk, token: str) -> None:
    with pytest.raises(InvalidTokenError):
        desk.open(token=token)
    with desk.database.read() as session:
        assert session.execute(text("SELECT count(*) FROM visitor")).scalar() == 0


def test_a_thread_that_is_gone_has_nothing_to_replay(desk: Desk) -> None:
    with desk.database.read() as session:
        assert conversations.replay(session, "gone", 3) == []
