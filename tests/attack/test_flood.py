"""One who floods is refused cheaply, line by line, and nobody else waits for him."""

from __future__ import annotations

import json
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
import websocket

from tests.server_process import Server, free_port
from tests.web.visitor import NAMESPACE, PATIENCE_SECONDS, Body, Visitor
from tests.web.wire import ACK, SOCKET_PATH, Wire

pytestmark = pytest.mark.service

PIPELINED = 3000
QUESTIONS_MAX = 20
ECHOES = 40
# Measured: 5 to 40 ms where it took seconds before; the rest is for a busy machine.
DELAY_SECONDS_MAX = 0.5
HERE, THERE, ELSEWHERE = "198.51.100.7", "203.0.113.9", "192.0.2.123"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run a server behind a proxy that counts questions, but no other event."""
    settings = {
        "SALUT_TRUSTED_PROXIES": "127.0.0.0/8",
        "SALUT_VISITOR_EVENTS_PER_TEN_SECONDS": "0",
    }
    started = Server(tmp_path_factory.mktemp("flooded"), free_port(), settings)
    started.start()
    yield started
    started.stop()


def event(name: str, payload: object, number: int | None = None) -> str:
    """Write an event as a packet; with a number it asks for an ack."""
    return f"42{NAMESPACE},{'' if number is None else number}{json.dumps([name, payload])}"


def question(number: int) -> dict[str, str]:
    return {"client_id": f"c{number}", "text": "Combien coûte l’abonnement numérique ?"}


def frames(packets: Sequence[str]) -> bytes:
    """Put packets into frames, to be sent in one go."""
    text = websocket.ABNF.OPCODE_TEXT
    return b"".join(websocket.ABNF.create_frame(each, text, 1).format() for each in packets)


@contextmanager
def flooding(mallory: Wire, packets: Sequence[str]) -> Iterator[None]:
    """Send everything at once, and do not read what comes back."""
    sender = threading.Thread(target=mallory.line.sendall, args=(frames(packets),))
    sender.start()
    yield
    sender.join()


def longest_echo(vera: Wire) -> float:
    """Give the seconds that the slowest of some acks took."""
    longest = 0.0
    for number in range(ECHOES):
        began = time.monotonic()
        vera.send(event("suggest", {"text": "a"}, number))
        acks = (ACK.fullmatch(packet) for packet in vera.read())
        assert any(ack and int(ack["number"]) == number for ack in acks)
        longest = max(longest, time.monotonic() - began)
    return longest


def joined(server: Server, forwarded: str) -> bool:
    """Tell whether a reader is let in whom the proxy says to come from somewhere."""
    line = websocket.create_connection(
        server.url.replace("http", "ws", 1) + SOCKET_PATH,
        timeout=PATIENCE_SECONDS,
        header=[f"X-Forwarded-For: {forwarded}"],
    )
    try:
        line.send(f"40{NAMESPACE},{{}}")
        while True:
            packet = str(line.recv())
            if packet.startswith(f"40{NAMESPACE},"):
                return True
            if packet.startswith(f"44{NAMESPACE},"):
                refused = json.loads(packet.removeprefix(f"44{NAMESPACE},"))
                assert refused["data"]["code"] == "rate_limited"
                return False
    finally:
        line.close(timeout=0)


def status_of(wanted: urllib.request.Request) -> int:
    """Send a request, and give the status that it is answered with."""
    try:
        with urllib.request.urlopen(wanted, timeout=PATIENCE_SECONDS) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.mark.parametrize(
    "flood",
    [
        lambda number: event("suggest", {"text": f"comment résilier mon abonnement {number}"}),
        lambda number: event("message", question(number)),
        lambda number: event("nothing", {"text": str(number)}),
        lambda number: f"42{NAMESPACE},[7]",
    ],
    ids=["suggestions", "questions", "unknown events", "malformed packets"],
)
def test_nobody_waits_for_one_who_floods(server: Server, flood: Callable[[int], str]) -> None:
    with Wire(server.url) as vera, Wire(server.url) as mallory:
        with flooding(mallory, [flood(number) for number in range(PIPELINED)]):
            assert longest_echo(vera) < DELAY_SECONDS_MAX
        assert vera.ask("bonjour")["ok"]


def test_each_question_too_many_is_told_when_to_come_back_and_none_is_stored(
    server: Server,
) -> None:
    with Wire(server.url) as mallory:
        for number in range(200):
            mallory.send(event("message", question(number), number))
        refused: list[Body] = []
        accepted: list[Body] = []
        for packet in mallory.read():
            if ack := ACK.fullmatch(packet):
                (said,) = json.loads(ack["values"])
                (accepted if said["ok"] else refused).append(said)
            if len(accepted) + len(refused) == 200:
                break
        # Two windows may meet while it lasts, so a few more than a window holds may pass.
        assert QUESTIONS_MAX <= len(accepted) <= 2 * QUESTIONS_MAX
        assert {each["error"]["code"] for each in refused} == {"rate_limited"}
        assert all(1 <= each["error"]["retry_after"] <= 10 for each in refused)
        token = mallory.welcome["token"]
    with Visitor(server.url, token=token) as again:
        asked = [each["text"] for each in again.messages if each["author"] == "visitor"]
        assert len(asked) == len(accepted)


def test_an_address_that_opens_too_many_lines_is_refused_and_the_others_are_not(
    server: Server,
) -> None:
    assert joined(server, HERE)
    # Two windows may meet while it lasts, so up to twice the 60 of one may pass.
    assert not all(joined(server, f"6.6.6.6, {HERE}") for _ in range(140))
    assert not joined(server, f"7.7.7.7, {HERE}")
    assert joined(server, f"{HERE}, {THERE}")


def test_no_address_is_written_down_anywhere(server: Server) -> None:
    wanted = urllib.request.Request(
        f"{server.url}/api/ask",
        data=json.dumps({"question": "merci"}).encode(),
        headers={"X-Forwarded-For": ELSEWHERE},
    )
    assert {status_of(wanted) for _ in range(220)} == {200, 429}
    assert joined(server, ELSEWHERE)
    written = [path for path in server.instance.rglob("*") if path.is_file()]
    assert len(written) > 3
    assert not [path for path in written if ELSEWHERE.encode() in path.read_bytes()]
