"""The WebSocket edge: whole sends in turn, no compression, and an end for every session."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from types import SimpleNamespace
from typing import Any

import engineio
import gevent
import pytest

from web.transport import StrictWebSocket, WholeSends, make_strict

BLOCK = 200_000
REPLY = "a" * 3_000_000
HANDSHAKE = {
    "HTTP_HOST": "chat.example",
    "HTTP_UPGRADE": "websocket",
    "HTTP_CONNECTION": "Upgrade",
    "HTTP_SEC_WEBSOCKET_KEY": "dGhlIHNhbXBsZSBub25jZQ==",
    "HTTP_SEC_WEBSOCKET_VERSION": "13",
    "HTTP_SEC_WEBSOCKET_EXTENSIONS": "permessage-deflate",
    "SERVER_SOFTWARE": "gevent/1.0 Python/3.11",
}


class Session:
    """An Engine.IO session: what it does with its socket, and whether it was closed."""

    def __init__(self, act: Callable[[Any], None]) -> None:
        self.act = act
        self.closed_by: list[dict[str, bool]] = []

    def handle(self, web_socket: Any) -> list[bytes]:
        self.act(web_socket)
        return []

    def close(self, **how: bool) -> None:
        self.closed_by.append(how)


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """Give the two ends of a line; ours sends in parts when its reader is slow."""
    ours, readers = socket.socketpair()
    ours.settimeout(20)
    readers.settimeout(20)
    yield ours, readers
    ours.close()
    readers.close()
    gevent.sleep(0)


def read(line: socket.socket, wanted: int) -> bytes:
    """Read so many bytes, or all there are before the end."""
    received = bytearray()
    while len(received) < wanted and (data := line.recv(65536)):
        received += data
    return bytes(received)


def serve(session: Session, ours: socket.socket) -> Any:
    """Serve one WebSocket on our end."""
    body = SimpleNamespace(raw=SimpleNamespace(_sock=ours))
    web_socket = StrictWebSocket(session.handle, SimpleNamespace(max_http_buffer_size=1000))
    environ = {**HANDSHAKE, "wsgi.input": body}
    served = web_socket(environ, lambda *_: None)
    assert environ["HTTP_SEC_WEBSOCKET_EXTENSIONS"] == "permessage-deflate"
    return served


def test_senders_take_turns(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, readers = pair
    whole = WholeSends(ours)
    with ThreadPoolExecutor() as pool:
        for letter in b"abcd":
            pool.submit(whole.send, bytes([letter]) * BLOCK)
        received = read(readers, 4 * BLOCK)
    blocks = {received[start : start + BLOCK] for start in range(0, len(received), BLOCK)}
    assert blocks == {bytes([letter]) * BLOCK for letter in b"abcd"}


def test_everything_else_is_the_sockets_own(pair: tuple[socket.socket, socket.socket]) -> None:
    ours, readers = pair
    readers.sendall(b"bonjour")
    assert WholeSends(ours).recv(100) == b"bonjour"


def test_a_long_reply_is_sent_whole_to_a_slow_reader(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    ours, readers = pair
    session = Session(lambda web_socket: web_socket.send(REPLY))
    with ThreadPoolExecutor() as pool:
        received = pool.submit(read, readers, len(REPLY))
        assert serve(session, ours) == []
    head, _, frames = received.result().partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 101 ")
    assert b"extensions" not in head.lower()
    assert frames.count(b"a") >= len(REPLY) - 300


def test_a_packet_that_cannot_be_read_ends_its_session(
    pair: tuple[socket.socket, socket.socket],
) -> None:
    def fail(_: Any) -> None:
        raise ValueError("no packet")

    session = Session(fail)
    assert serve(session, pair[0]) == []
    assert session.closed_by == [{"wait": False, "abort": True}]


def test_a_fault_of_ours_is_not_hidden(pair: tuple[socket.socket, socket.socket]) -> None:
    def fail(_: Any) -> None:
        raise RuntimeError("ours")

    with pytest.raises(RuntimeError, match="ours"):
        serve(Session(fail), pair[0])


def test_one_server_alone_is_made_strict() -> None:
    one, other = engineio.Server(async_mode="gevent"), engineio.Server(async_mode="gevent")
    make_strict(one)
    assert one._async["websocket"] is StrictWebSocket
    assert one._async["sleep"] is other._async["sleep"]
    assert other._async["websocket"] is not StrictWebSocket
