"""Every event of every namespace has its row, and is done for those whom the row names alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from tests.server_process import Server, free_port

from .access_rows import ACTORS, EVENTS, allowed
from .office import Newspaper, opened
from .staff_line import Line
from .visitor import Visitor

pytestmark = pytest.mark.service

OF_SOCKET_IO = {"disconnect"}
UNKNOWN = "delete_everything"  # stands for whatever has no row of its own

Body = dict[str, Any]


def events(app: Flask) -> set[str]:
    """Name every event that can come in."""
    handlers = app.extensions["socketio"].server.handlers
    return {
        f"{namespace} {event}"
        for namespace, known in handlers.items()
        for event in known.keys() - OF_SOCKET_IO
    }


@pytest.fixture(scope="module")
def house(
    staffed_instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, dict[str, str], str]]:
    """Run a server with a staff; give the cookies of its people, and a conversation of Vera's."""
    folder = tmp_path_factory.mktemp("events") / "instance"
    with opened(staffed_instance, folder) as paper:
        cookies = {name: cookie_of(paper, name) for name in ACTORS}
    server = Server(folder, free_port())
    server.start()
    with Visitor(server.url) as vera:
        conversation_id = vera.welcome["conversation_id"]
        vera.ask("Combien coûte l’abonnement ?")
        yield server, cookies, conversation_id
    server.stop()


def cookie_of(paper: Newspaper, name: str) -> str:
    return "" if name in ("nobody", "Vera") else paper.tab(name).token


def payload(conversation_id: str) -> Body:
    """Give what any event needs, about Vera's conversation where it is about one."""
    return {
        "conversation_id": conversation_id,
        "client_id": uuid4().hex,
        "text": "Bonjour",
        "filter": "all",
        "active": True,
        "helpful": True,
        "message_id": "0" * 32,
        "format": "txt",
    }


def test_every_event_has_its_row(app: Flask) -> None:
    assert events(app) == set(EVENTS)


@pytest.mark.parametrize("row", EVENTS)
def test_it_is_done_for_those_of_the_row_and_nobody_else(
    house: tuple[Server, dict[str, str], str], row: str
) -> None:
    server, cookies, conversation_id = house
    namespace, _, event = row.partition(" ")
    done = set()
    for actor in ACTORS:
        line = Line(server, namespace, cookies[actor])
        if event == "connect":
            is_done = line.is_open
        else:
            name = UNKNOWN if event == "*" else event
            is_done = line.is_open and line.is_done(name, payload(conversation_id))
        if is_done:
            done.add(actor)
        line.leave()
    assert done == allowed(EVENTS[row])


@pytest.mark.parametrize("row", [each for each in EVENTS if not each.endswith((" connect", " *"))])
def test_nothing_is_done_for_a_socket_that_has_not_connected(app: Flask, row: str) -> None:
    namespace, _, event = row.partition(" ")
    handle = app.extensions["socketio"].server.handlers[namespace][event]
    ack = handle("a stranger", payload("0" * 32))
    assert ack["ok"] is False
    assert ack["error"]["code"] in ("not_connected", "not_signed_in")
