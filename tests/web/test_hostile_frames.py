"""Frames and requests that would eat the server: they cut their sender, and nobody else."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
import requests
import websocket

import store
from store import messages
from tests.server_process import Server

from .visitor import NAMESPACE, PATIENCE_SECONDS, Visitor
from .wire import SOCKET_PATH, Wire

pytestmark = pytest.mark.service

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10
PROTOCOL, NO_UTF_8, TOO_BIG = 1002, 1007, 1009
BIG = b"4" + b"a" * 100_000
POLLING = "/socket.io/?EIO=4&transport=polling"
EVIL = "https://evil.example"
CLOSE_BEGIN = b"\x88"
REQUEST = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
LONG_LINES = 800
BODIES = {
    "empty": b"",
    "no number": b"x",
    "good and bad": b"4\x1ex",
    "many packets": b"4{}" + b"\x1e4{}" * 500,
    "no UTF-8": b"\xff",
}


def polling_session(url: str) -> str:
    """Begin a session by polling and give the address that its packets are posted to."""
    opened = requests.get(url + POLLING, timeout=PATIENCE_SECONDS)
    return f"{url}{POLLING}&sid={json.loads(opened.text[1:])['sid']}"


@pytest.mark.parametrize("opcode", [TEXT, BINARY, PING])
def test_a_frame_too_big_cuts_its_sender_alone(url: str, opcode: int) -> None:
    with Visitor(url) as vera, Wire(url) as charlie:
        charlie.send_frame(opcode, BIG)
        assert charlie.close_code() == TOO_BIG
        assert vera.ask("bonjour")["kind"] == "smalltalk"


def test_a_message_too_big_in_small_pieces_cuts_its_sender_alone(url: str) -> None:
    with Visitor(url) as vera, Wire(url) as charlie:
        charlie.send_frame(TEXT, b"4" + b"a" * 9_999, is_last=False)
        for _ in range(7):
            charlie.send_frame(CONTINUATION, b"a" * 9_999, is_last=False)
        assert charlie.close_code() == TOO_BIG
        assert vera.ask("bonjour")["kind"] == "smalltalk"


@pytest.mark.parametrize(
    ("opcode", "payload", "code"),
    [
        (TEXT, b"", PROTOCOL),
        (TEXT, b"x", PROTOCOL),
        (TEXT, b"bA", PROTOCOL),
        (TEXT, b"4\xff", NO_UTF_8),
        (TEXT, b"4\xed\xa0\x80", NO_UTF_8),
        (CLOSE, b"", 0),
        (CLOSE, b"\x03\xe8", 1000),
        (CLOSE, b"\x03", PROTOCOL),
        (CLOSE, b"\x00\x00", PROTOCOL),
        (CLOSE, b"\x03\xe8\xff", NO_UTF_8),
        (CONTINUATION, b"4", PROTOCOL),
    ],
)
def test_a_frame_that_is_no_packet_cuts_its_sender_with_the_reason(
    url: str, opcode: int, payload: bytes, code: int
) -> None:
    with Visitor(url) as vera, Wire(url) as charlie:
        charlie.send_frame(opcode, payload)
        assert charlie.close_code() == code
        assert vera.ask("bonjour")["kind"] == "smalltalk"


@pytest.mark.parametrize(
    "frame",
    [b"\x81\x012", b"\x83\x80\0\0\0\0", b"\xc1\x80\0\0\0\0", b"\x09\x80\0\0\0\0"],
    ids=["no mask", "unknown kind", "compressed", "ping in parts"],
)
def test_a_frame_against_the_rules_cuts_its_sender(url: str, frame: bytes) -> None:
    with Wire(url) as charlie:
        charlie.line.sendall(frame)
        assert charlie.close_code() == PROTOCOL


def test_a_ping_is_answered_by_its_own_words_even_within_a_message(url: str) -> None:
    with Wire(url) as vera:
        vera.send_frame(TEXT, b"42/widget,1[", is_last=False)
        vera.send_frame(PING, b"Salut")
        opcode, frame = vera.socket.recv_data_frame(control_frame=True)
        assert (opcode, frame.data) == (PONG, b"Salut")
        vera.send_frame(CONTINUATION, b'"nothing",{}]')
        assert 1 in vera.acks_with("bonjour")


def test_compressed_frames_are_not_agreed_to(url: str) -> None:
    with Wire(url) as vera:
        assert "sec-websocket-extensions" not in vera.socket.headers


def test_after_a_websocket_no_request_is_read(url: str) -> None:
    with Wire(url) as charlie:
        charlie.send_frame(CLOSE, b"")
        assert charlie.line.recv(1) == CLOSE_BEGIN
        answer = charlie.line.recv(4096)
        try:
            charlie.line.sendall(REQUEST)
            while data := charlie.line.recv(4096):
                answer += data
        except ConnectionError:
            pass
        assert b"HTTP" not in answer


def test_a_slow_reader_gets_every_byte(running: Server) -> None:
    with Wire(running.url) as vera:
        token, thread = vera.welcome["token"], vera.welcome["conversation_id"]
    database = store.open_database(store.sqlite_address(running.instance / "salut.db"))
    with database.write() as session:
        for number in range(LONG_LINES):
            messages.add(session, long_line(thread, number))
    database.close()
    with Wire(running.url, receive_bytes=4096, token=token) as vera:
        assert len(vera.welcome["messages"]) == LONG_LINES
        assert vera.ask("bonjour")["message"]["seq"] == LONG_LINES + 1


def long_line(thread: str, number: int) -> store.Message:
    """Make a line of a conversation that is as long as one may be."""
    return store.Message(
        id=f"long{number}",
        conversation_id=thread,
        seq=0,
        author="bot",
        kind="text",
        text="🚲" * 2000,
        created_at=datetime(2026, 11, 24, tzinfo=UTC),
    )


def test_a_polling_body_too_big_is_refused(url: str) -> None:
    answer = requests.post(polling_session(url), data=BIG, timeout=PATIENCE_SECONDS)
    assert answer.status_code in (400, 413)
    with Visitor(url) as vera:
        assert vera.ask("bonjour")["kind"] == "smalltalk"


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_a_polling_body_that_is_no_packet_harms_nobody(url: str, body: bytes) -> None:
    answer = requests.post(polling_session(url), data=body, timeout=PATIENCE_SECONDS)
    assert answer.status_code in (200, 400)
    assert answer.text in ("OK", '"Bad Request"')
    with Visitor(url, transport="polling") as vera:
        assert vera.ask("bonjour")["kind"] == "smalltalk"


@pytest.mark.parametrize("origin", [EVIL, "null", "http://127.0.0.1.evil.example"])
def test_a_page_of_another_origin_is_refused(url: str, origin: str) -> None:
    answer = requests.get(url + POLLING, headers={"Origin": origin}, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 400
    assert "Access-Control-Allow-Origin" not in answer.headers
    with pytest.raises(websocket.WebSocketBadStatusException):
        websocket.create_connection(url.replace("http", "ws", 1) + SOCKET_PATH, origin=origin)


def test_our_own_frame_is_accepted(url: str) -> None:
    answer = requests.get(url + POLLING, headers={"Origin": url}, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_a_strangers_session_is_of_no_use(url: str) -> None:
    for sid in ("", "0" * 20, "../x", "é"):
        answer = requests.get(f"{url}{POLLING}&sid={sid}x", timeout=PATIENCE_SECONDS)
        assert answer.status_code == 400
    assert NAMESPACE not in answer.text
