"""Who comes in and says nothing, or half of something, is sent away: line, session and all."""

from __future__ import annotations

import json
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import websocket

from tests.web.visitor import NAMESPACE, Visitor
from tests.web.wire import Wire
from web.deadlines import ARRIVAL_SECONDS
from web.transport import JOIN_SECONDS

from .victim import PATIENCE_SECONDS, SOCKETS_MAX, Stranger, Victim, fetch, wait_until

pytestmark = pytest.mark.service

STRANGERS = 30
PING_SECONDS = 25.0  # whoever is there so long is asked whether he is alive, and cut if he is not
POLLING = "/socket.io/?EIO=4&transport=polling"
# Each is the begin of a request whose end never comes.
HALF_REQUESTS = (
    b"",
    b"GET / HTTP/1.1\r\nHost: x\r\n",
    b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n{",
    b"POST /api/ask HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab",
)


def answer_pings(lines: list[Stranger]) -> None:
    """Be alive, as far as Engine.IO is concerned."""
    for line in lines:
        line.send("3")


def is_hung_up(line: socket.socket) -> bool:
    """Read to the end; tell whether there is one."""
    line.settimeout(PATIENCE_SECONDS)
    try:
        while line.recv(65536):
            continue
    except TimeoutError:
        return False
    except ConnectionError:
        return True
    return True


def begin_by_polling(url: str) -> str:
    opened = fetch("GET", url + POLLING)
    return f"{url}{POLLING}&sid={json.loads(opened.text[1:])['sid']}"


@contextmanager
def half_requests(victim: Victim, each: int) -> Iterator[list[socket.socket]]:
    lines = []
    for begin in HALF_REQUESTS * each:
        line = socket.create_connection(("127.0.0.1", victim.port))
        line.sendall(begin)
        lines.append(line)
    yield lines
    for line in lines:
        line.close()


def test_who_never_joins_is_sent_away_line_and_all(victim: Victim) -> None:
    with victim.attacked() as vera:
        begin = time.monotonic()
        by_websocket = [Stranger(victim.url) for _ in range(STRANGERS)]
        by_polling = [begin_by_polling(victim.url) for _ in range(STRANGERS)]
        answer_pings(by_websocket)
        assert all(is_hung_up(line.line) for line in by_websocket)
        assert JOIN_SECONDS <= time.monotonic() - begin < PING_SECONDS
        for each in by_websocket:
            each.leave()
        wait_until(lambda: fetch("GET", by_polling[-1]).status_code == 400)
        assert {fetch("GET", each).status_code for each in by_polling} == {400}
        assert vera.ask("bonjour")["kind"] == "smalltalk"


def test_who_is_refused_and_stays_is_sent_away(victim: Victim) -> None:
    with victim.attacked():
        charlie = Stranger(victim.url)
        charlie.send(f'40{NAMESPACE},{{"site":"nowhere"}}')
        begin = time.monotonic()
        assert is_hung_up(charlie.line)
        assert time.monotonic() - begin < PING_SECONDS
        charlie.leave()


def test_who_never_ends_an_upgrade_keeps_polling_and_loses_the_line(victim: Victim) -> None:
    with victim.attacked():
        address = begin_by_polling(victim.url)
        fetch("POST", address, f"40{NAMESPACE},{{}}")
        upgrade = address.removeprefix(victim.url).replace("=polling", "=websocket")
        probe = Stranger(victim.url, path=upgrade)
        with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
            Stranger(victim.url, path=upgrade)
        assert is_hung_up(probe.line)
        probe.leave()
        heard = ""
        while "welcome" not in heard:
            answer = fetch("GET", address)
            assert answer.status_code == 200
            heard += answer.text
        fetch("POST", address, "1")


def test_half_of_a_request_holds_no_line_for_long(victim: Victim) -> None:
    with victim.attacked() as vera, half_requests(victim, each=25) as lines:
        begin = time.monotonic()
        assert vera.ask("bonjour")["kind"] == "smalltalk"
        assert fetch("GET", victim.url + "/healthz").status_code == 200
        assert all(is_hung_up(line) for line in lines)
        assert time.monotonic() - begin >= ARRIVAL_SECONDS / 2


def test_a_full_house_says_so_in_the_readers_language(victim: Victim) -> None:
    with victim.attacked():
        crowd = [Stranger(victim.url) for _ in range(SOCKETS_MAX - 1)]
        answer = fetch("GET", victim.url + POLLING, Accept_Language="en")
        assert answer.status_code == 503
        assert answer.json()["error"]["code"] == "busy"
        assert answer.headers["Retry-After"] == "5"
        with pytest.raises(websocket.WebSocketBadStatusException, match="503"):
            Stranger(victim.url)
        for each in crowd:
            each.leave()


def test_one_address_takes_no_more_than_its_share(victim: Victim) -> None:
    with victim.attacked():
        home = ["X-Forwarded-For: 6.6.6.6, 203.0.113.7"]
        crowd = [Stranger(victim.url, header=home) for _ in range(50)]
        with pytest.raises(websocket.WebSocketBadStatusException, match="429"):
            Stranger(victim.url, header=home)
        Stranger(victim.url, header=["X-Forwarded-For: 203.0.113.8"]).leave()
        crowd.pop().leave()
        wait_until(lambda: is_let_in(victim, home))
        for each in crowd:
            each.leave()


def is_let_in(victim: Victim, header: list[str]) -> bool:
    try:
        Stranger(victim.url, header=header).leave()
    except websocket.WebSocketBadStatusException:
        return False
    return True


def test_a_socket_takes_one_file_and_no_more(victim: Victim) -> None:
    before = victim.settled_lines()
    with Wire(victim.url), Wire(victim.url), Visitor(victim.url, transport="websocket"):
        assert victim.settled_lines() == before + 3


def test_an_upgraded_session_takes_one_file_too(victim: Victim) -> None:
    before = victim.settled_lines()
    address = begin_by_polling(victim.url)
    fetch("POST", address, f"40{NAMESPACE},{{}}")
    upgrade = address.removeprefix(victim.url).replace("=polling", "=websocket")
    vera = Stranger(victim.url, path=upgrade)
    vera.send("2probe")
    assert vera.hear() == "3probe"
    vera.send("5")
    while "welcome" not in vera.hear():
        continue
    assert victim.settled_lines() == before + 1
    vera.leave()
