"""Who may: each action for each actor on each target, written out; all else is refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import store
from chat.authorize import ROLE_NEEDED, ROLES, Action, Actor, Target, authorize, may, may_somewhere
from chat.errors import NotAllowedError
from chat.office import OPERATOR
from store.account_records import EVERY_SITE, Agent

from .conftest import NOW
from .staff import House, manned, opened

DEMO, JOURNAL = (
    store.Site(key="demo", name="Le Fanal"),
    store.Site(key="journal", name="Le Journal"),
)
VERA = store.Visitor(id="vera", site_key="demo", epoch=1, created_at=NOW)
NOBODY = None

# Who may do each thing at Le Fanal. Olga may on every site; Charlie's paper is another one.
ALLOWED = {
    Action.SEE_SITE: "Victor Alice Edith Bob Olga",
    Action.SEE_ENTRIES: "Victor Alice Edith Bob Olga",
    Action.SEE_STATISTICS: "Victor Alice Edith Bob Olga",
    Action.READ_CONVERSATIONS: "Alice Edith Bob Olga",
    Action.REPLY: "Alice Edith Bob Olga",
    Action.EDIT_ENTRIES: "Edith Bob Olga",
    Action.RUN_SOURCES: "Edith Bob Olga",
    Action.EXPORT_CONVERSATIONS: "Bob Olga",
    Action.ERASE_VISITORS: "Bob Olga",
    Action.EDIT_SITE: "Bob Olga",
    Action.GIVE_ROLES: "Bob Olga",
    Action.SEE_AUDIT: "Bob Olga",
    Action.SEE_AGENT: "",  # never to a site
    Action.MANAGE_AGENT: "",
    Action.ADD_SITES: "Bob Olga",
    Action.TALK: "",
    Action.MANAGE_OWN_ACCOUNT: "",
}
EVERYBODY = ("nobody", "Vera", "Victor", "Alice", "Edith", "Bob", "Olga", "Charlie")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as made:
        yield manned(made)


def actor(house: House, name: str) -> Actor:
    return {"nobody": NOBODY, "Vera": VERA, **house.people}[name]


def allowed(house: House, action: Action, target: Target) -> set[str]:
    return {name for name in EVERYBODY if may(actor(house, name), action, target)}


def test_every_action_has_its_row() -> None:
    assert set(ALLOWED) == set(Action)
    assert set(Action) - set(ROLE_NEEDED) == {Action.TALK, Action.MANAGE_OWN_ACCOUNT}


@pytest.mark.parametrize("action", Action)
def test_a_site_is_open_to_its_own_roles_alone(house: House, action: Action) -> None:
    assert allowed(house, action, DEMO) == set(ALLOWED[action].split())


@pytest.mark.parametrize("action", Action)
def test_a_conversation_is_its_sites(house: House, action: Action) -> None:
    his = conversation("vera")
    wanted = {"Vera"} if action is Action.TALK else set(ALLOWED[action].split())
    assert allowed(house, action, his) == wanted


def test_a_visitor_talks_in_his_own_conversation_alone() -> None:
    assert may(VERA, Action.TALK, conversation("vera"))
    assert not may(VERA, Action.TALK, conversation("another"))
    assert not may(VERA, Action.TALK, replace(conversation("vera"), site_key="journal"))
    assert not may(VERA, Action.TALK, DEMO)


@pytest.mark.parametrize("action", Action)
def test_the_other_paper_is_open_to_charlie_and_olga_alone(house: House, action: Action) -> None:
    found = allowed(house, action, JOURNAL)
    assert found == ({"Charlie", "Olga"} if ALLOWED[action] else set())


@pytest.mark.parametrize("action", Action)
def test_without_a_target_a_role_on_one_site_is_not_enough(house: House, action: Action) -> None:
    assert allowed(house, action, None) <= {"Olga"}
    assert may(OPERATOR, action) is bool(ALLOWED[action])


def test_an_account_is_managed_by_who_manages_all_its_sites(house: House) -> None:
    alice, both = house.people["Alice"], house.people["Edith"]
    both = replace(both, roles={"demo": "editor", "journal": "viewer"})
    assert allowed(house, Action.MANAGE_AGENT, alice) == {"Bob", "Olga"}
    assert allowed(house, Action.SEE_AGENT, alice) == {"Bob", "Olga"}
    assert allowed(house, Action.MANAGE_AGENT, both) == {"Olga"}
    assert allowed(house, Action.SEE_AGENT, both) == {"Bob", "Charlie", "Olga"}
    assert allowed(house, Action.MANAGE_AGENT, house.people["Olga"]) == set()
    assert allowed(house, Action.MANAGE_AGENT, replace(alice, roles={})) == {"Olga"}


def test_nobody_manages_himself_but_everyone_his_own_account(house: House) -> None:
    for name, agent in house.people.items():
        assert name not in allowed(house, Action.MANAGE_AGENT, agent)
        assert allowed(house, Action.MANAGE_OWN_ACCOUNT, agent) == {name}


@pytest.mark.parametrize("state", ["invited", "disabled"])
@pytest.mark.parametrize("action", Action)
def test_who_is_not_active_may_nothing(house: House, action: Action, state: str) -> None:
    olga = replace(house.people["Olga"], state=state)  # type: ignore[arg-type]
    for target in (DEMO, conversation("vera"), house.people["Alice"], olga, None):
        assert not may(olga, action, target)
    assert not may_somewhere(olga, action)


def test_a_site_named_like_a_star_is_no_every_site() -> None:
    agent = Agent("a", "a@example.org", "A", NOW, {"demo": "admin"}, "active")
    assert not may(agent, Action.ADD_SITES)
    assert may(replace(agent, roles={EVERY_SITE: "admin"}), Action.ADD_SITES)


def test_a_higher_role_includes_those_below_it() -> None:
    for action, needed in ROLE_NEEDED.items():
        for role in ROLES:
            agent = Agent("a", "a@example.org", "A", NOW, {EVERY_SITE: role}, "active")
            is_enough = ROLES.index(role) >= ROLES.index(needed)
            assert may_somewhere(agent, action) is is_enough
    assert not may_somewhere(replace(OPERATOR, roles={}), Action.SEE_SITE)


def test_a_refusal_is_an_error_of_ours(house: House) -> None:
    with pytest.raises(NotAllowedError):
        authorize(house.people["Victor"], Action.REPLY, DEMO)
    authorize(house.people["Alice"], Action.REPLY, DEMO)


def conversation(visitor_id: str) -> store.Conversation:
    return store.Conversation(
        id="c",
        site_key="demo",
        visitor_id=visitor_id,
        state="bot",
        locale="fr",
        last_seq=0,
        created_at=NOW,
        updated_at=NOW,
    )
