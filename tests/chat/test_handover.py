"""A conversation passes from the bot to people and back; the bot is silent meanwhile, and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

import store
from chat import bot as bots
from chat import replying
from chat.errors import (
    AlreadyTakenError,
    EmptyTextError,
    InvalidEmailError,
    InvalidPayloadError,
    NotFoundError,
    NotYoursError,
)
from store import conversations, notes, sites
from store import messages as stored_messages

from .conftest import NOW, Desk
from .people import ALICE, BOB, House, house_of

CLOSED_TODAY = {"mo": ["09:00-18:00"]}  # NOW is a Tuesday


@pytest.fixture
def house(desk: Desk) -> House:
    return house_of(desk)


def test_a_reader_who_wants_people_waits_and_is_told(house: House) -> None:
    passed = house.hand_over()
    assert passed.conversation == house.held
    assert (house.held.state, house.held.waiting_at, house.held.claim) == ("waiting", NOW, 1)
    assert [(m.author, m.kind, m.text) for m in house.thread] == [
        ("system", "notice", "fr waiting {agent}")
    ]
    assert passed.notice == house.thread[0]


def test_said_again_it_changes_nothing_but_keeps_the_address(house: House) -> None:
    house.hand_over()
    again = house.hand_over(" vera@example.org ")
    assert (again.notice, again.conversation.email) == (None, "vera@example.org")
    assert house.held == again.conversation
    assert (house.held.claim, len(house.thread)) == (1, 1)
    assert house.hand_over().conversation.email == "vera@example.org"


def test_whoever_is_open_already_only_leaves_an_address(house: House) -> None:
    house.take()
    assert house.hand_over("vera@example.org").notice is None
    assert (house.held.state, house.held.agent_id) == ("open", ALICE)
    assert house.held.email == "vera@example.org"


@pytest.mark.parametrize(
    ("email", "is_away", "words"),
    [
        (None, False, "waiting"),
        ("vera@example.org", False, "waiting_email"),
        (None, True, "away"),
        ("vera@example.org", True, "away_email"),
    ],
)
def test_the_notice_says_who_is_there_and_how_one_is_answered(
    house: House, email: str | None, is_away: bool, words: str
) -> None:
    if is_away:
        with house.desk.database.write() as session:
            sites.set_hours(session, "demo", CLOSED_TODAY, "Europe/Paris")
    assert house.hand_over(email).notice is not None
    assert house.thread[-1].text == f"fr {words} {{agent}}"


@pytest.mark.parametrize(
    "email",
    [
        *("", "vera", "vera@", "@example.org", "vera@example", "a b@example.org", "vera@-a.org"),
        *("vera@example.org\nBcc: bob@example.org", "vera@exa_mple.org", "vera@example..org"),
        *("<vera@example.org>", f"{'v' * 250}@example.org", "v" * 100_000, "véra@example.org"),
    ],
)
def test_what_is_no_address_is_refused_and_nothing_passes(house: House, email: str) -> None:
    with pytest.raises(InvalidEmailError):
        house.hand_over(email)
    assert (house.held.state, house.thread) == ("bot", [])


@pytest.mark.parametrize("email", ["v@a.fr", "vera.d'arc+salut@mail.example-1.org"])
def test_what_is_one_is_kept(house: House, email: str) -> None:
    assert house.hand_over(email).conversation.email == email


def test_an_answer_that_was_being_worked_out_is_not_stored_any_more(house: House) -> None:
    asked = house.ask().turn
    assert asked is not None
    house.hand_over()
    with pytest.raises(store.StaleClaimError):
        bots.store_answer(house.desk.database, house.answer(asked), asked.claim)
    assert [each.author for each in house.thread] == ["visitor", "system"]


def test_nor_is_it_when_the_reader_is_back_with_the_bot(house: House) -> None:
    asked = house.ask().turn
    assert asked is not None
    house.hand_over()
    house.resume()
    with pytest.raises(store.StaleClaimError):
        bots.store_answer(house.desk.database, house.answer(asked), asked.claim)
    assert house.open_question is None


def test_an_answer_that_was_stored_before_is_given_back_after(house: House) -> None:
    asked = house.ask().turn
    assert asked is not None
    answered = house.answer(asked)
    stored = bots.store_answer(house.desk.database, answered, asked.claim)
    house.hand_over()
    assert bots.store_answer(house.desk.database, answered, asked.claim) == stored


def test_what_is_asked_of_people_is_never_the_bot_s(house: House) -> None:
    def never(_: store.OpenQuestion) -> store.Message:
        raise AssertionError("the bot was asked")

    house.hand_over()
    posted = house.ask(known=never)
    assert (posted.turn, posted.answer, posted.state) == (None, None, "waiting")
    house.take()
    assert house.ask(known=never).state == "open"
    assert house.open_question is None
    house.hand_back()
    assert house.open_question is None
    assert house.held.state == "bot"


def test_back_with_the_bot_only_what_is_asked_then_is_answered(house: House) -> None:
    house.ask("Avant ?")
    house.hand_over()
    house.ask("Pendant ?")
    house.resume()
    posted = house.ask("Après ?")
    assert house.open_question == posted.turn
    assert posted.turn is not None
    assert (posted.turn.message.text, posted.turn.previous) == ("Après ?", None)
    bots.store_answer(house.desk.database, house.answer(posted.turn), posted.turn.claim)
    following = house.ask("Et ensuite ?").turn
    assert following is not None
    assert following.previous == ("Après ?", "8,90\u00a0€")


def test_an_answer_at_hand_is_stored_with_its_question_only_for_the_bot(house: House) -> None:
    posted = house.ask(known=house.answer)
    assert posted.answer is not None
    house.hand_over()
    assert house.ask(known=house.answer).answer is None
    house.resume()
    assert house.ask(known=house.answer).answer is not None


def test_alice_takes_and_the_reader_is_told_her_name(house: House) -> None:
    house.hand_over()
    passed = house.take()
    assert (house.held.state, house.held.agent_name, house.held.claim) == ("open", "Alice", 2)
    assert house.held.waiting_at == NOW
    assert passed.notice is not None
    assert passed.notice.text == "fr taken Alice"


def test_of_two_one_has_it(house: House) -> None:
    house.hand_over()
    house.take(ALICE)
    with pytest.raises(AlreadyTakenError):
        house.take(BOB)
    assert house.take(ALICE).notice is None
    assert (house.held.agent_id, house.held.claim) == (ALICE, 2)


def test_what_has_changed_since_it_was_seen_is_not_taken(house: House) -> None:
    seen = house.hand_over().conversation.claim
    house.resume()
    house.hand_over()
    with pytest.raises(AlreadyTakenError):
        house.take(ALICE, seen)
    assert house.take(ALICE, house.held.claim).conversation.agent_id == ALICE
    assert house.take(ALICE, seen).conversation.agent_id == ALICE


def test_a_colleague_takes_over_only_when_he_says_so(house: House) -> None:
    house.take(ALICE)
    assert house.take(BOB, from_colleague=True).conversation.agent_name == "Bob"
    with pytest.raises(NotYoursError):
        house.reply(ALICE)
    assert house.reply(BOB).message.agent_name == "Bob"


def test_alice_may_take_what_the_bot_has_or_what_was_closed(house: House) -> None:
    house.take()
    house.close()
    assert house.held.state == "closed"
    assert house.take().conversation.state == "open"


def test_a_reply_is_stored_once_with_a_name(house: House) -> None:
    house.take()
    first = house.reply(text=" Bonjour ", client_id="r")
    again = house.reply(text="Tout autre", client_id="r")
    assert (first.message.author, first.message.kind) == ("agent", "text")
    assert (first.message.agent_name, first.message.text) == ("Alice", "Bonjour")
    assert (again.is_new, again.message) == (False, first.message)
    assert house.thread[-1] == first.message


@pytest.mark.parametrize("agent", [ALICE, BOB])
def test_who_has_not_taken_it_says_nothing_in_it(house: House, agent: str) -> None:
    house.hand_over()
    if agent == BOB:
        house.take(ALICE)
    with pytest.raises(NotYoursError):
        house.reply(agent)
    assert all(each.author == "system" for each in house.thread)


def test_an_empty_reply_is_refused(house: House) -> None:
    house.take()
    with pytest.raises(EmptyTextError):
        house.reply(text=" \n")


def test_one_side_s_client_id_is_not_the_other_s(house: House) -> None:
    house.ask(client_id="same")
    house.take()
    with pytest.raises(InvalidPayloadError):
        house.reply(client_id="same")
    house.reply(client_id="hers")
    with pytest.raises(InvalidPayloadError):
        house.ask(client_id="hers")


@pytest.mark.parametrize("act", ["hand_back", "close"])
def test_only_who_has_it_gives_it_away(house: House, act: str) -> None:
    house.take(ALICE)
    with pytest.raises(NotYoursError):
        getattr(house, act)(BOB)
    passed = getattr(house, act)(ALICE)
    assert passed.conversation == house.held
    assert (house.held.agent_id, house.held.agent_name, house.held.waiting_at) == (None,) * 3
    assert getattr(house, act)(BOB).notice is None


@pytest.mark.parametrize("act", ["hand_back", "close"])
def test_what_waits_anybody_may_give_away(house: House, act: str) -> None:
    house.hand_over()
    assert getattr(house, act)(BOB).notice is not None


def test_what_the_bot_has_cannot_be_closed(house: House) -> None:
    with pytest.raises(NotYoursError):
        house.close()


@pytest.mark.parametrize("act", ["hand_back", "close", "resume"])
def test_when_people_have_done_the_address_is_not_kept(house: House, act: str) -> None:
    house.hand_over("vera@example.org")
    house.take()
    getattr(house, act)()
    assert house.held.email is None


def test_a_closed_thread_goes_on_with_the_bot_and_keeps_all_that_was_said(house: House) -> None:
    house.take()
    house.ask("Et ma facture ?")
    house.reply()
    house.close()
    before = house.thread
    posted = house.ask("Combien ?")
    assert (posted.state, posted.is_reopened) == ("bot", True)
    assert posted.turn is not None
    assert posted.turn.previous is None
    assert house.thread == [*before, posted.message]
    assert house.held.state == "bot"
    assert not house.ask("Encore ?").is_reopened
    bots.store_answer(house.desk.database, house.answer(posted.turn), posted.turn.claim)


def test_a_reader_goes_back_from_waiting_as_from_people(house: House) -> None:
    house.hand_over()
    assert house.resume().conversation.state == "bot"
    house.take()
    assert house.resume().conversation.state == "bot"
    assert house.resume().notice is None
    assert [each.text.split()[1] for each in house.thread] == [
        *("waiting", "resumed", "taken", "resumed")
    ]


def test_who_is_back_with_the_bot_is_not_answered_by_the_agent_any_more(house: House) -> None:
    house.take()
    house.resume()
    with pytest.raises(NotYoursError):
        house.reply()


@pytest.mark.parametrize("act", ["hand_over", "take", "hand_back", "close", "resume", "reply"])
def test_a_conversation_that_is_gone_passes_nowhere(house: House, act: str) -> None:
    nowhere = replace(house, conversation_id="f" * 32)
    with pytest.raises(NotFoundError):
        getattr(nowhere, act)()


def test_a_question_whose_conversation_passes_on_meanwhile_is_put_again(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where two servers write to one database, one may read before the other commits."""
    add_all, is_overtaken = stored_messages.add_all, iter([True])

    def late(
        session: store.Session, several: Sequence[store.Message], claim: int | None = None
    ) -> list[store.Message]:
        if claim is not None and next(is_overtaken, False):
            raise store.StaleClaimError("it has changed hands")
        return add_all(session, several, claim)

    monkeypatch.setattr(stored_messages, "add_all", late)
    posted = house.ask(known=house.answer)
    assert posted.answer is not None
    assert house.thread == [posted.message, posted.answer]


def test_a_note_is_for_colleagues(house: House) -> None:
    noted = replying.note(
        house.desk.database,
        house.conversation_id,
        ALICE,
        "Alice",
        " Déjà écrit ",
        2000,
        NOW,
        house.desk.new_id,
    )
    with house.desk.database.read() as session:
        assert notes.of_conversation(session, house.conversation_id) == [noted]
    assert (noted.text, noted.agent_name, house.thread) == ("Déjà écrit", "Alice", [])


def test_no_change_of_hands_is_lost_on_the_way_to_the_reader(house: House) -> None:
    house.hand_over()
    house.take()
    with house.desk.database.read() as session:
        found = conversations.of_visitor(session, house.held.visitor_id)
    assert found == house.held
