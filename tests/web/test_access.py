"""Every route has its row, and lets in those whom the row names; whoever else is turned away."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from chat import agents, conversations
from chat.office import OPERATOR
from chat.visitors import mint_token
from store import entries, sources
from web.access import CONSOLE

from .access_rows import ACTORS, ROUTES, allowed
from .office import PASSWORD, Newspaper, Tab
from .vain import cluster_of

TURNED_AWAY = {401, 403, 404}
NEXT = "une autre phrase longue"


def routes(app: Flask) -> set[str]:
    """Name every route of an application."""
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def is_let_in(response: TestResponse) -> bool:
    """Tell whether a request was served, be it with a complaint about a field."""
    return response.status_code not in TURNED_AWAY and response.location != "/console/login"


def tab_of(paper: Newspaper, actor: str) -> Tab:
    """Open a browser of somebody; Vera shows her token wherever one could be shown."""
    if actor not in ("nobody", "Vera"):
        return paper.tab(actor)
    tab = paper.tab()
    tab.get("/login")
    if actor == "Vera":
        services = paper.app.extensions["salut"]
        thread = conversations.open_or_resume(
            services.database, services.keys, "demo", None, "fr", services.now(), services.new_id
        )
        token = mint_token(
            services.keys, thread.visitor, services.settings.token_lifetime, services.now()
        )
        tab.headers = {"Authorization": f"Bearer {token}", "X-Salut-Token": token}
    return tab


def request(paper: Newspaper, tab: Tab, rule: str) -> TestResponse:
    """Do what a route is for, to somebody at Le Fanal where it is about somebody."""
    method, _, path = rule.partition(" ")
    invited = agents.invite(
        paper.office, OPERATOR, f"{paper.office.new_id()}@example.org", "Ivy", "viewer", "demo"
    )
    values = {
        "<path:name>": "widget/panel.js" if "static" in path else "abonnement.html",
        "<wanted>": "0" * 16,
        "<digest>": tab.client.get("/widget.js").headers["ETag"].strip('"'),
        "<site_key>": "demo",
        "<token>": invited.token or "",
        "<agent_id>": paper.agent("Dora").id,
        "<act>": "link",
        "<kind>": "csv",
        "<source_id>": source_of(paper),
        "<entry_id>": entry_of(paper),
        "<cluster_id>": cluster_of(paper).id if "cluster" in path else "",
        "<expectation_id>": "0" * 32,
        "<table>": "periods",
    }
    for place, value in values.items():
        path = path.replace(place, value)
    if not path.startswith("/console"):
        body = {"question": "merci"} if method == "POST" else None
        return tab.client.open(
            path, method=method, json=body, headers=dict(tab.headers), buffered=True
        )
    path = path.removeprefix("/console")
    return tab.get(path) if method == "GET" else tab.post(path, **fields(rule))


def entry_of(paper: Newspaper) -> str:
    """Give the id of an entry of Le Fanal."""
    with paper.office.database.read() as session:
        return entries.published(session, "demo")[0].id


def source_of(paper: Newspaper) -> str:
    """Give the id of a source of Le Fanal."""
    location = "https://fanal.example.org/"
    with paper.office.database.write() as session:
        sources.add(session, "demo", location)
    return sources.id_of(location)


def fields(rule: str) -> dict[str, str]:
    """Fill in the form of a route; a code is left too short, which is told only to who may try."""
    if rule == "POST /console/login":
        return {"email": "alice@example.org", "password": PASSWORD}
    return {
        "email": "ivy@example.org",
        "name": "Ivy",
        "role": "agent",
        "site": "demo",
        "locale": "fr",
        "old_password": PASSWORD,
        "new_password": NEXT,
        "code": "1",
    }


def test_every_route_has_its_row(app: Flask) -> None:
    assert routes(app) == set(ROUTES)


def test_every_page_of_the_console_has_its_row_in_the_guard(app: Flask) -> None:
    of_the_console = {each for each in routes(app) if each.split("/")[1] in ("console", "inbox")}
    assert of_the_console == set(CONSOLE)


def test_a_page_without_a_row_is_shut(paper: Newspaper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(CONSOLE, "GET /console/account")
    assert paper.tab("Olga").get("/account").status_code == 403


@pytest.mark.parametrize("rule", ROUTES)
def test_those_of_the_row_are_let_in_and_nobody_else(paper: Newspaper, rule: str) -> None:
    agents.add(paper.office, OPERATOR, "dora@example.org", "Dora", "agent", "demo", PASSWORD)
    let_in = {actor for actor in ACTORS if is_let_in(request(paper, tab_of(paper, actor), rule))}
    assert let_in == allowed(ROUTES[rule])


@pytest.mark.parametrize(
    "rule", [each for each in CONSOLE if CONSOLE[each] not in ("anyone", "halfway")]
)
def test_bob_is_let_in_nowhere_before_his_second_factor(paper: Newspaper, rule: str) -> None:
    agents.add(paper.office, OPERATOR, "dora@example.org", "Dora", "agent", "demo", PASSWORD)
    response = request(paper, paper.tab("Bob", is_confirmed=False), rule)
    assert (response.status_code, response.location) == (303, "/console/two-factor")
