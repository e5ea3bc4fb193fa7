"""What agents see: who waits, longest first; their own; all; and what they read is witnessed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

import store
from chat import bot as bots
from chat import inbox
from chat.errors import NotFoundError
from store.inbox import Shelf

from .conftest import NOW, Desk
from .people import ALICE, BOB, House, house_of


def listed(
    desk: Desk,
    shelf: Shelf,
    agent: str = ALICE,
    keys: Sequence[str] = ("demo", "journal"),
    before: datetime | None = None,
) -> list[str]:
    found = inbox.listed(desk.database, keys, shelf, agent, before)
    return [each.conversation.id for each in found]


def test_who_waits_longest_is_first(desk: Desk) -> None:
    houses = [house_of(desk) for _ in range(3)]
    for minutes, house in zip((2, 0, 1), houses, strict=True):
        house.now = NOW + timedelta(minutes=minutes)
        house.hand_over()
    assert listed(desk, "waiting") == [houses[n].conversation_id for n in (1, 2, 0)]
    houses[2].take(BOB)
    houses[0].resume()
    assert listed(desk, "waiting") == [houses[1].conversation_id]
    assert listed(desk, "mine", BOB) == [houses[2].conversation_id]
    assert listed(desk, "mine", ALICE) == []


def test_all_is_what_anything_was_said_in_on_one_s_own_sites(desk: Desk) -> None:
    house, silent = house_of(desk), house_of(desk)
    other = House(desk, desk.open(site="journal").conversation.id)
    for each in (house, other):
        each.ask()
    assert set(listed(desk, "all")) == {house.conversation_id, other.conversation_id}
    assert listed(desk, "all", keys=["demo"]) == [house.conversation_id]
    assert listed(desk, "all", keys=[]) == []
    assert listed(desk, "all", before=NOW) == []
    assert silent.conversation_id not in listed(desk, "all")


def test_a_summary_tells_what_was_said_last_and_what_waits_to_be_read(desk: Desk) -> None:
    house = house_of(desk)
    asked = house.ask("Combien ?").turn
    assert asked is not None
    bots.store_answer(desk.database, house.answer(asked), asked.claim)
    house.hand_over("vera@example.org")
    for text in ("Ma facture", "est fausse"):
        house.ask(text)
    told = inbox.summary(desk.database, house.conversation_id)
    assert told is not None
    assert (told.last_text, told.last_author, told.unread) == ("est fausse", "visitor", 2)
    assert told.conversation == house.held
    house.take()
    house.reply(text="Je regarde")
    told = inbox.summary(desk.database, house.conversation_id)
    assert told is not None
    assert (told.last_text, told.last_author, told.unread) == ("Je regarde", "agent", 0)
    assert inbox.summary(desk.database, "f" * 32) is None


def test_what_is_read_is_witnessed_in_the_same_transaction(desk: Desk) -> None:
    house = house_of(desk)
    house.ask("Combien ?")
    seen: list[str] = []

    def witness(_: store.Session, conversation: store.Conversation) -> None:
        seen.append(conversation.id)

    reading = inbox.read(desk.database, house.conversation_id, witness)
    assert [each.text for each in reading.messages] == ["Combien ?"]
    assert (reading.opinions, reading.notes) == ({}, [])
    assert seen == [house.conversation_id]

    def blind(_: store.Session, __: store.Conversation) -> None:
        raise store.ConflictError("the audit is full")

    with pytest.raises(store.ConflictError):
        inbox.read(desk.database, house.conversation_id, blind)


def test_what_is_not_there_cannot_be_read(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        inbox.find(desk.database, "f" * 32)
    with pytest.raises(NotFoundError):
        inbox.read(desk.database, "f" * 32, lambda *_: None)
