"""Vera and Alice by real clients on a real server: one asks for people, the other answers her."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.hours import DAYS
from tests.server_process import ROOT, Server, free_port

from .agent import AgentClient
from .office import opened
from .visitor import Visitor

pytestmark = pytest.mark.service

PRICE = "Combien coûte l’abonnement ?"
VISITOR_SETTINGS = {
    "SALUT_VISITOR_RARE_EVENTS_PER_MINUTE": "0",
    "SALUT_MAIL_TO": "redaction@lefanal.example",
}
Body = dict[str, Any]


@pytest.fixture(scope="module")
def house(
    staffed_instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, dict[str, str]]]:
    """Run a server with a staff, and give the cookies of some of it."""
    folder = tmp_path_factory.mktemp("handover") / "instance"
    with opened(staffed_instance, folder) as paper:
        cookies = {name: paper.tab(name).token for name in ("Alice", "Bob", "Charlie")}
    server = Server(folder, free_port(), VISITOR_SETTINGS)
    server.start()
    yield server, cookies
    server.stop()


@pytest.fixture
def url(house: tuple[Server, dict[str, str]]) -> str:
    return house[0].url


@pytest.fixture
def alice(house: tuple[Server, dict[str, str]]) -> Iterator[AgentClient]:
    with AgentClient(house[0].url, house[1]["Alice"]) as client:
        yield client


@pytest.fixture
def bob(house: tuple[Server, dict[str, str]]) -> Iterator[AgentClient]:
    with AgentClient(house[0].url, house[1]["Bob"]) as client:
        yield client


@pytest.fixture
def vera(url: str) -> Iterator[Visitor]:
    with Visitor(url, locale="fr") as visitor:
        yield visitor


def thread_of(vera: Visitor) -> str:
    found: str = vera.welcome["conversation_id"]
    return found


def next_of(vera: Visitor, author: str) -> Body:
    """Wait for the next message of an author."""
    while True:
        message = vera.hear("message")
        if message["author"] == author:
            return message


def test_a_whole_conversation_with_a_person(url: str, vera: Visitor, alice: AgentClient) -> None:
    thread = thread_of(vera)
    with Visitor(url, token=vera.welcome["token"]) as tab:
        ack = vera.call("handover", {"email": "vera@example.org"})
        waiting = {"state": "waiting", "is_staffed": True, "has_email": True}
        assert ack == {"ok": True, "state": waiting}
        assert vera.hear("state") == tab.hear("state") == waiting
        notice = tab.hear("message")
        assert (notice["author"], notice["kind"]) == ("system", "notice")
        assert "personne" in notice["text"]
    told = alice.hear_of(thread, "waiting")
    assert (told["email"], told["site"], told["claim"]) == ("vera@example.org", "demo", 1)
    assert thread in alice.listed("waiting")

    assert vera.send(PRICE)["ok"]
    assert alice.hear_of(thread, "waiting")["unread"] == 1
    read = alice.call("read", thread)
    assert [each["author"] for each in read["messages"]] == ["system", "visitor"]

    taken = alice.call("take", thread, claim=told["claim"])
    assert (taken["ok"], taken["conversation"]["agent"]) == (True, "Alice")
    assert vera.hear("state") == {**waiting, "state": "open", "agent": "Alice"}
    assert next_of(vera, "system")["text"] == notice["text"]
    assert "Alice" in next_of(vera, "system")["text"]
    assert alice.listed("mine") == [thread]

    assert alice.call("typing", thread, active=True)["ok"]
    assert vera.hear("typing") == {"author": "agent", "active": True}
    ack = alice.reply(thread, "Bonjour Vera, 8,90 € par mois.")
    heard = next_of(vera, "agent")
    assert heard == ack["message"]
    assert (heard["agent"], heard["kind"]) == ("Alice", "text")

    assert vera.call("typing", {"active": True}) == {"ok": True}
    while (typing := alice.hear("typing"))["author"] != "visitor":
        pass
    assert typing == {"conversation_id": thread, "author": "visitor", "active": True}
    vera.send("Merci beaucoup")
    texts = [alice.hear("message") for _ in range(3)]
    assert texts[-1]["message"]["text"] == "Merci beaucoup"
    assert {each["conversation_id"] for each in texts} == {thread}

    assert alice.call("close", thread)["conversation"]["state"] == "closed"
    assert vera.hear("state")["state"] == "closed"
    answer = vera.ask(PRICE)
    assert answer["kind"] in ("answered", "suggested")
    assert vera.hear("state")["state"] == "bot"
    with Visitor(url, token=vera.welcome["token"]) as later:
        authors = [each["author"] for each in later.messages]
        assert authors == [
            *("system", "visitor", "system", "agent", "visitor", "system", "visitor", "bot")
        ]
        assert [each["seq"] for each in later.messages] == list(range(1, 9))
        assert later.welcome["conversation_id"] == thread
        assert later.welcome["state"]["state"] == "bot"


def test_a_letter_to_the_staff_waits_from_the_moment_that_a_reader_does(
    house: tuple[Server, dict[str, str]], vera: Visitor
) -> None:
    def letters() -> list[tuple[str]]:
        with closing(sqlite3.connect(house[0].instance / "salut.db")) as database:
            wanted = "SELECT event FROM delivery WHERE conversation_id = ?"
            return database.execute(wanted, (thread_of(vera),)).fetchall()

    assert letters() == []
    vera.call("handover", {})
    assert letters() == [("handover",)]


def test_the_bot_says_nothing_to_who_waits_and_answers_again_when_he_is_back(
    url: str, vera: Visitor
) -> None:
    vera.ask("bonjour")
    vera.call("handover", {})
    vera.send(PRICE)
    assert vera.call("resume", {})["state"]["state"] == "bot"
    answer = vera.ask("merci")
    with Visitor(url, token=vera.welcome["token"]) as later:
        bots = [each for each in later.messages if each["author"] == "bot"]
    assert len(bots) == 2
    assert bots[-1]["id"] == answer["id"]


def test_of_two_agents_one_gets_it_and_the_other_is_told(
    vera: Visitor, alice: AgentClient, bob: AgentClient
) -> None:
    thread = thread_of(vera)
    vera.call("handover", {})
    assert bob.call("take", thread)["ok"]
    refused = alice.call("take", thread)
    assert refused["error"]["code"] == "already_taken"
    assert alice.reply(thread, "Bonjour")["error"]["code"] == "not_yours"
    assert alice.call("close", thread)["error"]["code"] == "not_yours"
    assert alice.call("take", thread, from_colleague=True)["conversation"]["agent"] == "Alice"
    assert alice.hear_of(thread, "open")["agent"] == "Bob"
    assert bob.reply(thread, "Bonjour")["error"]["code"] == "not_yours"
    assert bob.call("take", "f" * 32)["error"]["code"] == "not_found"


def test_a_note_reaches_colleagues_and_never_the_reader(
    url: str, vera: Visitor, alice: AgentClient, bob: AgentClient
) -> None:
    thread = thread_of(vera)
    vera.call("handover", {})
    bob.call("read", thread)
    noted = alice.call("note", thread, text="A déjà écrit")
    assert noted["note"]["agent"] == "Alice"
    assert bob.hear("note") == {"conversation_id": thread, "note": noted["note"]}
    assert bob.call("read", thread)["notes"] == [noted["note"]]
    with Visitor(url, token=vera.welcome["token"]) as later:
        assert "déjà" not in json.dumps(later.welcome, ensure_ascii=False)
    told = vera.call("export", {})["data"]["conversations"][0]
    assert [each["text"] for each in told["notes"]] == ["A déjà écrit"]


def test_agents_of_another_site_hear_and_see_nothing(
    house: tuple[Server, dict[str, str]], vera: Visitor, alice: AgentClient
) -> None:
    thread = thread_of(vera)
    with AgentClient(house[0].url, house[1]["Charlie"]) as charlie:
        vera.call("handover", {})
        alice.hear_of(thread, "waiting")
        for event in ("read", "take", "hand_back", "close"):
            assert charlie.call(event, thread)["error"]["code"] == "not_allowed"
        assert charlie.reply(thread, "Bonjour")["error"]["code"] == "not_allowed"
        assert charlie.listed("all") == []
        assert charlie.call("list", filter="all", site="demo")["conversations"] == []
        assert not charlie.has_heard("conversation")


def test_who_is_there_is_told(house: tuple[Server, dict[str, str]], alice: AgentClient) -> None:
    with AgentClient(house[0].url, house[1]["Bob"]):
        assert alice.hear("presence") == {"site": "demo", "agents": ["Alice", "Bob"]}
    assert alice.hear("presence") == {"site": "demo", "agents": ["Alice"]}


@pytest.mark.parametrize(
    "payload",
    [None, "x", {}, {"conversation_id": 7}, {"conversation_id": "x"}, {"filter": "everything"}],
    ids=str,
)
def test_what_is_malformed_is_told_and_the_line_holds(alice: AgentClient, payload: object) -> None:
    for event in ("list", "read", "take", "reply", "note", "typing", "whatever", "malformed"):
        ack = alice._client.call(event, payload, namespace="/inbox", timeout=20)
        assert ack["error"]["code"] == "invalid_payload", event
    assert alice.call("list", filter="mine")["ok"]


@pytest.mark.parametrize(
    ("payload", "code"),
    [
        ({"email": "nobody"}, "invalid_email"),
        ({"email": 7}, "invalid_payload"),
        ({"email": "a" * 2000}, "invalid_payload"),
        ("x", "invalid_payload"),
    ],
    ids=str,
)
def test_an_address_that_is_none_is_told_and_nobody_is_called(
    vera: Visitor, payload: object, code: str
) -> None:
    ack = vera.call("handover", payload)
    assert ack["error"]["code"] == code
    assert not vera.has_heard("state")
    assert vera.ask("bonjour")["author"] == "bot"


def test_a_thumb_survives_the_next_visit_and_may_be_changed(url: str, vera: Visitor) -> None:
    answer = vera.ask(PRICE)
    rating = {"message_id": answer["id"], "helpful": False, "reason": "outdated"}
    assert vera.call("feedback", rating) == {"ok": True}
    with Visitor(url, token=vera.welcome["token"]) as later:
        assert [each.get("helpful") for each in later.messages] == [None, False]
        assert later.call("feedback", {"message_id": answer["id"], "helpful": True})["ok"]
    with Visitor(url, token=vera.welcome["token"]) as later:
        assert later.messages[1]["helpful"] is True
    with Visitor(url) as charlie:
        assert charlie.call("feedback", rating)["error"]["code"] == "not_found"
        wrong = {**rating, "reason": "a" * 501}
        assert charlie.call("feedback", wrong)["error"]["code"] == "invalid_payload"


@pytest.mark.parametrize("form", ["txt", "html", "json"])
def test_a_conversation_can_be_kept(vera: Visitor, alice: AgentClient, form: str) -> None:
    thread = thread_of(vera)
    vera.ask(PRICE)
    vera.send("<script>alert(1)</script> & co")
    vera.call("handover", {})
    alice.call("take", thread)
    alice.reply(thread, "<img src=x onerror=alert(2)>")
    ack = vera.call("transcript", {"format": form})
    assert ack["ok"]
    assert re.fullmatch(rf"salut-demo-\d{{4}}-\d\d-\d\d\.{form}", ack["name"])
    text = ack["text"]
    for words in ("Robot", "Toi", "Alice, une personne de la rédaction"):
        assert words in text
    if form == "html":
        assert "<script" not in text
        assert "<img" not in text
        assert "default-src 'none'" in text
        assert "&lt;script&gt;" in text
    if form == "json":
        assert json.loads(text)["lines"][0]["text"] == PRICE


def test_a_form_that_there_is_not_is_told(vera: Visitor) -> None:
    assert vera.call("transcript", {"format": "pdf"})["error"]["code"] == "invalid_payload"


def test_an_export_is_the_reader_s_own_and_whole(vera: Visitor) -> None:
    vera.ask("bonjour, je suis Vera")
    data = vera.call("export", {})["data"]
    assert data["visitor"]["id"]
    (told,) = data["conversations"]
    assert told["messages"][0]["text"] == "bonjour, je suis Vera"
    assert [each["author"] for each in told["messages"]] == ["visitor", "bot"]


def test_who_is_forgotten_is_gone_on_all_tabs_and_for_agents(
    house: tuple[Server, dict[str, str]], vera: Visitor, alice: AgentClient
) -> None:
    server, thread, token = house[0], thread_of(vera), vera.welcome["token"]
    vera.send("Secret-Vera-4711")
    vera.call("handover", {"email": "secret-vera@example.org"})
    alice.hear_of(thread, "waiting")
    with Visitor(server.url, token=token) as tab:
        assert vera.call("forget", {}) == {"ok": True}
        assert vera.hear("forgotten") == tab.hear("forgotten") == {}
        assert alice.hear("forgotten") == {"conversation_id": thread}
        assert vera.is_cut()
        assert tab.is_cut()
    assert Visitor(server.url, token=token).refused["data"]["code"] == "invalid_token"
    assert alice.call("read", thread)["error"]["code"] == "not_found"
    assert thread not in alice.listed("all")
    left = b"".join(path.read_bytes() for path in server.instance.glob("salut.db*"))
    assert b"Secret-Vera" not in left
    assert b"secret-vera" not in left
    with Visitor(server.url) as fresh:
        assert fresh.ask("bonjour")["seq"] == 2


def test_a_reader_is_told_when_somebody_will_be_there(
    house: tuple[Server, dict[str, str]],
) -> None:
    server = house[0]
    today = datetime.now(ZoneInfo("Europe/Paris")).date()
    tomorrow = DAYS[(today.weekday() + 2) % 7]
    flask(server, "sites", "hours", "demo", f"{tomorrow} 9:00-10:00")
    try:
        with Visitor(server.url, locale="fr") as vera:
            state = vera.call("handover", {})["state"]
            assert (state["state"], state["is_staffed"]) == ("waiting", False)
            opens = datetime.fromisoformat(state["opens_at"])
            expected = datetime.combine(
                today + timedelta(days=2), time(9), ZoneInfo("Europe/Paris")
            )
            assert opens == expected
            assert "absente" in next_of(vera, "system")["text"]
    finally:
        flask(server, "sites", "hours", "demo", "always")


def flask(server: Server, *words: str) -> None:
    """Run a command on the instance of a server."""
    command = [sys.executable, "-m", "flask", "--app", "server", *words]
    subprocess.run(command, cwd=ROOT, env=server.environment, check=True, capture_output=True)
