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

CONTINUATION, TEXT, BINARY, RESERVED, CLOSE = 0, 1, 2, 3, 8
BIG = b"4" + b"a" * 100_000
POLLING = "/socket.io/?EIO=4&transport=polling"
EVIL = "https://evil.example"
LONG_LINES = 300


def polling_session(url: str) -> str:
    """Begin a session by polling and give the address that its packets are posted to."""
    opened = requests.get(url + POLLING, timeout=PATIENCE_SECONDS)
    return f"{url}{POLLING}&sid={json.loads(opened.text[1:])['sid']}"


@pytest.mark.parametrize("opcode", [TEXT, BINARY])
def test_a_frame_too_big_cuts_its_sender_alone(url: str, opcode: int) -> None:
    with Visitor(url) as vera, Wire(url) as charlie:
        charlie.send_frame(opcode, BIG)
        assert charlie.is_cut()
        assert vera.ask("bonjour")["kind"] == "smalltalk"


def test_a_message_too_big_in_small_pieces_cuts_its_sender_alone(url: str) -> None:
    with Visitor(url) as vera, Wire(url) as charlie:
        charlie.send_frame(TEXT, b"4" + b"a" * 9_999, is_last=False)
        for _ in range(7):
            charlie.send_frame(CONTINUATION, b"a" * 9_999, is_last=False)
        assert charlie.is_cut()
        assert vera.ask("bonjour")["kind"] == "smalltalk"


@pytest.mark.parametrize(
    ("opcode", "payload"),
    [(TEXT, b""), (TEXT, b"x"), (TEXT, b"b!"), (TEXT, b"4\xff"), (RESERVED, b"x"), (CLOSE, b"")],
    ids=["empty", "no number", "no base64", "no UTF-8", "reserved opcode", "close"],
)
def test_a_frame_that_is_no_packet_cuts_its_sender_alone(
    url: str, opcode: int, payload: bytes
) -> None:
    with Visitor(url) as vera, Wire(url) as charlie:
        charlie.send_frame(opcode, payload)
        assert charlie.is_cut()
        assert vera.ask("bonjour")["kind"] == "smalltalk"


def test_a_frame_without_a_mask_cuts_its_sender(url: str) -> None:
    with Wire(url) as charlie:
        charlie.send_bytes(b"\x81\x012")
        assert charlie.is_cut()


def test_compressed_frames_are_not_agreed_to(url: str) -> None:
    with Wire(url) as vera:
        assert "sec-websocket-extensions" not in vera.socket.headers


def test_after_a_websocket_no_request_is_read(url: str) -> None:
    with Wire(url) as charlie:
        charlie.send_frame(CLOSE, b"")
        charlie.send_bytes(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        received = b""
        try:
            while data := charlie.socket.sock.recv(4096):
                received += data
        except ConnectionResetError:
            pass
        assert b"HTTP" not in received


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


@pytest.mark.parametrize("body", ["", "x", "4\x1ex", "\x1e" * 50, "4{}" + "\x1e4{}" * 500])
def test_a_polling_body_that_is_no_packet_is_refused(url: str, body: str) -> None:
    answer = requests.post(polling_session(url), data=body, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 400
    assert "Traceback" not in answer.text


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
