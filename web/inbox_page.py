"""The page where agents answer: its document. All that happens on it goes over the namespace."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for

from chat.agents import Agent
from chat.authorize import Action, sites_where
from store import sites
from web.console import Answer, Console, signed_in

WORDS = "inbox"


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/inbox`."""

    @routes.get("", endpoint="inbox")
    def show() -> Answer:
        words = console.services.translations.section(console.locale, WORDS)
        return console.page("inbox", words=words, config=_config(console, signed_in().agent))


def _config(console: Console, agent: Agent) -> dict[str, Any]:
    """Give what the page's script has to know before it is connected."""
    with console.office.database.read() as session:
        seen = sites_where(agent, Action.READ_CONVERSATIONS, sites.every(session))
    return {
        "agent_id": agent.id,
        "agent": agent.name,
        "sites": {site.key: site.name for site in seen},
        "login": url_for("console.login"),
        "length_max": console.services.settings.message_length_max,
    }
