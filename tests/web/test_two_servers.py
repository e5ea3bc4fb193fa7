"""Two server processes share one instance folder: readers may come to either, in any order."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.server_process import Server, free_port

from .visitor import Visitor

pytestmark = pytest.mark.service

RESIGN = "Comment résilier mon abonnement ?"
QUESTIONS = 8


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    """Start two servers at once on an empty folder."""
    one, other = Server(tmp_path, free_port()), Server(tmp_path, free_port())
    with ThreadPoolExecutor() as pool:
        list(pool.map(Server.start, (one, other)))
    yield one, other
    one.stop()
    other.stop()


def test_a_reader_is_known_and_answered_on_either(both: tuple[Server, Server]) -> None:
    one, other = both
    with Visitor(one.url) as vera:
        first = vera.ask(RESIGN)
        thread, token = vera.welcome["conversation_id"], vera.welcome["token"]
    with Visitor(other.url, token=token) as vera:
        assert vera.welcome["conversation_id"] == thread
        assert vera.messages[-1] == first
        assert vera.ask("merci")["seq"] == 4
    with Visitor(one.url, token=token, last_seq=2) as vera:
        assert [each["seq"] for each in vera.messages] == [3, 4]


def test_tabs_on_both_keep_one_thread_in_order(both: tuple[Server, Server]) -> None:
    one, other = both
    with Visitor(one.url) as vera, Visitor(other.url, token=vera.welcome["token"]) as tab:

        def write(tab: Visitor) -> list[str]:
            acks = [tab.send(f"bonjour {number}") for number in range(QUESTIONS)]
            return [ack["message"]["id"] for ack in acks]

        with ThreadPoolExecutor() as pool:
            stored = [each for ids in pool.map(write, (vera, tab)) for each in ids]
        token = vera.welcome["token"]
    with Visitor(one.url, token=token) as vera:
        # What is answered during the welcome may come twice: its id tells, as it does the panel.
        known = {each["id"]: each for each in vera.messages}
        while sum(each["author"] == "bot" for each in known.values()) < len(stored):
            heard = vera.hear("message")
            known[heard["id"]] = heard
    asked = {each["id"] for each in known.values() if each["author"] == "visitor"}
    assert asked == set(stored)
    orders = sorted(each["seq"] for each in known.values())
    assert orders == list(range(1, 2 * len(stored) + 1))


def test_what_a_killed_server_acknowledged_is_answered_by_the_other(
    both: tuple[Server, Server],
) -> None:
    one, other = both
    with Visitor(one.url) as vera:
        token = vera.welcome["token"]
        assert vera.send(RESIGN, "c1")["ok"]
        one.kill()
    with Visitor(other.url, token=token) as vera:
        answers = [each for each in vera.messages if each["author"] == "bot"]
        answer = answers[0] if answers else next(vera.answers())
        assert (answer["seq"], answer["kind"]) == (2, "answered")
        again = vera.send(RESIGN, "c1")
        assert again["message"]["seq"] == 1
        assert vera.ask("merci")["seq"] == 4
