"""Sockets of the staff are cut once their session is good no more; nothing is asked without any."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import store
from chat import agents, staff_sessions
from chat.office import OPERATOR
from store import agent_sessions
from web.revocation import LOOK_SECONDS, Revocation

from .office import PASSWORD, Newspaper, Tab


class Watch:
    """A follower whose seconds pass when the test says so, and what it has cut."""

    def __init__(self, paper: Newspaper) -> None:
        self.cut: list[str] = []
        self.followers: list[Callable[[], None]] = []
        self.meanwhile: list[Callable[[], object]] = []
        self.looks = 0
        self.revocation = Revocation(
            paper.office, (), self.cut.append, self._sleep, self.followers.append
        )

    def follow(self, *meanwhile: Callable[[], object]) -> None:
        """Follow from the first look on; after each look something happens, at the end no more."""
        self.meanwhile = list(meanwhile)
        self.followers.pop()()

    def _sleep(self, seconds: float) -> None:
        assert seconds == LOOK_SECONDS < 1
        self.looks += 1
        if self.meanwhile:
            self.meanwhile.pop(0)()
        else:
            for sid in list(self.revocation._sessions):
                self.revocation.forget(sid)


@pytest.fixture
def watch(paper: Newspaper) -> Watch:
    return Watch(paper)


def environ(tab: Tab) -> dict[str, Any]:
    return {"HTTP_HOST": "localhost", "HTTP_COOKIE": f"salut={tab.token}"}


ENDS: dict[str, Callable[[Newspaper, Tab], object]] = {
    "disabled": lambda paper, _: agents.disable(paper.office, OPERATOR, paper.agent("Alice").id),
    "role cut": lambda paper, _: agents.change_role(
        paper.office, OPERATOR, paper.agent("Alice").id, "demo", "viewer"
    ),
    "signed out": lambda _, tab: tab.post("/logout"),
    "another password": lambda _, tab: tab.post(
        "/account/password", old_password=PASSWORD, new_password="une autre phrase longue"
    ),
    "signed out everywhere": lambda _, tab: tab.post("/account/sign-out-everywhere"),
}


@pytest.mark.parametrize("end", ENDS)
def test_a_socket_is_cut_at_the_next_look(paper: Newspaper, watch: Watch, end: str) -> None:
    alice, bob = paper.tab("Alice"), paper.tab("Bob")
    watch.revocation.watch("a", environ(alice))
    watch.revocation.watch("b", environ(bob))
    watch.follow(lambda: ENDS[end](paper, alice), lambda: None)
    assert watch.cut == ["a"]
    assert len(watch.revocation) == 0


def test_only_the_session_that_was_signed_out_of_is_cut(paper: Newspaper, watch: Watch) -> None:
    here, there = paper.tab("Alice"), paper.tab("Alice")
    watch.revocation.watch("here", environ(here))
    watch.revocation.watch("there", environ(there))
    watch.follow(lambda: here.post("/logout"), lambda: None)
    assert watch.cut == ["here"]


def test_a_socket_without_a_session_is_cut(watch: Watch) -> None:
    watch.revocation.watch("a", {"HTTP_COOKIE": "salut=forged"})
    watch.follow()
    assert watch.cut == ["a"]


def test_one_follower_serves_all_and_ends_with_the_last(paper: Newspaper, watch: Watch) -> None:
    alice = paper.tab("Alice")
    for sid in ("a", "b", "c"):
        watch.revocation.watch(sid, environ(alice))
    assert len(watch.followers) == 1
    watch.follow()
    assert (watch.looks, watch.cut, watch.followers) == (1, [], [])
    watch.revocation.watch("d", environ(alice))
    assert len(watch.followers) == 1


def test_a_database_that_fails_does_not_end_the_following(
    paper: Newspaper, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = paper.tab("Alice")
    watch.revocation.watch("a", environ(alice))
    look = watch.revocation.look

    def fail() -> None:
        monkeypatch.setattr(watch.revocation, "look", look)
        raise store.DatabaseBusyError("held")

    monkeypatch.setattr(watch.revocation, "look", fail)
    watch.follow(lambda: ENDS["disabled"](paper, alice), lambda: None)
    assert watch.cut == ["a"]


def test_an_event_keeps_a_session_from_growing_idle(paper: Newspaper) -> None:
    alice = paper.tab("Alice")
    staff = paper.app.extensions["salut_staff"]
    found = staff.signed_in(environ(alice))
    assert found is not None
    with paper.office.database.write() as session:
        early = paper.office.now() - 2 * staff_sessions.SEEN_EVERY
        agent_sessions.see(session, [found.session.id], early)
    assert staff.agent_of(environ(alice)) is not None
    kept = staff.signed_in(environ(alice))
    assert kept is not None
    assert kept.session.seen_at > early
