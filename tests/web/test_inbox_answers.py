"""What agents are told of the site's answers: what to quote, and why the bot gave its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.server_process import Server, free_port
from web.inbox_answers import CANNED_MAX
from web.payloads import TYPED_LENGTH_MAX

from .agent import AgentClient
from .office import opened
from .visitor import Visitor

pytestmark = pytest.mark.service

RESIGN = "Comment résilier mon abonnement ?"
Body = dict[str, Any]


@pytest.fixture(scope="module")
def house(
    staffed_instance: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, dict[str, str]]]:
    """Run a server with a staff, and give the cookies of some of it."""
    folder = tmp_path_factory.mktemp("answers") / "instance"
    with opened(staffed_instance, folder) as paper:
        cookies = {name: paper.tab(name).token for name in ("Alice", "Charlie")}
    server = Server(folder, free_port())
    server.start()
    yield server, cookies
    server.stop()


@pytest.fixture
def alice(house: tuple[Server, dict[str, str]]) -> Iterator[AgentClient]:
    with AgentClient(house[0].url, house[1]["Alice"]) as client:
        yield client


@pytest.fixture
def vera(house: tuple[Server, dict[str, str]]) -> Iterator[Visitor]:
    page = {"url": "/abonnement.html"}
    with Visitor(house[0].url, locale="fr", page=page) as visitor:
        yield visitor


def thread_of(vera: Visitor) -> str:
    found: str = vera.welcome["conversation_id"]
    return found


def offered(alice: AgentClient, vera: Visitor, text: str) -> list[Body]:
    found: list[Body] = alice.call("canned", thread_of(vera), text=text)["entries"]
    return found


def test_an_answer_is_found_by_its_beginning_in_spite_of_slips(
    alice: AgentClient, vera: Visitor
) -> None:
    found = offered(alice, vera, "resillier mon abonem")
    assert "résilier" in found[0]["question"]
    assert found[0]["url"] == "/abonnement.html"
    assert found[0]["answer"]
    assert len(found) <= CANNED_MAX


def test_each_answer_is_offered_once(alice: AgentClient, vera: Visitor) -> None:
    answers = [each["answer"] for each in offered(alice, vera, "abonnement")]
    assert len(answers) == len(set(answers)) > 1


def test_without_a_text_it_offers_what_stands_in_the_article_of_the_reader(
    alice: AgentClient, vera: Visitor
) -> None:
    assert offered(alice, vera, " ") == []
    page = {"url": "https://www.example.org/abonnement.html?who=vera"}
    vera.call("message", {"client_id": "c1", "text": "Bonjour", "page": page})
    found = offered(alice, vera, " ")
    assert {each["url"] for each in found} == {"/abonnement.html"}


def test_what_is_no_beginning_of_anything_finds_nothing(alice: AgentClient, vera: Visitor) -> None:
    assert offered(alice, vera, "xyzzy qwrtp") == []


def test_a_text_that_is_too_long_is_refused(alice: AgentClient, vera: Visitor) -> None:
    ack = alice.call("canned", thread_of(vera), text="a" * (TYPED_LENGTH_MAX + 1))
    assert ack["error"]["code"] == "invalid_payload"


def test_an_answer_is_explained_by_its_words_and_its_rivals(
    alice: AgentClient, vera: Visitor
) -> None:
    answer = vera.ask(RESIGN)
    told = alice.call("explain", thread_of(vera), message_id=answer["id"])
    assert told["question"] == RESIGN
    explanation = told["explanation"]
    assert [each["word"] for each in explanation["words"]] == ["resilier", "abonnement"]
    assert "résilier" in explanation["matches"][0]["question"]
    assert explanation["matches"][0]["confidence"] > explanation["matches"][1]["confidence"]


def test_what_is_no_answer_of_this_conversation_is_not_found(
    house: tuple[Server, dict[str, str]], alice: AgentClient, vera: Visitor
) -> None:
    answer = vera.ask(RESIGN)
    asked = alice.call("read", thread_of(vera))["messages"][0]
    with Visitor(house[0].url) as walter:
        elsewhere = alice.call("explain", thread_of(walter), message_id=answer["id"])
    question = alice.call("explain", thread_of(vera), message_id=asked["id"])
    assert (elsewhere["error"]["code"], question["error"]["code"]) == ("not_found", "not_found")


def test_charlie_of_another_site_is_told_neither(
    house: tuple[Server, dict[str, str]], vera: Visitor
) -> None:
    answer = vera.ask(RESIGN)
    with AgentClient(house[0].url, house[1]["Charlie"]) as charlie:
        acks = [
            charlie.call("canned", thread_of(vera), text="abonnement"),
            charlie.call("explain", thread_of(vera), message_id=answer["id"]),
        ]
    assert [each["error"]["code"] for each in acks] == ["not_allowed", "not_allowed"]
