"""What Socket.IO servers were broken by, each by the number under which it was made known."""

from __future__ import annotations

import time

import pytest
import websocket

from tests.web.visitor import NAMESPACE
from tests.web.wire import Wire

from .test_strangers import begin_by_polling
from .victim import Victim, fetch

pytestmark = pytest.mark.service

BINARY = 2
UNSUPPORTED = 1003
PLACE = '{"_placeholder":true,"num":0}'
KILOBYTES = 15


@pytest.mark.parametrize("count", [1, 1000, 9_999_999_999])
def test_cve_2026_33151_no_packet_waits_for_attachments(victim: Victim, count: int) -> None:
    with victim.attacked(), Wire(victim.url) as mallory:
        header = f'45{count}-{NAMESPACE},["message",{PLACE}]'
        for _ in range(500):
            mallory.send(header)
            mallory.send("4" + "a" * 1000 * KILOBYTES)
        assert mallory.ask("bonjour")["ok"]
        mallory.send(header)
        mallory.send_frame(BINARY, bytes(1000))
        assert mallory.close_code() == UNSUPPORTED


@pytest.mark.parametrize("kind", [5, 6])
def test_cve_2026_69185_a_packet_of_no_attachments_is_told(victim: Victim, kind: int) -> None:
    with victim.attacked(), Wire(victim.url) as mallory:
        mallory.send(f'4{kind}0-{NAMESPACE},1["message",{PLACE}]')
        acks = mallory.acks_with("bonjour")
        assert acks[1]["error"]["code"] == "invalid_payload"


def test_cve_2026_48804_attachments_that_never_come_hold_nothing(victim: Victim) -> None:
    with victim.attacked():
        for _ in range(50):
            with Wire(victim.url) as mallory:
                mallory.send(f'459-{NAMESPACE},["message",{PLACE},"{"a" * 1000 * KILOBYTES}"]')


@pytest.mark.parametrize("body", [bytes(1000), b"\xff\xfe", b"b!", b"\x1e\x1e"])
def test_cve_2026_59725_bytes_by_polling_are_answered_at_once(victim: Victim, body: bytes) -> None:
    with victim.attacked():
        address = begin_by_polling(victim.url)
        begin = time.monotonic()
        answer = fetch("POST", address, body, Content_Type="application/octet-stream")
        assert answer.status_code == 400
        assert time.monotonic() - begin < 5
        assert fetch("POST", address, "4").status_code == 400


@pytest.mark.parametrize("revision", ["3", "", "4&EIO=3", "5", "%00"])
def test_cve_2026_102599_another_revision_at_the_upgrade_is_refused(
    victim: Victim, revision: str
) -> None:
    with victim.attacked():
        address = begin_by_polling(victim.url)
        upgrade = address.replace("EIO=4", f"EIO={revision}").replace("=polling", "=websocket")
        with pytest.raises(websocket.WebSocketBadStatusException, match="400"):
            websocket.create_connection(upgrade.replace("http", "ws", 1), timeout=20)
        fetch("POST", address, f"40{NAMESPACE},{{}}")
        assert fetch("GET", address).status_code == 200
        fetch("POST", address, "1")


def test_kill_engine_io_a_body_of_many_packets_is_refused(victim: Victim) -> None:
    with victim.attacked():
        address = begin_by_polling(victim.url)
        assert fetch("POST", address, b"4\x1e" * 5000).status_code == 400
