"""A question that was answered before is acked and answered in one go, on every tab."""

from __future__ import annotations

import json

import pytest

from .visitor import NAMESPACE
from .wire import Wire

pytestmark = pytest.mark.service
ASKED = "Combien Alibaba a investi dans Moonshot ?"


def test_the_answer_comes_right_behind_the_ack(url: str) -> None:
    again = json.dumps(["message", {"client_id": "again", "text": ASKED}])
    with Wire(url) as vera:
        first = vera.ask(ASKED)["message"]
        answer = vera.hear("message")
        vera.send(f"42{NAMESPACE},7{again}")
        packets = vera.read()
        ack = next(packet for packet in packets if packet.startswith("43"))
        told = next(packets)
    assert ack.startswith(f"43{NAMESPACE},7")
    name, body = json.loads(told.removeprefix(f"42{NAMESPACE},"))
    assert (name, body["text"]) == ("message", answer["text"])
    assert body["seq"] == first["seq"] + 3


def test_the_other_tab_is_shown_both(url: str) -> None:
    with Wire(url) as vera, Wire(url, token=vera.welcome["token"]) as other:
        vera.ask(ASKED)
        asked, answered = other.hear("message"), other.hear("message")
    assert (asked["author"], answered["author"]) == ("visitor", "bot")
    assert answered["seq"] == asked["seq"] + 1
