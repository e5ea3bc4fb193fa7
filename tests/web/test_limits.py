"""Who sends too much is refused before anything is done for him, and can send it again later."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from limits.storage import MemoryStorage
from socketio.base_manager import BaseManager
from socketio.exceptions import ConnectionRefusedError as RefusedError

import store
from chat.limits import Limits
from store import messages as store_messages
from store import schema, sites
from web.reader_events import count_event, count_rare_event
from web.services import Services
from web.settings import Settings
from web.sockets import EVENTS, WidgetSockets
from web.startup import DEMO_SITE

HERE, THERE, OWN = "198.51.100.7", "203.0.113.9", "127.0.0.1"
SETTINGS = Settings(
    visitor_messages_per_ten_seconds=3,
    address_messages_per_ten_seconds=5,
    visitor_events_per_ten_seconds=4,
    address_connections_per_minute=4,
    visitor_rare_events_per_minute=2,
    address_rare_events_per_minute=2,
    trusted_proxies="10.0.0.0/8",
)
BY_NAME = {event.name: event for event in EVENTS}
Body = dict[str, Any]


class Lines:
    """What the handlers see of the Socket.IO server: tasks are kept, nobody hears."""

    def __init__(self) -> None:
        self.tasks: list[Callable[[], None]] = []
        self.manager = BaseManager()
        self.eio = SimpleNamespace(sockets={})

    def start_background_task(self, task: Callable[..., None], *told: Any) -> None:
        self.tasks.append(lambda: task(*told))

    def emit(self, *_: Any, **__: Any) -> None:
        return None

    def sleep(self, _seconds: float) -> None:
        return None


class Desk:
    """The handlers of a server with small limits, and the clock that they are counted by."""

    def __init__(self, services: Services, clock: list[float]) -> None:
        self.services, self._clock = services, clock
        self._sockets = WidgetSockets(services, Lines())

    def connect(self, sid: str, address: str = HERE, auth: Any = None, forwarded: str = "") -> None:
        environ = {"REMOTE_ADDR": address, "HTTP_X_FORWARDED_FOR": forwarded}
        self._sockets.connect(sid, environ, auth)

    def send(self, sid: str, event: str, *payloads: Any) -> Body:
        return self._sockets.receive(BY_NAME[event], sid, *payloads)

    def ask(self, sid: str, client_id: str = "c") -> Body:
        return self.send(sid, "message", {"client_id": client_id, "text": "bonjour"})

    def wait(self, seconds: float) -> None:
        self._clock[0] += seconds

    def stored(self) -> list[str | None]:
        """List the questions that are stored."""
        with self.services.database.read() as session:
            every = [
                store_messages.after(session, thread.thread.conversation.id)
                for thread in self._sockets._connections.values()
            ]
        return [each.client_id for seen in every for each in seen if each.author == "visitor"]


@pytest.fixture
def desk(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    whole: Services = app.extensions["salut"]
    clock = [time.time() // 60 * 60 + 0.3]
    monkeypatch.setattr(time, "time", lambda: clock[0])
    database = store.open_database(store.sqlite_address(tmp_path / "salut.db"), wait_seconds=5.0)
    schema.upgrade(database)
    with database.write() as session:
        sites.add(session, DEMO_SITE, whole.now())
    limits = Limits(SETTINGS.rates, MemoryStorage(), whole.keys, whole.now)
    yield Desk(replace(whole, settings=SETTINGS, database=database, limits=limits), clock)
    database.close()


def code_of(ack: Body) -> str:
    return "" if ack["ok"] else str(ack["error"]["code"])


@pytest.mark.parametrize(("locale", "words"), [("fr", "Réessaie dans"), ("en", "Try again in")])
def test_a_refusal_says_when_to_come_back(desk: Desk, locale: str, words: str) -> None:
    desk.connect("vera", auth={"locale": locale})
    acks = [desk.ask("vera", f"c{number}") for number in range(4)]
    assert [code_of(each) for each in acks] == ["", "", "", "rate_limited"]
    error = acks[-1]["error"]
    assert 1 <= error["retry_after"] <= 10
    assert f"{words} {error['retry_after']}\u00a0s." in error["message"]


def test_what_was_refused_is_not_stored_and_is_stored_once_when_it_comes_again(desk: Desk) -> None:
    desk.connect("vera")
    for number in range(3):
        desk.ask("vera", f"c{number}")
    refused = desk.ask("vera", "late")
    assert desk.stored() == ["c0", "c1", "c2"]
    desk.wait(refused["error"]["retry_after"])
    again = desk.ask("vera", "late")
    assert (again["ok"], again["message"]["client_id"]) == (True, "late")
    assert desk.stored() == ["c0", "c1", "c2", "late"]


def test_nobody_else_is_refused_for_it(desk: Desk) -> None:
    desk.connect("vera", HERE)
    desk.connect("charlie", THERE)
    assert [code_of(desk.ask("vera")) for _ in range(9)][3:] == ["rate_limited"] * 6
    assert desk.ask("charlie")["ok"]


def test_a_second_tab_gives_nobody_more(desk: Desk) -> None:
    desk.connect("vera")
    thread = desk._sockets._connections["vera"]
    desk._sockets._connections["tab"] = thread
    assert [code_of(desk.ask(each)) for each in ("vera", "tab", "vera", "tab")][3] == "rate_limited"


def test_an_address_is_counted_over_all_its_visitors(desk: Desk) -> None:
    for each in ("vera", "charlie"):
        desk.connect(each, HERE)
    codes = [code_of(desk.ask(each)) for each in ("vera", "charlie") * 3]
    assert codes == ["", "", "", "", "", "rate_limited"]


def test_an_address_of_our_own_is_not_counted(desk: Desk) -> None:
    for number in range(8):
        desk.connect(f"reader {number}", OWN)
        assert desk.ask(f"reader {number}")["ok"]


def test_only_what_a_named_proxy_wrote_is_counted(desk: Desk) -> None:
    proxy = "10.0.0.1"
    for number in range(8):
        desk.connect(f"reader {number}", proxy, forwarded=f"6.6.6.{number}, 198.51.100.{number}")
    for _ in range(4):
        desk.connect("mallory", proxy, forwarded=f"6.6.6.6, {THERE}")
    with pytest.raises(RefusedError):
        desk.connect("mallory", proxy, forwarded=f"7.7.7.7, {THERE}")
    with pytest.raises(RefusedError):
        desk.connect("mallory", THERE, forwarded="8.8.8.8")


def test_a_connection_too_many_is_refused_with_the_time_to_wait(desk: Desk) -> None:
    for number in range(4):
        desk.connect(f"vera {number}")
    with pytest.raises(RefusedError) as refused:
        desk.connect("vera", auth={"locale": "en"})
    told = refused.value.error_args
    assert told["data"]["code"] == "rate_limited"
    assert 1 <= told["data"]["retry_after"] <= 60
    assert told["message"].startswith("That is a bit fast")
    desk.connect("charlie", THERE)


def test_counting_comes_before_reading(desk: Desk) -> None:
    desk.connect("vera")
    acks = [desk.send("vera", "message", {"client_id": 7}) for _ in range(5)]
    assert [code_of(each) for each in acks] == ["invalid_payload"] * 3 + ["rate_limited"] * 2
    for _ in range(3):
        desk.connect("more")
    with pytest.raises(RefusedError) as refused:
        desk.connect("vera", auth={"token": 7})
    assert refused.value.error_args["data"]["code"] == "rate_limited"


def test_all_other_events_of_a_visitor_are_counted_together(desk: Desk) -> None:
    desk.connect("vera")
    others = [each.name for each in EVENTS if each.count is count_event]
    assert {"suggest", "resume", "feedback", "typing", "malformed", "*"} == set(others)
    codes = [code_of(desk.send("vera", each, {"text": "a"})) for each in others]
    assert codes[4:] == ["rate_limited"] * 2
    assert "rate_limited" not in codes[:4]
    assert desk.ask("vera")["ok"]


def test_what_takes_much_work_is_counted_more_strictly(desk: Desk) -> None:
    rare = [each.name for each in EVENTS if each.count is count_rare_event]
    assert {"handover", "export", "transcript", "forget"} == set(rare)
    desk.connect("vera")
    asked = [desk.send("vera", "export", {}), desk.send("vera", "transcript", {"format": "txt"})]
    assert [each["ok"] for each in asked] == [True, True]
    assert [code_of(desk.send("vera", each, {})) for each in rare] == ["rate_limited"] * 4
    assert desk.send("vera", "resume", {})["ok"]
    assert desk.ask("vera")["ok"]


def test_one_address_cannot_call_people_under_many_names(desk: Desk) -> None:
    acks = []
    for name in ("vera", "charlie", "chloe"):
        desk.connect(name)
        acks.append(desk.send(name, "handover", {}))
    assert [each["ok"] for each in acks] == [True, True, False]
    desk.connect("victor", THERE)
    assert desk.send("victor", "handover", {})["ok"]


def test_over_http_a_refusal_is_429_and_says_when_to_come_back(client: FlaskClient) -> None:
    def ask(body: object, address: str) -> tuple[int, str | None, Any]:
        response = client.post("/api/ask", json=body, environ_base={"REMOTE_ADDR": address})
        return response.status_code, response.headers.get("Retry-After"), response.get_json()

    allowed = Settings().address_messages_per_ten_seconds
    statuses = {ask([], HERE)[0] for _ in range(2 * allowed)}
    assert statuses == {400, 429}
    status, wait, body = ask({"question": "merci"}, HERE)
    assert (status, body["error"]["code"]) == (429, "rate_limited")
    assert wait == str(body["error"]["retry_after"])
    assert ask({"question": "merci"}, THERE)[0] == 200
    assert {ask({"question": "merci"}, OWN)[0] for _ in range(2 * allowed)} == {200}
