"""Invitations: a link by which an agent chooses his password, good once and not for ever."""

from __future__ import annotations

from dataclasses import dataclass, replace

import store
from chat.audit import Act, note
from chat.errors import DeadLinkError
from chat.office import Office, digest
from chat.passwords import check_new
from chat.staff_sessions import begin
from store import agent_sessions, agents, invitations
from store.account_records import Agent, Invitation


@dataclass(frozen=True, slots=True)
class Invited:
    """An agent, and the token of the link that he is to be given; None where he needs none."""

    agent: Agent
    token: str | None


def make(session: store.Session, office: Office, agent: Agent) -> str:
    """Make an invitation in place of any earlier one, and give its token."""
    now, token = office.now(), office.new_token()
    invitations.put(
        session, Invitation(digest(token), agent.id, now, now + office.invitation_lifetime)
    )
    return token


def find(session: store.Session, office: Office, token: str) -> Agent:
    """Find who is invited by a token; raise DeadLinkError."""
    held = invitations.get(session, digest(token), office.now())
    agent = None if held is None else agents.get(session, held.agent_id)
    if agent is None or agent.state == "disabled":
        raise DeadLinkError("there is no such invitation, or no longer")
    return agent


def accept(office: Office, token: str, name: str, password: str, browser: str) -> str:
    """Choose name and password, end every earlier session, begin one and give its token.

    A second factor stays as it is, and is asked for next. Raise DeadLinkError, WeakPasswordError.
    """
    with office.database.read() as session:
        check_new(password, find(session, office, token).email, name)
    made = office.passwords.hashed(password)

    def work(session: store.Session) -> str:
        agent = find(session, office, token)
        agent = agents.save(
            session,
            replace(agent, name=name, password=made, state="active", epoch=agent.epoch + 1),
        )
        invitations.remove_all(session, agent.id)
        agent_sessions.remove_all(session, agent.id)
        note(session, agent, Act.INVITATION_ACCEPTED, office.now(), about=agent.id)
        return begin(session, office, agent, browser, is_confirmed=False)

    return office.database.commit(work)
