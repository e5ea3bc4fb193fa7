"""The nginx of compose.yaml passes on what a proxy before it says, and WebSockets."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from web.addresses import is_encrypted, networks, peer_address

from .proxies import NAME, Papers, Proxy, running
from .upstream import listening

BEFORE = "127.0.0.8"
READER = "203.0.113.7"
TRUSTED = networks(f"127.0.0.1/32, {BEFORE}/32")
PATIENCE_SECONDS = 20.0
UPGRADE = ("Upgrade: websocket", "Connection: Upgrade")

pytestmark = pytest.mark.service


def reply_to(proxy: Proxy, *headers: str) -> bytes:
    """Ask as a proxy before this one does."""
    request = "\r\n".join(["GET /socket.io/ HTTP/1.1", f"Host: {NAME}", *headers, "", ""])
    before = (BEFORE, 0)
    with socket.create_connection(("127.0.0.1", proxy.port), PATIENCE_SECONDS, before) as line:
        line.sendall(request.encode())
        return line.recv(4096)


def test_a_reader_is_known_by_his_address_and_his_scheme(tmp_path: Path) -> None:
    papers = Papers(tmp_path, tmp_path)
    with listening() as upstream, running("composed", tmp_path, upstream.port, papers) as proxy:
        told = (f"X-Forwarded-For: {READER}", "X-Forwarded-Proto: https")
        assert reply_to(proxy, *UPGRADE, *told).startswith(b"HTTP/1.1 101 ")
        assert reply_to(proxy).startswith(b"HTTP/1.1 204 ")
        before, alone = upstream.environs
        assert peer_address(before, TRUSTED) == READER
        assert peer_address(alone, networks("127.0.0.1/32")) == BEFORE
        assert [is_encrypted(each, TRUSTED) for each in (before, alone)] == [True, False]
        assert before["HTTP_HOST"] == NAME
