"""The server is killed between and within questions: what it acknowledged it still knows."""

from __future__ import annotations

import pytest

from tests.server_process import Server

from .visitor import Visitor

pytestmark = pytest.mark.service

RESIGN = "Comment résilier mon abonnement ?"


def test_a_kill_between_two_questions_loses_nothing(server: Server) -> None:
    with Visitor(server.url) as vera:
        first = vera.ask(RESIGN)
        token = vera.welcome["token"]
        server.kill()
    server.start()
    with Visitor(server.url, token=token) as vera:
        assert [each["text"] for each in vera.messages] == [RESIGN, first["text"]]
        assert vera.ask("merci")["seq"] == 4


def test_a_kill_right_after_an_ack_loses_nothing_and_the_answer_follows(server: Server) -> None:
    token, acked = "", []
    for run in range(3):
        auth = {"token": token} if token else {}
        with Visitor(server.url, **auth) as vera:
            token = vera.welcome["token"]
            for number in range(5):
                client_id = f"c{run}-{number}"
                assert vera.send(f"bonjour {client_id}", client_id)["ok"]
                acked.append(client_id)
            server.kill()
        server.start()
    with Visitor(server.url, token=token) as vera:
        known = list(vera.messages)
        while sum(each["author"] == "bot" for each in known) < len(acked):
            known.append(vera.hear("message"))
    own = [each["client_id"] for each in known if each["author"] == "visitor"]
    assert own == acked
    assert sorted(each["seq"] for each in known) == list(range(1, 2 * len(acked) + 1))


def test_a_server_that_is_asked_to_stop_stops(server: Server) -> None:
    with Visitor(server.url) as vera:
        vera.ask("bonjour")
        server.stop()
    assert server.process is not None
    assert server.process.returncode == 0
