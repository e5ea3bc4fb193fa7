"""Who may: the one place where it is decided, for routes, events and commands alike.

A role holds on one site, or on every site; a higher one includes those below it. A visitor may
talk in his own conversation. Whatever is not granted here is refused.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import get_args

import store
from chat.errors import NotAllowedError
from store.account_records import EVERY_SITE, Agent, Role

ROLES: tuple[Role, ...] = get_args(Role)

Actor = store.Visitor | Agent | None
Target = store.Site | store.Conversation | Agent | None


class Action(StrEnum):
    """Everything that is not open to all."""

    TALK = "talk"  # target: a conversation, by its visitor
    MANAGE_OWN_ACCOUNT = "manage_own_account"  # target: oneself
    SEE_SITE = "see_site"  # target from here on: a site, or a conversation on it
    SEE_ENTRIES = "see_entries"
    SEE_STATISTICS = "see_statistics"
    READ_CONVERSATIONS = "read_conversations"
    REPLY = "reply"
    EDIT_ENTRIES = "edit_entries"
    RUN_SOURCES = "run_sources"
    EXPORT_CONVERSATIONS = "export_conversations"
    ERASE_VISITORS = "erase_visitors"
    EDIT_SITE = "edit_site"
    GIVE_ROLES = "give_roles"
    SEE_AUDIT = "see_audit"
    SEE_AGENT = "see_agent"  # target: an agent with a role on a site of one's own
    MANAGE_AGENT = "manage_agent"  # target: another agent, all of whose sites are one's own
    ADD_SITES = "add_sites"  # no target: asks for a role on every site


ROLE_NEEDED: Mapping[Action, Role] = {
    Action.SEE_SITE: "viewer",
    Action.SEE_ENTRIES: "viewer",
    Action.SEE_STATISTICS: "viewer",
    Action.READ_CONVERSATIONS: "agent",
    Action.REPLY: "agent",
    Action.EDIT_ENTRIES: "editor",
    Action.RUN_SOURCES: "editor",
    Action.EXPORT_CONVERSATIONS: "admin",
    Action.ERASE_VISITORS: "admin",
    Action.EDIT_SITE: "admin",
    Action.GIVE_ROLES: "admin",
    Action.SEE_AUDIT: "admin",
    Action.SEE_AGENT: "admin",
    Action.MANAGE_AGENT: "admin",
    Action.ADD_SITES: "admin",
}


def authorize(actor: Actor, action: Action, target: Target = None) -> None:
    """Raise NotAllowedError unless an actor may do this to a target.

    Without a target the action is about the whole house, and asks for a role on every site.
    """
    if not may(actor, action, target):
        raise NotAllowedError(f"{action} is not allowed here")


def may(actor: Actor, action: Action, target: Target = None) -> bool:
    """Tell whether an actor may do this to a target; see `authorize`."""
    match actor:
        case store.Visitor():
            return action is Action.TALK and _is_his(actor, target)
        case Agent(state="active"):
            return _agent_may(actor, action, target)
        case _:
            return False


def may_somewhere(actor: Agent, action: Action) -> bool:
    """Tell whether an agent may do this on any site at all: what his menu shows him."""
    needed = ROLE_NEEDED.get(action)
    is_active = actor.state == "active"
    return is_active and needed is not None and _reaches(actor.roles.values(), needed)


def sites_where(actor: Agent, action: Action, among: Iterable[store.Site]) -> list[store.Site]:
    """List the sites on which an agent may do this."""
    return [site for site in among if may(actor, action, site)]


def is_admin_anywhere(agent: Agent) -> bool:
    """Tell whether an agent may change things: then a password alone does not let him in."""
    return "admin" in agent.roles.values()


def _agent_may(actor: Agent, action: Action, target: Target) -> bool:
    if isinstance(target, Agent):
        return _may_to_agent(actor, action, target)
    needed = ROLE_NEEDED.get(action)
    if needed is None or action in (Action.SEE_AGENT, Action.MANAGE_AGENT):
        return False
    match target:
        case store.Site():
            return _has(actor, needed, target.key)
        case store.Conversation():
            return _has(actor, needed, target.site_key)
        case _:
            return _has(actor, needed, EVERY_SITE)


def _may_to_agent(actor: Agent, action: Action, other: Agent) -> bool:
    """Decide about an account; nobody manages his own, so that an admin is always left."""
    if action is Action.MANAGE_OWN_ACCOUNT:
        return actor.id == other.id
    if action is Action.SEE_AGENT:
        return any(_has(actor, "admin", key) for key in other.roles) or _has(
            actor, "admin", EVERY_SITE
        )
    if action is Action.MANAGE_AGENT and actor.id != other.id:
        return all(_has(actor, "admin", key) for key in other.roles or (EVERY_SITE,))
    return False


def _has(agent: Agent, needed: Role, site_key: str) -> bool:
    """Tell whether an agent has a role, or a higher one, on a site."""
    held = (agent.roles.get(key) for key in {site_key, EVERY_SITE})
    return _reaches(filter(None, held), needed)


def _reaches(held: Iterable[Role], needed: Role) -> bool:
    return any(ROLES.index(role) >= ROLES.index(needed) for role in held)


def _is_his(visitor: store.Visitor, target: Target) -> bool:
    return (
        isinstance(target, store.Conversation)
        and target.visitor_id == visitor.id
        and target.site_key == visitor.site_key
    )
