"""Packets that no widget of ours sends: told or ignored, and the same connection goes on."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import websocket

from tests.server_process import Server

from .visitor import NAMESPACE, Body
from .wire import GOOD_NUMBER, Wire

pytestmark = pytest.mark.service

BINARY = websocket.ABNF.OPCODE_BINARY
UNSUPPORTED = 1003
HIGH = "9" * 5000
DEEP = "[" * 5000
PLACE = '{"_placeholder":true,"num":0}'

# Each asks for the ack of number 1; the namespace is put before it.
TOLD = {
    "unknown event": '1["nothing",{}]',
    "event without payload": '1["message"]',
    "event called connect": '1["connect",{},{"site":"demo"}]',
    "event called connect to nowhere": '1["connect",{},{"site":"nowhere"}]',
    "event called connect without values": '1["connect"]',
    "event called disconnect": '1["disconnect"]',
    "event called disconnect with values": '1["disconnect",1,2,3]',
    "event called malformed": '1["malformed",1,2]',
    "event called star": '1["*"]',
    "event without a name": "1[]",
    "event whose name is a number": "1[7]",
    "event that is an object": '1{"a":1}',
    "JSON too deep": f'1["message",{DEEP}',
    "JSON deep and whole": f'1["message",{DEEP}{DEEP.replace("[", "]")}]',
    "JSON that is none": '1["message",NaN]',
    "JSON cut short": '1["message",{"client_id":"c1",',
    "integer of thousands of digits": f'1["message",{HIGH}]',
    "integer in a field": f'1["message",{{"client_id":"c1","text":"a","page":{HIGH}}}]',
    "NUL in a client id": '1["message",{"client_id":"c\\u0000","text":"a"}]',
    "NUL as the text": '1["message",{"client_id":"c1","text":"\\u0000"}]',
    "lone surrogate": '1["message",{"client_id":"c1","text":"\\ud800"}]',
}
TOLD_BINARY = {
    "bytes as a text": f'451-%s,1["message",{{"client_id":"c1","text":{PLACE}}}]',
    "bytes as the payload": f'451-%s,1["message",{PLACE}]',
    "bytes as the name": f"451-%s,1[{PLACE}]",
    "more bytes than anyone counts": f'459999999999-%s,1["message",{PLACE}]',
    "no bytes at all": f'450-%s,1["message",{PLACE}]',
}
IGNORED = {
    "nothing": "4",
    "null": "4null",
    "list": "4[1,2]",
    "object": '4{"a":1}',
    "text in quotes": '4""',
    "fraction": "4 1.5",
    "unknown kind of packet": f'49{NAMESPACE},1["message"]',
    "error, which servers send": f'44{NAMESPACE},"x"',
    "ack of nothing": f'43{NAMESPACE},1["x"]',
    "ack of bytes without bytes": f'460-{NAMESPACE},1["x"]',
    "bytes without bytes": f'450-{NAMESPACE},1["message",{{}}]',
    "endless number of attachments": f'4599999999999-{NAMESPACE},1["message",{{}}]',
    "endless number of an ack": f'42{NAMESPACE},{HIGH}["message",{{}}]',
    "second connect": f"40{NAMESPACE},{{}}",
    "second connect with a list": f"40{NAMESPACE},[1]",
    "another namespace": "40/inbox,{}",
    "event for no namespace": '42["message",{}]',
    "event for another namespace": '42/x,1["message",{}]',
    "digit of another script": "4\u0662/widget,1[]",
    "upgrade": "5",
    "no operation": "6",
    "open": "0",
}


Faults = Callable[[], list[str]]


@pytest.fixture
def faults(running: Server) -> Faults:
    """Give the exceptions that the server has logged since the test began."""
    path = running.instance / "server.log"
    begin = path.stat().st_size

    def logged() -> list[str]:
        lines = path.read_bytes()[begin:].decode("utf-8", "replace").splitlines()
        return [line for line in lines if "Traceback" in line or "Error" in line]

    return logged


def is_refusal(ack: Body) -> bool:
    """Tell whether an ack refuses by a code and a sentence."""
    said = ack.get("error", {})
    is_known = said.get("code") in ("invalid_payload", "empty")
    return ack.get("ok") is False and is_known and said["message"].endswith(".")


@pytest.mark.parametrize("packet", TOLD.values(), ids=TOLD)
def test_a_bad_event_is_told_and_the_line_holds(url: str, packet: str, faults: Faults) -> None:
    with Wire(url, locale="fr") as vera:
        vera.send(f"42{NAMESPACE},{packet}")
        acks = vera.acks_with("bonjour")
        assert is_refusal(acks.get(1, {})), acks
        assert acks[GOOD_NUMBER]["message"]["seq"] == 1
        assert faults() == []


@pytest.mark.parametrize("packet", TOLD_BINARY.values(), ids=TOLD_BINARY)
def test_an_event_that_announces_bytes_is_told_and_waits_for_none(
    url: str, packet: str, faults: Faults
) -> None:
    with Wire(url) as vera:
        vera.send(packet % NAMESPACE)
        acks = vera.acks_with("bonjour")
        assert is_refusal(acks.get(1, {})), acks
        assert acks[GOOD_NUMBER]["message"]["seq"] == 1
        assert faults() == []


@pytest.mark.parametrize("packet", IGNORED.values(), ids=IGNORED)
def test_what_is_no_event_of_ours_is_ignored(url: str, packet: str, faults: Faults) -> None:
    with Wire(url) as vera:
        vera.send(packet)
        assert vera.ask("bonjour")["message"]["seq"] == 1
        assert faults() == []


@pytest.mark.parametrize("data", [b"", b"\x00", b"2", b"2/widget,1[]", bytes(range(256))])
def test_bytes_cut_their_sender_with_the_reason(url: str, data: bytes, faults: Faults) -> None:
    with Wire(url) as charlie:
        charlie.send_frame(BINARY, data)
        assert charlie.close_code() == UNSUPPORTED
        assert faults() == []


def test_bytes_in_base64_cut_their_sender_too(url: str, faults: Faults) -> None:
    with Wire(url) as charlie:
        charlie.send("bAAECAwQ=")
        assert charlie.close_code() == UNSUPPORTED
        assert faults() == []


def test_no_event_makes_another_visitor_of_a_connection(url: str) -> None:
    with Wire(url) as vera:
        vera.send(f'42{NAMESPACE},1["connect",{{}},{{"site":"demo"}}]')
        assert vera.ask("bonjour")["ok"]
        with Wire(url, token=vera.welcome["token"]) as tab:
            assert [each["text"] for each in tab.welcome["messages"]][:1] == ["bonjour"]
