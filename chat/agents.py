"""Agents: the staff is invited, given roles, disabled and let in again, always by somebody.

Whoever acts is read again in the transaction of his act, so that two who take each other's rights
away at the same moment cannot both succeed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unicodedata import normalize

import store
from chat.audit import Act, note, only_site
from chat.authorize import ROLES, Action, authorize, may
from chat.errors import NotAllowedError, NotFoundError, UnknownSiteError
from chat.invitations import Invited, make
from chat.office import Office, as_he_is_now
from chat.passwords import check_new
from chat.signing_in import folded, without_second_factor
from store import agent_sessions, agents, invitations, sites
from store.account_records import EVERY_SITE, Role
from store.account_records import Agent as Agent


def invite(office: Office, by: Agent, email: str, name: str, role: Role, site_key: str) -> Invited:
    """Give somebody a role on a site, or on EVERY_SITE; who is new is invited by a link.

    Raise NotAllowedError, UnknownSiteError.
    """

    def work(session: store.Session) -> Invited:
        actor = as_he_is_now(session, by)
        authorize(actor, Action.GIVE_ROLES, site_of(session, site_key))
        known = agents.by_email(session, folded(email))
        if known is not None:
            given = _with_role(session, office, actor, known, site_key, role)
            return Invited(given, None)
        made = agents.add(session, _new(office, email, name, role, site_key))
        details = {"email": made.email, "role": role}
        note(
            session, actor, Act.AGENT_INVITED, office.now(),
            site_key=site_key, about=made.id, details=details,
        )  # fmt: skip
        return Invited(made, make(session, office, made))

    return office.database.commit(work)


def add(
    office: Office, by: Agent, email: str, name: str, role: Role, site_key: str, password: str
) -> Agent:
    """Add somebody whose password is known; raise ConflictError for an address that is taken.

    Raise NotAllowedError, UnknownSiteError, WeakPasswordError too.
    """
    check_new(password, email, name)
    held = office.passwords.hashed(password)

    def work(session: store.Session) -> Agent:
        actor = as_he_is_now(session, by)
        authorize(actor, Action.GIVE_ROLES, site_of(session, site_key))
        new = replace(_new(office, email, name, role, site_key), state="active", password=held)
        made = agents.add(session, new)
        details = {"email": made.email, "role": role}
        note(
            session, actor, Act.AGENT_ADDED, office.now(),
            site_key=site_key, about=made.id, details=details,
        )  # fmt: skip
        return made

    return office.database.commit(work)


def listed(session: store.Session, by: Agent) -> list[Agent]:
    """List the agents that an admin may see, by name, accents left aside."""
    found = [each for each in agents.every(session) if may(by, Action.SEE_AGENT, each)]
    return sorted(found, key=lambda each: normalize("NFKD", each.name).casefold())


def seen(session: store.Session, by: Agent, agent_id: str) -> Agent:
    """Find an agent; raise NotFoundError for one that may not be seen, as if he was not there."""
    found = agents.get(session, agent_id)
    if found is None or not may(by, Action.SEE_AGENT, found):
        raise NotFoundError("there is no such agent, or not for you")
    return found


def change_role(
    office: Office, by: Agent, agent_id: str, site_key: str, role: Role | None
) -> Agent:
    """Give another role on a site, or none; a lesser one ends his sessions.

    Raise NotAllowedError, NotFoundError, UnknownSiteError.
    """

    def work(session: store.Session) -> Agent:
        actor = as_he_is_now(session, by)
        agent = seen(session, actor, agent_id)
        return _with_role(session, office, actor, agent, site_key, role)

    return office.database.commit(work)


def disable(office: Office, by: Agent, agent_id: str) -> Agent:
    """Let somebody in no more, end his sessions and invitations; `enable` undoes it."""

    def work(session: store.Session, agent: Agent) -> Agent:
        invitations.remove_all(session, agent.id)
        agent_sessions.remove_all(session, agent.id)
        return agents.save(session, replace(agent, state="disabled", epoch=agent.epoch + 1))

    return _managed(office, by, agent_id, Act.AGENT_DISABLED, work)


def enable(office: Office, by: Agent, agent_id: str) -> Agent:
    """Let somebody in again with the password that he had, or by a new link."""

    def work(session: store.Session, agent: Agent) -> Agent:
        return agents.save(session, replace(agent, state="active" if agent.password else "invited"))

    return _managed(office, by, agent_id, Act.AGENT_ENABLED, work)


def reset_second_factor(office: Office, by: Agent, agent_id: str) -> Agent:
    """Take the second factor of somebody away who has lost it, and end his sessions."""

    def work(session: store.Session, agent: Agent) -> Agent:
        agent_sessions.remove_all(session, agent.id)
        return without_second_factor(session, replace(agent, epoch=agent.epoch + 1))

    return _managed(office, by, agent_id, Act.SECOND_FACTOR_RESET, work)


def new_link(office: Office, by: Agent, agent_id: str) -> Invited:
    """Make a link by which somebody chooses a password, his first one or another one."""
    tokens: list[str] = []

    def work(session: store.Session, agent: Agent) -> Agent:
        if agent.state == "disabled":
            raise NotAllowedError("let him in again first")
        tokens[:] = [make(session, office, agent)]
        return agent

    return Invited(_managed(office, by, agent_id, Act.LINK_MADE, work), tokens[0])


def set_locale(office: Office, who: Agent, locale: str) -> None:
    """Say in which language somebody reads the console."""

    def work(session: store.Session) -> None:
        agents.save(session, replace(as_he_is_now(session, who), locale=locale))

    office.database.commit(work)


def site_of(session: store.Session, site_key: str) -> store.Site | None:
    """Find the site of a role, None for EVERY_SITE; raise UnknownSiteError."""
    site = None if site_key == EVERY_SITE else sites.get(session, site_key)
    if site is None and site_key != EVERY_SITE:
        raise UnknownSiteError(f"there is no site {site_key!r}")
    return site


def _managed(
    office: Office,
    by: Agent,
    agent_id: str,
    act: Act,
    work: Callable[[store.Session, Agent], Agent],
) -> Agent:
    """Do something to an account that one may manage, and write it down."""

    def authorized(session: store.Session) -> Agent:
        actor = as_he_is_now(session, by)
        agent = seen(session, actor, agent_id)
        authorize(actor, Action.MANAGE_AGENT, agent)
        changed = work(session, agent)
        site_key = only_site(agent)
        note(session, actor, act, office.now(), site_key=site_key, about=agent.id)
        return changed

    return office.database.commit(authorized)


def _with_role(
    session: store.Session,
    office: Office,
    actor: Agent,
    agent: Agent,
    site_key: str,
    role: Role | None,
) -> Agent:
    """Store an agent with another role on a site, or without one."""
    authorize(actor, Action.GIVE_ROLES, site_of(session, site_key))
    if actor.id == agent.id:
        raise NotAllowedError("nobody changes his own role")
    held = agent.roles.get(site_key)
    if held == role:
        return agent
    roles = {key: each for key, each in agent.roles.items() if key != site_key}
    if role is not None:
        roles[site_key] = role
    is_cut = held is not None and (role is None or ROLES.index(role) < ROLES.index(held))
    if is_cut:
        agent_sessions.remove_all(session, agent.id)
    changed = agents.save(
        session, replace(agent, roles=roles, epoch=agent.epoch + (1 if is_cut else 0))
    )
    details = {"before": held or "", "after": role or ""}
    note(
        session, actor, Act.ROLE_CHANGED, office.now(),
        site_key=site_key, about=agent.id, details=details,
    )  # fmt: skip
    return changed


def _new(office: Office, email: str, name: str, role: Role, site_key: str) -> Agent:
    return Agent(
        id=office.new_id(),
        email=folded(email),
        name=name,
        created_at=office.now(),
        roles={site_key: role},
    )
