"""The first page: the sites that an agent may see, and his own account."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from chat import agents, signing_in, staff_sessions
from chat.authorize import Action, sites_where
from chat.errors import RateLimitedError, WeakPasswordError, WrongPasswordError
from store import agent_sessions, inbox, sites
from store.account_records import EVERY_SITE, AgentSession
from web.console import Answer, Console, done, hand_over, signed_in
from web.forms import Language, PasswordChange


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console` and `/console/account`."""
    office = console.office

    @routes.get("")
    def home() -> Answer:
        agent = signed_in().agent
        with office.database.read() as session:
            seen = sites_where(agent, Action.SEE_SITE, sites.every(session))
            read = sites_where(agent, Action.READ_CONVERSATIONS, seen)
            waiting = inbox.count_waiting(session, [site.key for site in read])
        roles = {
            site.key: agent.roles.get(site.key) or agent.roles.get(EVERY_SITE) for site in seen
        }
        return console.page("home", sites=seen, roles=roles, waiting=waiting)

    @routes.get("/account")
    def account() -> Answer:
        return console.page("account", **_told(console))

    @routes.post("/account/password")
    def change_password() -> Answer:
        said, wrong = console.posted(PasswordChange)
        if said is None:
            return console.again("account", wrong, **_told(console))
        try:
            token = signing_in.change_password(
                office, signed_in(), said.old_password, said.new_password
            )
        except (RateLimitedError, WrongPasswordError) as error:
            return console.refused("account", "old_password", error, **_told(console))
        except WeakPasswordError as error:
            return console.refused("account", "new_password", error, **_told(console))
        hand_over(token)
        return done("console.account", "password_changed")

    @routes.post("/account/language")
    def change_language() -> Answer:
        said, wrong = console.posted(Language)
        if said is None or said.locale not in ("", *console.locales):
            told = wrong or {"locale": console.text("error_locale")}
            return console.again("account", told, **_told(console))
        agents.set_locale(office, signed_in().agent, said.locale)
        return done("console.account", "language_changed")

    @routes.post("/account/sign-out-everywhere")
    def sign_out_everywhere() -> Answer:
        hand_over(staff_sessions.end_everywhere(office, signed_in()))
        return done("console.account", "signed_out_everywhere")


def _told(console: Console) -> dict[str, Any]:
    """Give what the page of an account shows."""
    who = signed_in()
    words = console.services.translations
    names = {each: words.text(each, "language", "name") for each in console.locales}
    return {
        "sessions": _sessions(console),
        "here": who.session.id,
        "locales": names,
    }


def _sessions(console: Console) -> list[AgentSession]:
    """List the sessions that still are good."""
    agent, office = signed_in().agent, console.office
    now = office.now()
    with office.database.read() as session:
        held = agent_sessions.of_agent(session, agent.id, agent.epoch)
    return [each for each in held if now - each.seen_at < office.idle]
