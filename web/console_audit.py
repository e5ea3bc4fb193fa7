"""The audit as a page: who did what and when, and whether its chain is whole."""

from __future__ import annotations

from flask import Blueprint, request

from chat import audit
from chat.agents import Agent
from chat.authorize import Action, may, sites_where
from store import agents, sites
from store import audit as stored_audit
from store.account_records import AuditLine
from web.console import Answer, Console, signed_in
from web.startup import in_a_thread

LINES_A_PAGE = 50
NUMBER_DIGITS_MAX = 15


def add(routes: Blueprint, console: Console) -> None:
    """Serve `/console/audit`."""

    @routes.get("/audit", endpoint="audit")
    def show() -> Answer:
        by = signed_in().agent
        lines = _lines(console, by, _number(request.args.get("before", "")))
        verdict = in_a_thread(lambda: _verdict(console))
        return console.page(
            "audit",
            lines=lines[:LINES_A_PAGE],
            further=lines[LINES_A_PAGE - 1].number if len(lines) > LINES_A_PAGE else None,
            verdict=verdict,
            names=_names(console, lines),
        )


def _number(text: str) -> int | None:
    """Read the number of a line; None for what is none."""
    is_number = text.isascii() and text.isdecimal() and len(text) <= NUMBER_DIGITS_MAX
    return int(text) if is_number else None


def _lines(console: Console, by: Agent, before: int | None) -> list[AuditLine]:
    """List the newest lines that somebody may see, and one more if there is one."""
    with console.office.database.read() as session:
        own = sites_where(by, Action.SEE_AUDIT, sites.every(session))
        keys = None if may(by, Action.SEE_AUDIT) else [site.key for site in own]
        return stored_audit.newest(session, keys, before, LINES_A_PAGE + 1)


def _verdict(console: Console) -> audit.Verdict:
    with console.office.database.read() as session:
        return audit.verify(session, audit.VERIFIED_MAX)


def _names(console: Console, lines: list[AuditLine]) -> dict[str, str]:
    """Map the ids of agents that lines are about to names."""
    with console.office.database.read() as session:
        found = [agents.get(session, each) for each in {line.about for line in lines}]
    return {each.id: each.name for each in found if each is not None}
