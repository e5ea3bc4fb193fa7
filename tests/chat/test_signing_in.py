"""The staff signs in: the same refusal for all, guesses counted, a second factor for admins."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from chat import agents, invitations, signing_in, staff_sessions, totp
from chat.audit import Act
from chat.errors import (
    DeadLinkError,
    NotSignedInError,
    RateLimitedError,
    WeakPasswordError,
    WrongCodeError,
    WrongPasswordError,
)
from chat.office import OPERATOR
from store import audit
from store import invitations as stored_invitations

from .staff import BROWSER, HERE, PASSWORD, House, manned, opened

THERE = "203.0.113.9"
NEXT = "une autre phrase longue"


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    with opened(tmp_path) as made:
        monkeypatch.setattr(time, "time", lambda: made.clock().timestamp())
        yield manned(made)


def acts(house: House) -> list[str]:
    with house.office.database.read() as session:
        return [line.act for line in audit.after(session, 0, 1000)]


def guess(house: House, email: str, password: str, address: str) -> Exception:
    """Guess in vain, and give what the guess is refused with."""
    with pytest.raises((WrongPasswordError, RateLimitedError)) as found:
        signing_in.sign_in(house.office, email, password, address, BROWSER)
    return found.value


def guess_at_alice(house: House, number: int) -> Exception:
    return guess(house, "alice@example.org", "wrong", f"192.0.2.{number}")


def refused(work: Callable[[], object], error: type[Exception]) -> Exception:
    with pytest.raises(error) as found:
        work()
    return found.value


def test_alice_is_in_by_her_password_however_she_writes_her_address(house: House) -> None:
    token = signing_in.sign_in(house.office, " ALICE@Example.org ", PASSWORD, HERE, BROWSER)
    signed_in = house.seen(token)
    assert (signed_in.agent.name, signed_in.awaits) == ("Alice", "")
    assert signed_in.session.browser == BROWSER
    assert token not in repr(signed_in)
    assert acts(house)[-1] == Act.SIGNED_IN


def test_known_and_unknown_are_refused_in_the_same_words(house: House) -> None:
    agents.disable(house.office, OPERATOR, house.people["Edith"].id)
    agents.invite(house.office, OPERATOR, "ivy@example.org", "Ivy", "agent", "demo")
    told = {
        str(guess(house, f"{name}@example.org", password, f"192.0.2.{number}"))
        for number, (name, password) in enumerate(
            [
                ("alice", "wrong"),
                ("alice", "x" * 5000),
                ("nobody", PASSWORD),
                ("edith", PASSWORD),
                ("ivy", PASSWORD),
                ("ivy", ""),
            ]
        )
    }
    assert len(told) == 1


def test_an_account_has_ten_guesses_wherever_they_come_from(house: House) -> None:
    for number in range(10):
        assert isinstance(guess_at_alice(house, number), WrongPasswordError)
    error = refused(lambda: house.sign_in("Alice"), RateLimitedError)
    assert isinstance(error, RateLimitedError)
    assert 1 <= (error.retry_after_seconds or 0) <= 900
    house.clock.move(minutes=31)
    assert house.seen(house.sign_in("Alice"))


def test_an_unknown_account_has_as_many(house: House) -> None:
    outcomes = [
        type(guess(house, "no@example.org", "x", f"192.0.2.{number}")) for number in range(12)
    ]
    assert outcomes == [WrongPasswordError] * 10 + [RateLimitedError] * 2


def test_an_address_has_five_guesses_a_minute_whoever_is_guessed(house: House) -> None:
    for number in range(5):
        assert isinstance(guess(house, f"{number}@example.org", "x", HERE), WrongPasswordError)
    refused(lambda: house.sign_in("Alice"), RateLimitedError)
    token = signing_in.sign_in(house.office, "alice@example.org", PASSWORD, THERE, BROWSER)
    assert house.seen(token)
    house.clock.move(minutes=2)
    assert house.seen(house.sign_in("Alice"))


def test_who_is_in_begins_to_count_anew(house: House) -> None:
    for _ in range(3):
        for number in range(8):
            assert isinstance(guess_at_alice(house, number), WrongPasswordError)
        assert house.seen(house.sign_in("Alice"))
        house.clock.move(minutes=2)


def test_bob_cannot_go_on_without_a_second_factor(house: House) -> None:
    assert house.seen(house.sign_in("Bob")).awaits == "setup"
    token, codes = house.protect("Bob")
    assert house.seen(token).awaits == ""
    assert len(codes) == totp.RECOVERY_CODES
    assert house.seen(house.sign_in("Bob")).awaits == "code"


def test_a_code_is_good_once_and_gives_another_token(house: House) -> None:
    house.protect("Bob")
    first, second = house.sign_in("Bob"), house.sign_in("Bob")
    code = house.code("Bob")
    token = signing_in.confirm(house.office, house.seen(first), code)
    assert house.who(first) is None
    assert house.seen(token).awaits == ""
    refused(lambda: signing_in.confirm(house.office, house.seen(second), code), WrongCodeError)
    house.clock.move(seconds=totp.STEP_SECONDS)
    assert signing_in.confirm(house.office, house.seen(second), house.code("Bob"))


def test_a_recovery_code_stands_in_once(house: House) -> None:
    _, codes = house.protect("Bob")
    first, second = house.sign_in("Bob"), house.sign_in("Bob")
    typed = codes[3].upper().replace("-", " ")
    assert house.seen(signing_in.confirm(house.office, house.seen(first), typed)).awaits == ""
    assert Act.RECOVERY_CODE_USED in acts(house)
    refused(lambda: signing_in.confirm(house.office, house.seen(second), typed), WrongCodeError)
    with house.office.database.read() as session:
        assert stored_invitations.count_recovery_codes(session, house.people["Bob"].id) == 9


def test_codes_may_be_guessed_ten_times_an_hour(house: House) -> None:
    house.protect("Bob")
    token = house.sign_in("Bob")
    for _ in range(10):
        refused(
            lambda: signing_in.confirm(house.office, house.seen(token), "000000"), WrongCodeError
        )
    good = house.code("Bob")
    refused(lambda: signing_in.confirm(house.office, house.seen(token), good), RateLimitedError)


def test_a_factor_that_is_there_is_not_set_up_over_it(house: House) -> None:
    early = house.seen(house.sign_in("Bob"))
    secret = signing_in.offered_secret(house.office, early)
    signing_in.set_up(house.office, early, totp.code_at(secret, house.clock()))
    refused(
        lambda: signing_in.set_up(house.office, early, totp.code_at(secret, house.clock())),
        NotSignedInError,
    )


def test_a_wrong_code_sets_nothing_up(house: House) -> None:
    early = house.seen(house.sign_in("Bob"))
    refused(lambda: signing_in.set_up(house.office, early, "000000"), WrongCodeError)
    assert not house.now("Bob").has_second_factor


def test_another_phone_needs_a_code_of_the_first(house: House) -> None:
    token, codes = house.protect("Bob")
    who = house.seen(token)
    refused(lambda: signing_in.drop_second_factor(house.office, who, "000000"), WrongCodeError)
    signing_in.drop_second_factor(house.office, who, house.code("Bob"))
    assert house.seen(token).awaits == "setup"
    refused(lambda: signing_in.confirm(house.office, house.seen(token), codes[0]), WrongCodeError)


def test_another_password_ends_every_other_session(house: House) -> None:
    here, there = house.sign_in("Alice"), house.sign_in("Alice")
    made = signing_in.change_password(house.office, house.seen(here), PASSWORD, NEXT)
    assert house.seen(made).agent.name == "Alice"
    assert (house.who(here), house.who(there)) == (None, None)
    refused(lambda: house.sign_in("Alice"), WrongPasswordError)
    assert house.seen(house.sign_in("Alice", NEXT))


def test_another_password_needs_the_one_of_now_and_has_to_be_good(house: House) -> None:
    who = house.seen(house.sign_in("Alice"))
    refused(lambda: signing_in.change_password(house.office, who, "no", NEXT), WrongPasswordError)
    refused(
        lambda: signing_in.change_password(house.office, who, PASSWORD, "court"), WeakPasswordError
    )
    assert house.seen(house.sign_in("Alice"))


def test_signing_out_ends_one_session_and_everywhere_the_others(house: House) -> None:
    first, second, third = (house.sign_in("Alice") for _ in range(3))
    staff_sessions.end(house.office, house.seen(first))
    assert house.who(first) is None
    made = staff_sessions.end_everywhere(house.office, house.seen(second))
    assert (house.who(second), house.who(third)) == (None, None)
    assert house.seen(made)


def test_a_session_ends_by_itself(house: House) -> None:
    token = house.sign_in("Alice")
    house.clock.move(hours=7)
    staff_sessions.keep(house.office, house.seen(token))
    house.clock.move(hours=7)
    assert house.seen(token)
    house.clock.move(hours=2)
    assert house.who(token) is None
    token = house.sign_in("Alice")
    for _ in range(24):
        house.clock.move(hours=7)
        if (found := house.who(token)) is not None:
            staff_sessions.keep(house.office, found)
    assert house.who(token) is None


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "\ud800"])
def test_a_token_that_we_never_gave_is_nobodys(house: House, token: str) -> None:
    assert house.who(token) is None


def test_a_link_is_good_once_and_for_a_week(house: House) -> None:
    office = house.office
    invited = agents.invite(office, OPERATOR, "ivy@example.org", "Ivy", "agent", "demo")
    assert invited.token
    refused(lambda: invitations.accept(office, "x", "Ivy", NEXT, BROWSER), DeadLinkError)
    refused(
        lambda: invitations.accept(office, invited.token or "", "Ivy", "court", BROWSER),
        WeakPasswordError,
    )
    token = invitations.accept(office, invited.token, "Ivy Dunn", NEXT, BROWSER)
    assert house.seen(token).agent.name == "Ivy Dunn"
    refused(
        lambda: invitations.accept(office, invited.token or "", "Eve", NEXT, BROWSER), DeadLinkError
    )
    again = agents.new_link(office, OPERATOR, invited.agent.id)
    house.clock.move(days=8)
    refused(
        lambda: invitations.accept(office, again.token or "", "Eve", NEXT, BROWSER), DeadLinkError
    )


def test_a_new_link_replaces_the_one_before_and_does_not_lead_past_the_second_factor(
    house: House,
) -> None:
    house.protect("Bob")
    bob = house.people["Bob"]
    first = agents.new_link(house.office, OPERATOR, bob.id).token or ""
    second = agents.new_link(house.office, OPERATOR, bob.id).token or ""
    refused(lambda: invitations.accept(house.office, first, "Bob", NEXT, BROWSER), DeadLinkError)
    token = invitations.accept(house.office, second, "Bob", NEXT, BROWSER)
    assert house.seen(token).awaits == "code"
