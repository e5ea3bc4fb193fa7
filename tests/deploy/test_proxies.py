"""Each proxy example lets WebSockets through and says truly where a reader comes from."""

from __future__ import annotations

import json
import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
import websocket

from tests.server_process import Server, free_port
from web.addresses import is_encrypted, networks, peer_address

from .proxies import ENCRYPTED, NAME, Papers, Proxy, running
from .upstream import listening

TRUSTED = "127.0.0.1/32"
READER = "127.0.0.9"
PATIENCE_SECONDS = 20.0
SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket"
# Less than a pushed article may have, and more than proxies take by themselves.
LARGE = b"a" * 4_900_000

pytestmark = [pytest.mark.service, pytest.mark.parametrize("kind", ENCRYPTED)]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="module")
def papers(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Papers:
    folder = tmp_path_factory.mktemp("papers")
    made = authority.issue_cert(NAME)
    papers = Papers(folder / "fullchain.pem", folder / "privkey.pem")
    for pem in made.cert_chain_pems:
        pem.write_to_path(str(papers.certificate), append=True)
    made.private_key_pem.write_to_path(str(papers.key))
    return papers


@pytest.fixture(scope="module")
def salut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    settings = {"SALUT_TRUSTED_PROXIES": TRUSTED}
    started = Server(tmp_path_factory.mktemp("salut"), free_port(), settings)
    started.start()
    yield started
    started.stop()


def line_to(proxy: Proxy, authority: trustme.CA) -> ssl.SSLSocket:
    """Connect to a proxy by HTTPS, as a reader from another address."""
    context = ssl.create_default_context()
    authority.configure_trust(context)
    plain = socket.create_connection(("127.0.0.1", proxy.port), PATIENCE_SECONDS, (READER, 0))
    return context.wrap_socket(plain, server_hostname=NAME)


def reply_to(proxy: Proxy, authority: trustme.CA, request: bytes) -> bytes:
    """Send a request and read what comes, to the end of the headers at least."""
    with line_to(proxy, authority) as line:
        line.sendall(request)
        told = b""
        while b"\r\n\r\n" not in told and (piece := line.recv(4096)):
            told += piece
        return told


def asking(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", f"Host: {NAME}", *headers, "", ""]).encode()


def test_a_reader_is_known_by_his_own_address_whatever_he_says(
    kind: str, tmp_path: Path, authority: trustme.CA, papers: Papers
) -> None:
    with listening() as upstream, running(kind, tmp_path, upstream.port, papers) as proxy:
        reply_to(proxy, authority, asking("/healthz"))
        lies = ("X-Forwarded-For: 203.0.113.7", "X-Forwarded-Proto: http")
        reply_to(proxy, authority, asking("/healthz", *lies))
        trusted = networks(TRUSTED)
        assert [peer_address(each, trusted) for each in upstream.environs] == [READER] * 2
        assert all(is_encrypted(each, trusted) for each in upstream.environs)
        assert [each["HTTP_HOST"] for each in upstream.environs] == [NAME] * 2


def test_a_websocket_is_passed_on_with_the_address_of_its_reader(
    kind: str, tmp_path: Path, authority: trustme.CA, papers: Papers
) -> None:
    upgrade = asking(
        SOCKET_PATH,
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: c2FsdXQgc2FsdXQgc2FsdQ==",
        "Sec-WebSocket-Version: 13",
    )
    with listening() as upstream, running(kind, tmp_path, upstream.port, papers) as proxy:
        assert reply_to(proxy, authority, upgrade).startswith(b"HTTP/1.1 101 ")
        (environ,) = upstream.environs
        assert peer_address(environ, networks(TRUSTED)) == READER
        assert environ["HTTP_UPGRADE"].lower() == "websocket"


def test_a_chat_is_held_through_it(
    kind: str, tmp_path: Path, salut: Server, authority: trustme.CA, papers: Papers
) -> None:
    with running(kind, tmp_path, salut.port, papers) as proxy:
        chat = websocket.create_connection(
            f"wss://{NAME}{SOCKET_PATH}",
            timeout=PATIENCE_SECONDS,
            socket=line_to(proxy, authority),
            origin=f"https://{NAME}",
        )
        assert json.loads(str(chat.recv())[1:])["sid"]
        chat.send('40/widget,{"site": "demo"}')
        while not (packet := str(chat.recv())).startswith("42/widget,"):
            assert packet.startswith(("2", "40/widget,")), f"no welcome, but {packet!r}"
        event, welcome = json.loads(packet.removeprefix("42/widget,"))
        assert (event, welcome["greeting"]) == ("welcome", "Salut! Comment puis-je t'aider?")
        chat.close()


def test_an_article_of_full_size_is_let_through(
    kind: str, tmp_path: Path, salut: Server, authority: trustme.CA, papers: Papers
) -> None:
    head = f"POST /api/articles HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: {len(LARGE)}\r\n\r\n"
    with running(kind, tmp_path, salut.port, papers) as proxy:
        told = reply_to(proxy, authority, head.encode() + LARGE)
    assert told.split(b" ")[1] == b"401"  # Salut's own word: it is not signed
