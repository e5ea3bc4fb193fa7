"""The staff is managed: by those who may, in one transaction with its line in the audit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import store
from chat import agents, revocation
from chat.errors import NotAllowedError, NotFoundError, NotSignedInError, UnknownSiteError
from chat.office import OPERATOR, digest
from store import audit
from store.account_records import EVERY_SITE

from .staff import PASSWORD, House, manned, opened


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as made:
        yield manned(made)


def lines(house: House) -> int:
    with house.office.database.read() as session:
        return audit.count(session)


def is_good(house: House, token: str) -> bool:
    with house.office.database.read() as session:
        return revocation.is_good(session, house.office, digest(token))


CUTS: dict[str, Callable[[House], object]] = {
    "disabled": lambda house: agents.disable(house.office, OPERATOR, house.people["Edith"].id),
    "a lesser role": lambda house: agents.change_role(
        house.office, OPERATOR, house.people["Edith"].id, "demo", "agent"
    ),
    "no role": lambda house: agents.change_role(
        house.office, OPERATOR, house.people["Edith"].id, "demo", None
    ),
    "second factor reset": lambda house: agents.reset_second_factor(
        house.office, OPERATOR, house.people["Edith"].id
    ),
}


@pytest.mark.parametrize("cut", CUTS)
def test_who_loses_rights_loses_his_sessions(house: House, cut: str) -> None:
    token, other = house.sign_in("Edith"), house.sign_in("Alice")
    assert is_good(house, token)
    CUTS[cut](house)
    assert house.who(token) is None
    assert not is_good(house, token)
    assert is_good(house, other)


def test_who_gains_a_role_stays_signed_in(house: House) -> None:
    token = house.sign_in("Alice")
    agents.change_role(house.office, OPERATOR, house.people["Alice"].id, "demo", "editor")
    assert house.seen(token).agent.roles == {"demo": "editor"}


def test_bob_gives_roles_at_his_paper_alone(house: House) -> None:
    bob, alice = house.people["Bob"], house.people["Alice"]
    agents.change_role(house.office, bob, alice.id, "demo", "editor")
    for site in ("journal", EVERY_SITE):
        with pytest.raises(NotAllowedError):
            agents.change_role(house.office, bob, alice.id, site, "viewer")
        with pytest.raises(NotAllowedError):
            agents.invite(house.office, bob, "ivy@example.org", "Ivy", "viewer", site)
    with pytest.raises(UnknownSiteError):
        agents.invite(house.office, OPERATOR, "ivy@example.org", "Ivy", "viewer", "nowhere")


def test_alice_manages_nobody_and_charlie_does_not_even_see_her(house: House) -> None:
    alice, charlie, edith = (house.people[each] for each in ("Alice", "Charlie", "Edith"))
    before = lines(house)
    for act in (agents.disable, agents.enable, agents.reset_second_factor, agents.new_link):
        with pytest.raises(NotFoundError):
            act(house.office, alice, edith.id)
        with pytest.raises(NotFoundError):
            act(house.office, charlie, edith.id)
        with pytest.raises(NotFoundError):
            act(house.office, house.people["Olga"], "nobody")
    assert house.now("Edith") == edith
    assert lines(house) == before


def test_nobody_cuts_himself_or_changes_his_own_role(house: House) -> None:
    olga = house.people["Olga"]
    with pytest.raises(NotAllowedError):
        agents.disable(house.office, olga, olga.id)
    with pytest.raises(NotAllowedError):
        agents.change_role(house.office, olga, olga.id, EVERY_SITE, "viewer")


def test_two_who_cut_each_other_cannot_both_succeed(house: House) -> None:
    house.hire("Oscar", "admin", EVERY_SITE)
    olga, oscar = house.people["Olga"], house.people["Oscar"]
    agents.disable(house.office, olga, oscar.id)
    with pytest.raises(NotSignedInError):
        agents.disable(house.office, oscar, olga.id)
    assert house.now("Olga").state == "active"


def test_whoever_is_known_is_given_the_role_and_no_link(house: House) -> None:
    charlie, alice = house.people["Charlie"], house.people["Alice"]
    invited = agents.invite(
        house.office, charlie, "Alice@example.org ", "Somebody", "viewer", "journal"
    )
    assert invited.token is None
    assert house.now("Alice").roles == {"demo": "agent", "journal": "viewer"}
    assert house.now("Alice").name == "Alice"
    with pytest.raises(NotAllowedError):
        agents.disable(house.office, house.people["Bob"], alice.id)


def test_an_address_is_taken_once(house: House) -> None:
    with pytest.raises(store.ConflictError):
        house.hire("Alice", "agent")


def test_who_is_disabled_is_let_in_again(house: House) -> None:
    alice = house.people["Alice"]
    link = agents.new_link(house.office, OPERATOR, alice.id).token
    agents.disable(house.office, OPERATOR, alice.id)
    with pytest.raises(NotAllowedError):
        agents.new_link(house.office, OPERATOR, alice.id)
    assert agents.enable(house.office, OPERATOR, alice.id).state == "active"
    assert house.seen(house.sign_in("Alice", PASSWORD))
    assert link


def test_bob_sees_those_of_his_paper(house: House) -> None:
    with house.office.database.read() as session:
        listed = {
            name: [each.name for each in agents.listed(session, house.people[name])]
            for name in ("Bob", "Olga", "Charlie", "Alice")
        }
    assert listed["Bob"] == ["Alice", "Bob", "Edith", "Victor"]
    assert listed["Olga"] == ["Alice", "Bob", "Charlie", "Edith", "Olga", "Victor"]
    assert listed["Charlie"] == ["Charlie"]
    assert listed["Alice"] == []


def test_each_act_has_its_line(house: House) -> None:
    bob, alice = house.people["Bob"], house.people["Alice"]
    agents.disable(house.office, bob, alice.id)
    agents.enable(house.office, bob, alice.id)
    agents.new_link(house.office, bob, alice.id)
    agents.change_role(house.office, bob, alice.id, "demo", "viewer")
    agents.change_role(house.office, bob, alice.id, "demo", "viewer")
    with house.office.database.read() as session:
        told = audit.newest(session, None, None, 4)
    assert [line.act for line in reversed(told)] == [
        "agent_disabled", "agent_enabled", "link_made", "role_changed",
    ]  # fmt: skip
    assert {(line.agent_name, line.about) for line in told} == {("Bob", alice.id)}
    assert told[0].details == {"before": "agent", "after": "viewer"}
