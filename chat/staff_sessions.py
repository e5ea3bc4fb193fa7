"""Staff sessions: who is signed in in a browser, how far, and until when.

The browser holds a random token, the database its digest. Raising an agent's epoch ends all of his
sessions; a session that is not whole yet leads to the second factor and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

import store
from chat.audit import Act, note
from chat.authorize import is_admin_anywhere
from chat.office import Office, as_he_is_now, digest
from store import agent_sessions, agents
from store.account_records import Agent, AgentSession

SEEN_EVERY = timedelta(minutes=5)

Awaited = Literal["", "code", "setup"]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An agent in one of his browsers."""

    agent: Agent
    session: AgentSession

    @property
    def awaits(self) -> Awaited:
        """Tell what is still to be given: a code, or a second factor to be set up; "" for nothing.

        Who may change things needs a second factor; anyone who has one is asked for it.
        """
        if self.agent.has_second_factor:
            return "" if self.session.is_confirmed else "code"
        return "setup" if is_admin_anywhere(self.agent) else ""


def find(session: store.Session, office: Office, token: str) -> SignedIn | None:
    """Find who is signed in by a token; None unless he still is."""
    held = agent_sessions.get(session, digest(token)) if token else None
    agent = None if held is None else agents.get(session, held.agent_id)
    if held is None or agent is None or not _is_good(office, held, agent):
        return None
    return SignedIn(agent, held)


def begin(
    session: store.Session, office: Office, agent: Agent, browser: str, *, is_confirmed: bool
) -> str:
    """Begin a session of an agent and give its token; forget sessions that are too old."""
    now, token = office.now(), office.new_token()
    agent_sessions.remove_old(session, now - office.lifetime)
    made = AgentSession(
        id=digest(token),
        agent_id=agent.id,
        epoch=agent.epoch,
        is_confirmed=is_confirmed,
        browser=browser,
        created_at=now,
        seen_at=now,
    )
    agent_sessions.add(session, made)
    return token


def keep(office: Office, signed_in: SignedIn) -> None:
    """Note that a session is in use; every few minutes is often enough."""
    now, held = office.now(), signed_in.session
    if now - held.seen_at >= SEEN_EVERY:
        office.database.commit(lambda session: agent_sessions.see(session, [held.id], now))


def end(office: Office, signed_in: SignedIn) -> None:
    """Sign out of this browser."""

    def work(session: store.Session) -> None:
        agent_sessions.remove(session, signed_in.session.id)
        note(session, signed_in.agent, Act.SIGNED_OUT, office.now())

    office.database.commit(work)


def end_everywhere(office: Office, signed_in: SignedIn) -> str:
    """Sign out of every browser but this one, which is given another token."""

    def work(session: store.Session) -> str:
        agent = as_he_is_now(session, signed_in.agent)
        note(session, agent, Act.SIGNED_OUT_EVERYWHERE, office.now())
        return begin_alone(session, office, agent, signed_in.session)

    return office.database.commit(work)


def begin_alone(session: store.Session, office: Office, agent: Agent, held: AgentSession) -> str:
    """End all sessions of an agent, store him, and begin one anew as far as `held` was."""
    raised = agents.save(session, replace(agent, epoch=agent.epoch + 1))
    agent_sessions.remove_all(session, agent.id)
    return begin(session, office, raised, held.browser, is_confirmed=held.is_confirmed)


def _is_good(office: Office, held: AgentSession, agent: Agent) -> bool:
    now = office.now()
    return (
        agent.state == "active"
        and held.epoch == agent.epoch
        and now < held.created_at + office.lifetime
        and now < held.seen_at + office.idle
    )
