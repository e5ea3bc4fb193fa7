"""The staff: who there is, who is invited, what each may do, and who is let in no more."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, request, url_for

import store
from chat import agents
from chat.agents import Agent
from chat.authorize import ROLES, Action, may, sites_where
from chat.errors import NotAllowedError
from chat.office import Office
from store import sites
from store.account_records import EVERY_SITE
from web.console import Answer, Console, done, signed_in
from web.forms import NewAgent, RoleChange

ACTS: dict[str, Callable[[Office, Agent, str], Agent]] = {
    "disable": agents.disable,
    "enable": agents.enable,
    "reset-two-factor": agents.reset_second_factor,
}
LINK = "link"


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/agents` and what is below it."""
    _add_staff(routes, console)
    _add_one(routes, console)
    _add_acts(routes, console)


def _add_staff(routes: Blueprint, console: Console) -> None:
    office = console.office

    @routes.get("/agents", endpoint="agents")
    def show_all() -> Answer:
        return console.page("agents", **_told(console))

    @routes.post("/agents")
    def invite() -> Answer:
        said, wrong = console.posted(NewAgent)
        if said is None:
            return console.again("agents", wrong, **_told(console))
        invited = agents.invite(
            office, signed_in().agent, said.email, said.name, said.role, said.site
        )
        if invited.token is None:
            return done("console.agent", "role_changed", agent_id=invited.agent.id)
        return _link(console, invited.agent, invited.token)


def _add_one(routes: Blueprint, console: Console) -> None:
    office = console.office

    @routes.get("/agents/<agent_id>", endpoint="agent")
    def show(agent_id: str) -> Answer:
        return console.page("agent", **_one(console, agent_id))

    @routes.post("/agents/<agent_id>/role")
    def change_role(agent_id: str) -> Answer:
        said, wrong = console.posted(RoleChange)
        if said is None:
            return console.again("agent", wrong, **_one(console, agent_id))
        agents.change_role(office, signed_in().agent, agent_id, said.site, said.role or None)
        return done("console.agents", "role_changed")


def _add_acts(routes: Blueprint, console: Console) -> None:
    office = console.office

    @routes.get("/agents/<agent_id>/<act>")
    def ask(agent_id: str, act: str) -> Answer:
        told = _one(console, agent_id)
        if act not in (*ACTS, LINK):
            abort(404)
        if not told["is_manageable"]:
            raise NotAllowedError("this account also belongs to other sites, or is one's own")
        return console.page("confirm", act=act, **told)

    @routes.post("/agents/<agent_id>/<act>")
    def act_on(agent_id: str, act: str) -> Answer:
        if act == LINK:
            invited = agents.new_link(office, signed_in().agent, agent_id)
            return _link(console, invited.agent, invited.token or "")
        if act not in ACTS:
            abort(404)
        ACTS[act](office, signed_in().agent, agent_id)
        return done("console.agent", act.replace("-", "_"), agent_id=agent_id)


def _told(console: Console) -> dict[str, Any]:
    """Give what the page of all agents shows."""
    by = signed_in().agent
    with console.office.database.read() as session:
        found, every = agents.listed(session, by), sites.every(session)
    return {"agents": found, "names": _names(console, every), **_choices(by, every)}


def _one(console: Console, agent_id: str) -> dict[str, Any]:
    """Give what the page of one agent shows; raise NotFoundError."""
    by = signed_in().agent
    with console.office.database.read() as session:
        other, every = agents.seen(session, by, agent_id), sites.every(session)
    return {
        "other": other,
        "names": _names(console, every),
        "is_manageable": may(by, Action.MANAGE_AGENT, other),
        "is_oneself": by.id == other.id,
        **_choices(by, every),
    }


def _choices(by: Agent, every: list[store.Site]) -> dict[str, Any]:
    """Give the sites on which somebody may give roles, and the roles."""
    own = [site.key for site in sites_where(by, Action.GIVE_ROLES, every)]
    if may(by, Action.GIVE_ROLES):
        own = [EVERY_SITE, *own]
    return {"choices": own, "roles": ROLES}


def _names(console: Console, every: list[store.Site]) -> dict[str, str]:
    """Map keys of sites to the names that are shown."""
    return {EVERY_SITE: console.text("every_site"), **{site.key: site.name for site in every}}


def _link(console: Console, agent: Agent, token: str) -> Answer:
    """Show a link, this once."""
    path = url_for("console.invitation", token=token)
    days = console.office.invitation_lifetime.days
    return console.page(
        "link", other=agent, link=f"{request.host_url.rstrip('/')}{path}", days=days
    )
