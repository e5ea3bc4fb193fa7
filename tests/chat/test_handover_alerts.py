"""What is to be done when a conversation passes is done in its transaction, and once."""

from __future__ import annotations

import pytest

import store
from chat import handover

from .conftest import NOW, Desk
from .people import ALICE, House, house_of, say


@pytest.fixture
def house(desk: Desk) -> House:
    return house_of(desk)


def test_people_are_alerted_when_somebody_begins_to_wait_and_when_he_leaves_an_address(
    house: House,
) -> None:
    alerted: list[tuple[str, str | None]] = []

    def also(_: store.Session, held: store.Conversation) -> None:
        alerted.append((held.state, held.email))

    def hand_over(email: str | None = None) -> None:
        handover.hand_over(
            *(house.desk.database, house.conversation_id, email, say, NOW),
            house.desk.new_id,
            also,
        )

    hand_over()
    hand_over()
    hand_over("vera@example.org")
    hand_over("vera@example.org")
    assert alerted == [("waiting", None), ("waiting", "vera@example.org")]


def test_what_is_to_be_done_at_the_end_is_done_once(house: House) -> None:
    ended: list[str] = []

    def also(_: store.Session, held: store.Conversation) -> None:
        ended.append(held.state)

    house.take()
    for _ in range(2):
        handover.close(
            *(house.desk.database, house.conversation_id, ALICE, say, NOW),
            house.desk.new_id,
            also,
        )
    assert ended == ["closed"]


def test_an_alert_that_fails_leaves_the_conversation_with_the_bot(house: House) -> None:
    def also(_: store.Session, __: store.Conversation) -> None:
        raise ValueError("no letter")

    with pytest.raises(ValueError, match="no letter"):
        handover.hand_over(
            *(house.desk.database, house.conversation_id, None, say, NOW),
            house.desk.new_id,
            also,
        )
    assert (house.held.state, house.thread) == ("bot", [])
