"""Who is erased by another tab while this one connects is told so, and not left on a dead line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from socketio.base_manager import BaseManager

import store
from chat import forgetting
from store import schema, sites
from web.services import Services
from web.sockets import EVENTS, WidgetSockets
from web.startup import DEMO_SITE

BY_NAME = {event.name: event for event in EVENTS}


class Lines:
    """What the handlers see of the Socket.IO server; what is sent and cut is kept."""

    def __init__(self) -> None:
        self.tasks: list[Callable[[], None]] = []
        self.sent: list[str] = []
        self.cut: list[str] = []
        self.manager = BaseManager()
        self.eio = SimpleNamespace(sockets={})

    def start_background_task(self, task: Callable[..., None], *told: Any) -> None:
        self.tasks.append(lambda: task(*told))

    def enter_room(self, *_: Any, **__: Any) -> None:
        return None

    def emit(self, event: str, *_: Any, **__: Any) -> None:
        self.sent.append(event)

    def disconnect(self, sid: str, **_: Any) -> None:
        self.cut.append(sid)

    def sleep(self, _seconds: float) -> None:
        return None


@pytest.fixture
def services(app: Flask, tmp_path: Path) -> Iterator[Services]:
    whole: Services = app.extensions["salut"]
    database = store.open_database(store.sqlite_address(tmp_path / "salut.db"))
    schema.upgrade(database)
    with database.write() as session:
        sites.add(session, DEMO_SITE, whole.now())
    yield replace(whole, database=database)
    database.close()


def test_he_is_told_and_cut(services: Services) -> None:
    lines = Lines()
    handlers = WidgetSockets(services, lines)
    handlers.connect("vera", {"REMOTE_ADDR": "127.0.0.1"}, {})
    (welcome,) = lines.tasks
    thread = handlers._connections["vera"].thread
    forgetting.forget(services.database, thread.visitor.id, services.now(), lines.sleep)
    welcome()
    assert (lines.sent, lines.cut) == (["forgotten"], ["vera"])


@pytest.mark.parametrize(
    ("event", "payload"),
    [
        ("message", {"client_id": "c1", "text": "bonjour"}),
        ("handover", {}),
        ("resume", {}),
        ("feedback", {"message_id": "0" * 32, "helpful": True}),
        ("typing", {"active": True}),
        ("export", {}),
    ],
)
def test_whatever_he_still_sends_finds_nothing(
    services: Services, event: str, payload: dict[str, object]
) -> None:
    handlers = WidgetSockets(services, Lines())
    handlers.connect("vera", {"REMOTE_ADDR": "127.0.0.1"}, {})
    thread = handlers._connections["vera"].thread
    forgetting.forget(services.database, thread.visitor.id, services.now(), Lines().sleep)
    ack = handlers.receive(BY_NAME[event], "vera", payload)
    assert ack["error"]["code"] == "not_found"
