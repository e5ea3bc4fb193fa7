"""The Engine.IO edge: the inner parts it leans on, and how sessions by polling begin and end."""

from __future__ import annotations

import hashlib
import inspect
import json
from collections.abc import Callable, Mapping
from importlib.metadata import version
from io import BytesIO
from typing import Any

import engineio
import gevent
import gevent.pywsgi
import gevent.socket
import pytest
import socketio
from engineio import packet, payload
from engineio import socket as engineio_socket
from engineio.packet import Packet
from socketio.base_manager import BaseManager

from tests.docs import papers
from web.errors import StartupError
from web.gate import Gate
from web.session import Session
from web.transport import READ_VERSIONS, Engine, check_versions, make_strict
from web.websocket import OUTGOING_BYTES_MAX

# What the edge leans on, by a digest of its source. When one changes: read what is new in it,
# hold web/transport.py, web/session.py and web/deadlines.py to it, then write the digest anew.
INNER_PARTS: dict[str, tuple[list[Callable[..., Any]], str]] = {
    "python-engineio": (
        [
            engineio.Server.handle_request,
            engineio.Server._handle_connect,
            engineio.Server._trigger_event,
            engineio.Server._upgrades,
            engineio.Server._ok,
            engineio.Server._bad_request,
            engineio.Server.send_packet,
            engineio_socket.Socket,
            engineio_socket.base_socket.BaseSocket,
            payload.Payload,
            packet.Packet,
        ],
        "581d2c0b8d14d2ec",
    ),
    "python-socketio": (
        [BaseManager.sid_from_eio_sid, socketio.Server.handle_request, socketio.packet.Packet],
        "3317c0d37ba398e3",
    ),
    "gevent": (
        [
            gevent.pywsgi.WSGIHandler,
            gevent.pywsgi.Input,
            gevent.socket.socket.send,
            gevent.socket.socket.recv,
        ],
        "7cc720e222139ff7",
    ),
}
OUR_OWN = {"REMOTE_ADDR": "127.0.0.1"}
NO_UPGRADE: dict[str, str] = {}
Answer = tuple[str, bytes]


class Edge:
    """An Engine.IO server whose sessions join when they are told to."""

    def __init__(self, sockets_max: int = 10) -> None:
        self.gate = Gate(sockets_max)
        self.joined: set[str] = set()
        self.heard: list[object] = []
        self.ended: list[str] = []
        self.engine = Engine(
            self.gate,
            lambda _environ, status: str(status.value).encode(),
            self.joined.__contains__,
            max_http_buffer_size=1000,
        )
        self.engine.on("connect", lambda _sid, _environ: None)
        self.engine.on("message", lambda _sid, data: self.heard.append(data))
        self.engine.on("disconnect", lambda sid, _reason: self.ended.append(sid))

    def request(
        self, method: str, query: str, body: bytes = b"", upgrade: Mapping[str, str] = NO_UPGRADE
    ) -> Answer:
        """Send one HTTP request and give its status and body."""
        status: list[str] = []
        answer = self.engine.handle_request(
            {
                "REQUEST_METHOD": method,
                "QUERY_STRING": query,
                "CONTENT_LENGTH": str(len(body)),
                "wsgi.input": BytesIO(body),
                **OUR_OWN,
                **upgrade,
            },
            lambda code, _headers: status.append(code),
        )
        return status[0][:3], b"".join(answer)

    def begin(self) -> str:
        """Begin a session by polling."""
        status, body = self.request("GET", "EIO=4&transport=polling")
        assert status == "200"
        return str(json.loads(body[1:])["sid"])

    def session(self, sid: str) -> Session:
        session: Session = self.engine.sockets[sid]
        return session


@pytest.fixture
def edge() -> Edge:
    return Edge()


def with_sid(sid: str) -> str:
    return f"EIO=4&transport=polling&sid={sid}"


def digest(parts: list[Callable[..., Any]]) -> str:
    sources = "\n".join(inspect.getsource(part) for part in parts)
    return hashlib.sha256(sources.encode()).hexdigest()[:16]


@pytest.mark.parametrize("name", READ_VERSIONS)
def test_what_was_read_is_what_is_pinned_and_installed(name: str) -> None:
    assert f"{name}=={READ_VERSIONS[name]}\n" in papers.read("requirements.txt")
    assert version(name) == READ_VERSIONS[name]


@pytest.mark.parametrize("name", INNER_PARTS)
def test_the_inner_parts_that_we_lean_on_are_those_that_were_read(name: str) -> None:
    parts, read = INNER_PARTS[name]
    assert digest(parts) == read


def test_another_version_is_refused_with_what_to_do() -> None:
    with pytest.raises(StartupError, match=r"gevent 99\.1 is installed, .*`pip install -r"):
        check_versions(lambda name: "99.1" if name == "gevent" else READ_VERSIONS[name])


def test_one_server_alone_is_made_strict_and_keeps_its_handlers() -> None:
    one, other = (socketio.Server(async_mode="gevent") for _ in range(2))
    made = one.eio
    strict = make_strict(one, ("/widget",), Gate(1), lambda *_: b"")
    assert one.eio is strict
    assert strict.handlers is made.handlers
    assert not isinstance(other.eio, Engine)


@pytest.mark.parametrize(
    "query",
    ["", "EIO=3&transport=polling", "transport=polling", "EIO=4&EIO=3", "EIO=4&j=0", "EIO=4&j=x"],
)
def test_another_version_of_the_protocol_is_refused(edge: Edge, query: str) -> None:
    assert edge.request("GET", query) == ("400", b"400")
    assert len(edge.gate) == 0


def test_another_version_is_refused_for_a_session_that_is_there_too(edge: Edge) -> None:
    sid = edge.begin()
    assert edge.request("GET", f"EIO=3&transport=websocket&sid={sid}") == ("400", b"400")
    assert edge.request("POST", with_sid(sid), b"4hello") == ("200", b"OK")


def test_a_full_house_lets_nobody_in_until_somebody_leaves() -> None:
    edge = Edge(sockets_max=2)
    sids = [edge.begin() for _ in range(2)]
    assert edge.request("GET", "EIO=4&transport=polling") == ("503", b"503")
    edge.session(sids[0]).cut("gone")
    edge.begin()
    assert len(edge.gate) == len(edge.engine.sockets) == 2


def test_what_is_posted_is_heard(edge: Edge) -> None:
    sid = edge.begin()
    assert edge.request("POST", with_sid(sid), "4salut\x1e4é".encode()) == ("200", b"OK")
    assert edge.heard == ["salut", "é"]


@pytest.mark.parametrize(
    "body",
    [b"x", b"4a\x1e", b"\xff", b"bAAAA", b"bA", b"d=", b"4\x1e" * 17, b"4" * 1001],
)
def test_what_is_no_list_of_packets_ends_its_session(edge: Edge, body: bytes) -> None:
    sid, other = edge.begin(), edge.begin()
    assert edge.request("POST", with_sid(sid), body)[0] == "400"
    assert edge.ended == [sid]
    assert edge.request("POST", with_sid(other), b"4hello") == ("200", b"OK")


def test_a_packet_without_a_meaning_is_ignored(edge: Edge) -> None:
    sid = edge.begin()
    assert edge.request("POST", with_sid(sid), b"0\x1e2\x1e5\x1e6\x1e8\x1e4hello") == ("200", b"OK")
    assert edge.heard == ["hello"]


def test_a_reader_who_never_fetches_is_cut_before_much_waits(edge: Edge) -> None:
    session = edge.session(edge.begin())
    for _ in range(OUTGOING_BYTES_MAX // 1000 + 1):
        session.send(Packet(packet.MESSAGE, "a" * 1000))
    assert session.closed
    assert len(edge.gate) == len(edge.engine.sockets) == 0
    session.send(Packet(packet.MESSAGE, "late"))
    assert session.queue.qsize() < OUTGOING_BYTES_MAX // 1000 + 5


def test_a_long_message_may_be_fetched_alone(edge: Edge) -> None:
    sid = edge.begin()
    edge.session(sid).send(Packet(packet.MESSAGE, "a" * 10 * OUTGOING_BYTES_MAX))
    assert len(edge.request("GET", with_sid(sid))[1]) == 10 * OUTGOING_BYTES_MAX + 1


def test_two_requests_that_poll_at_once_end_their_session(edge: Edge) -> None:
    sid = edge.begin()
    first = gevent.spawn(edge.request, "GET", with_sid(sid))
    gevent.sleep(0)
    assert edge.request("GET", with_sid(sid))[0] == "400"
    first.join()
    assert edge.ended == [sid]
    assert len(edge.gate) == 0


def test_the_last_words_are_fetched_after_the_end(edge: Edge) -> None:
    sid = edge.begin()
    edge.session(sid).send(Packet(packet.MESSAGE, "bye"))
    edge.engine.disconnect(sid)
    assert edge.request("GET", with_sid(sid)) == ("200", b"4bye\x1e1")
    assert edge.request("GET", with_sid(sid))[0] == "400"
    assert len(edge.gate) == 0


def test_last_words_that_nobody_fetches_are_forgotten(edge: Edge) -> None:
    edge.engine.disconnect(edge.begin())
    assert len(edge.gate) == 0
    with gevent.Timeout(20):
        while edge.engine.sockets:
            gevent.sleep(0.05)


def test_an_end_for_all_ends_each(edge: Edge) -> None:
    sids = [edge.begin() for _ in range(3)]
    edge.engine.disconnect()
    assert sorted(edge.ended) == sorted(sids)
    assert len(edge.gate) == 0


def test_who_does_not_join_is_sent_away_and_who_has_joined_stays(edge: Edge) -> None:
    stranger, vera = edge.begin(), edge.begin()
    edge.joined.add(vera)
    with gevent.Timeout(20):
        while stranger in edge.engine.sockets:
            gevent.sleep(0.05)
    assert edge.ended == [stranger]
    assert list(edge.engine.sockets) == [vera]


def test_an_upgrade_without_a_line_is_refused(edge: Edge) -> None:
    told = {"HTTP_UPGRADE": "websocket", "HTTP_CONNECTION": "Upgrade"}
    assert edge.request("GET", "EIO=4&transport=websocket", upgrade=told)[0] == "400"
    assert len(edge.gate) == 0
    sid = edge.begin()
    assert edge.request("GET", f"EIO=4&transport=websocket&sid={sid}", upgrade=told)[0] == "400"
