"""A server that is asked to stop: it finishes what is begun, and tells its readers to move."""

from __future__ import annotations

import http.client
import json
import signal
import socket
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
import websocket

from tests.server_process import STOP_SECONDS_MAX, Server, free_port, held_database
from web.drain import AWAY_SECONDS, Drain

from .moving_reader import MovingReader
from .visitor import NAMESPACE
from .wire import ACK, Wire

service = pytest.mark.service

READERS = 8
RESTARTS = 5
SERVICE_RESTART = 1012
GUNICORN = (
    *("-m", "gunicorn", "--no-control-socket", "-k", "gevent", "-w", "1"),
    *("-b", "127.0.0.1:{port}", "server:app"),
)
QUESTION = json.dumps(["message", {"client_id": "c", "text": "Comment résilier mon abonnement ?"}])


def lax_server(folder: Path, program: tuple[str, ...] = ("server.py",), **more: str) -> Server:
    """Make a server that limits no reader."""
    lax = {f"SALUT_{each}_MESSAGES_PER_TEN_SECONDS": "0" for each in ("VISITOR", "ADDRESS")}
    port = free_port()
    program = tuple(each.format(port=port) for each in program)
    return Server(folder, port, {**lax, **more}, program)


@pytest.fixture
def lax(tmp_path: Path) -> Iterator[Server]:
    running = lax_server(tmp_path)
    running.start()
    yield running
    running.kill()


@pytest.fixture
def supervised(tmp_path: Path) -> Iterator[Server]:
    running = lax_server(tmp_path, GUNICORN)
    running.start()
    yield running
    running.kill()


def ask_to_stop(server: Server, number: signal.Signals = signal.SIGTERM) -> None:
    """Send a signal; the server goes on for a while."""
    assert server.process is not None
    server.process.send_signal(number)


def exit_code(server: Server) -> int:
    """Wait for the end."""
    assert server.process is not None
    return server.process.wait(STOP_SECONDS_MAX)


@contextmanager
def readers_of(server: Server) -> Iterator[list[MovingReader]]:
    """Let readers ask without pause; at the end, hold what they were told to what is stored."""
    readers = [MovingReader(server.url, f"r{number}") for number in range(READERS)]
    for reader in readers:
        reader.start()
    yield readers
    for reader in readers:
        reader.leave()
    assert [reader.refusals for reader in readers] == [[]] * READERS
    for reader in readers:
        with Wire(server.url, token=reader.token) as wire:
            stored = wire.welcome["messages"]
        own = [each["client_id"] for each in stored if each["author"] == "visitor"]
        assert own[: len(reader.acked)] == reader.acked
        assert len(set(own)) == len(own) <= len(reader.acked) + 1
        assert [each["seq"] for each in stored] == list(range(1, len(stored) + 1))


def restart(server: Server, readers: list[MovingReader]) -> None:
    """Stop a server in the midst of questions, and start it again."""
    for reader in readers:
        reader.has_asked.clear()
    assert all(reader.has_asked.wait(STOP_SECONDS_MAX) for reader in readers)
    ask_to_stop(server)
    assert exit_code(server) == 0
    server.start()


@contextmanager
def kept_line(server: Server) -> Iterator[http.client.HTTPConnection]:
    """Open a connection for one request after the other."""
    line = http.client.HTTPConnection("127.0.0.1", server.port)
    try:
        yield line
    finally:
        line.close()


def put_in_hand(server: Server, wire: Wire) -> None:
    """Send a question; returns once the server has read it: what came later is answered."""
    wire.send(f"42{NAMESPACE},7{QUESTION}")
    for _ in range(2):
        with urllib.request.urlopen(f"{server.url}/healthz") as response:
            assert response.read()


def packets(wire: Wire) -> list[str]:
    """Read to the end of the line."""
    return [packet for packet in wire.read() if packet.startswith(("42", "43"))]


def close_code(wire: Wire) -> int:
    """Read to the end of the line; give the code that it was closed with."""
    while True:
        opcode, data = wire.socket.recv_data(control_frame=True)
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            return int.from_bytes(data[:2], "big")


@service
def test_restarts_under_load_lose_nothing_double_nothing_and_show_no_error(lax: Server) -> None:
    with readers_of(lax) as readers:
        for _ in range(RESTARTS):
            restart(lax, readers)
    assert [len(reader.moves) for reader in readers] == [RESTARTS] * READERS


@service
def test_a_supervised_server_drains_too(supervised: Server) -> None:
    with readers_of(supervised) as readers:
        restart(supervised, readers)
    assert [len(reader.moves) for reader in readers] == [1] * READERS


@service
def test_each_reader_is_told_his_own_moment_and_the_line_ends_as_a_restart(lax: Server) -> None:
    with ExitStack() as lines:
        wires = [lines.enter_context(Wire(lax.url)) for _ in range(READERS)]
        ask_to_stop(lax)
        moments = [wire.hear("moving")["retry_after"] for wire in wires]
        codes = {close_code(wire) for wire in wires}
    assert all(moment >= AWAY_SECONDS for moment in moments)
    assert len(set(moments)) > 1
    assert codes == {SERVICE_RESTART}
    assert exit_code(lax) == 0


@service
def test_a_reader_who_polls_is_told_too(lax: Server) -> None:
    with kept_line(lax) as line:

        def said(method: str, query: str, body: str | None = None) -> str:
            line.request(method, f"/socket.io/?EIO=4&transport=polling{query}", body)
            return line.getresponse().read().decode()

        sid = "&sid=" + json.loads(said("GET", "")[1:])["sid"]
        said("POST", sid, f"40{NAMESPACE},{{}}")
        heard = ""
        while "welcome" not in heard:
            heard = said("GET", sid)
        ask_to_stop(lax)
        while "moving" not in heard:
            heard = said("GET", sid)
    assert exit_code(lax) == 0


@service
def test_a_question_in_hand_is_acked_and_answered_before_the_end(lax: Server) -> None:
    with Wire(lax.url) as wire:
        with held_database(lax):
            put_in_hand(lax, wire)
            ask_to_stop(lax)
            wire.hear("moving")
        heard = packets(wire)
    acks = [found for packet in heard if (found := ACK.fullmatch(packet))]
    assert [json.loads(ack["values"])[0]["ok"] for ack in acks] == [True]
    assert any('"author":"bot"' in packet.replace(" ", "") for packet in heard)
    assert exit_code(lax) == 0


@service
def test_nobody_new_is_let_in_and_a_supervisor_hears_that_it_is_not_ready(lax: Server) -> None:
    with kept_line(lax) as kept, Wire(lax.url) as wire, held_database(lax):
        kept.request("GET", "/readyz")
        assert kept.getresponse().read()
        put_in_hand(lax, wire)
        ask_to_stop(lax)
        wire.hear("moving")
        kept.request("GET", "/readyz")
        ready = kept.getresponse()
        assert (ready.status, json.loads(ready.read())["status"]) == (503, "draining")
        kept.request("GET", "/socket.io/?EIO=4&transport=polling")
        refused = kept.getresponse()
        assert (refused.status, refused.read()) == (503, b"")
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", lax.port))
    assert exit_code(lax) == 0


@service
@pytest.mark.parametrize("second", [signal.SIGTERM, signal.SIGINT])
def test_a_second_signal_ends_at_once(lax: Server, second: signal.Signals) -> None:
    with Wire(lax.url) as wire, held_database(lax):
        put_in_hand(lax, wire)
        ask_to_stop(lax)
        wire.hear("moving")
        ask_to_stop(lax, second)
        assert exit_code(lax) == -second


@service
def test_what_takes_longer_than_it_may_is_cut(tmp_path: Path) -> None:
    wait_seconds = str(2 * STOP_SECONDS_MAX)
    impatient = lax_server(
        tmp_path, SALUT_DRAIN_SECONDS="0.5", SALUT_WRITE_WAIT_SECONDS=wait_seconds
    )
    impatient.start()
    with Wire(impatient.url) as wire, held_database(impatient):
        put_in_hand(impatient, wire)
        ask_to_stop(impatient)
        assert not any(ACK.fullmatch(packet) for packet in packets(wire))
        assert exit_code(impatient) == 0


@pytest.mark.parametrize(("readers", "latest"), [(0, 2.0), (1, 2.0), (2000, 3.0), (30_000, 31.0)])
def test_the_more_readers_the_longer_their_return_is_spread(readers: int, latest: float) -> None:
    assert Drain(chance=lambda: 0.0).return_seconds(readers) == AWAY_SECONDS
    assert Drain(chance=lambda: 1.0).return_seconds(readers) == latest
    assert Drain(chance=lambda: 0.5).return_seconds(readers) == (AWAY_SECONDS + latest) / 2
