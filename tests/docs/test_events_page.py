"""docs/events.md has a heading for every route and event of the code, and for nothing else."""

from __future__ import annotations

import ast
import re

from flask import Flask

from web import inbox_events
from web.payloads import Incoming
from web.rooms import INBOX, WIDGET
from web.sockets import EVENTS

from . import papers

PAGE = "docs/events.md"
OF_SOCKET_IO = {"connect", "disconnect"}
SENDERS = {WIDGET: "Reader", INBOX: "Agent"}


def headings(text: str, *beginnings: str) -> set[str]:
    """Name the headings that begin with one of some words."""
    return {each for each in papers.sections(text) if each.startswith(beginnings)}


def routes(app: Flask) -> set[str]:
    """Name the routes of an application as headings."""
    return {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }


def heard(app: Flask) -> set[str]:
    """Name the events that readers and agents can send as headings."""
    handlers = app.extensions["socketio"].server.handlers
    return {f"{SENDERS[name]}: {event}" for name, events in handlers.items() for event in events}


def payload_told(page: str, event: str, sender: str = "Reader") -> str | None:
    """Name the payload that a page tells below the heading of an event."""
    _, _, rest = page.partition(f"### {sender}: `{event}`\n")
    found = re.search(r"^#### `(\w+)`$", rest.partition("\n### ")[0], re.MULTILINE)
    return found[1] if found else None


def said(source: str) -> set[str]:
    """Name the events that a module sends as headings: `….emit("name", …)`, and its like."""
    return {
        f"Server: {call.args[0].value!s}"
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr.startswith("emit")
        and call.args
        and isinstance(call.args[0], ast.Constant)
        and isinstance(call.args[0].value, str)
    }


def test_every_route_has_its_heading_and_no_other_has_one(app: Flask) -> None:
    assert headings(papers.read(PAGE), "GET ", "POST ", "PUT ", "PATCH ", "DELETE ") == routes(app)


def test_every_event_that_somebody_sends_has_its_heading(app: Flask) -> None:
    assert headings(papers.read(PAGE), "Reader: ", "Agent: ") == heard(app)


def test_no_event_comes_in_but_by_the_table(app: Flask) -> None:
    server = app.extensions["socketio"].server
    assert set(server.handlers) == set(SENDERS)
    for namespace, table in ((WIDGET, EVENTS), (INBOX, inbox_events.EVENTS)):
        events = server.handlers[namespace]
        assert set(events) == {event.name for event in table} | OF_SOCKET_IO
    assert not server.namespace_handlers


def test_the_payload_of_each_event_is_told_below_it() -> None:
    told = {event.name: payload_told(papers.read(PAGE), event.name) for event in EVENTS}
    wanted = {event.name: event.payload for event in EVENTS}
    assert told == {
        name: None if payload is Incoming else payload.__name__ for name, payload in wanted.items()
    }
    assert told["message"] == "Question"


def test_the_payload_of_each_event_of_an_agent_is_told_below_it() -> None:
    page, table = papers.read(PAGE), inbox_events.EVENTS
    told = {event.name: payload_told(page, event.name, "Agent") for event in table}
    wanted = {event.name: event.payload for event in table}
    assert told == {
        name: None if payload is Incoming else payload.__name__ for name, payload in wanted.items()
    }
    assert told["take"] == "Taking"


def test_every_event_that_the_server_sends_has_its_heading() -> None:
    modules = [path.read_text("utf-8") for path in papers.files(".py", below=papers.ROOT / "web")]
    assert headings(papers.read(PAGE), "Server: ") == set().union(*map(said, modules))


def test_the_three_events_of_the_server_are_found_in_the_code() -> None:
    modules = [path.read_text("utf-8") for path in papers.files(".py", below=papers.ROOT / "web")]
    found = set().union(*map(said, modules))
    assert {"Server: welcome", "Server: message", "Server: typing"} <= found


def test_a_route_without_a_heading_would_be_seen(app: Flask) -> None:
    page = papers.read(PAGE).replace("### `GET /readyz`", "")
    assert routes(app) - headings(page, "GET ", "POST ") == {"GET /readyz"}


def test_an_event_without_a_heading_would_be_seen() -> None:
    assert said('self._room.emit("read", {}, room)\nprint("emit")') == {"Server: read"}
    assert headings("### Server: `typing`\n", "Server: ") == {"Server: typing"}
