"""Half of a request holds a line only for so long; a whole one is answered as before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gevent
import gevent.socket
import pytest
from gevent import pywsgi

from web import deadlines
from web.api import BODY_BYTES_MAX
from web.deadlines import LateRequestError, TimelyHandler, within

SOON_SECONDS = 0.2
WHOLE = b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nsalut"
CHUNKED = b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"


def echo(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """Send back the body, as far as it is here."""
    start_response("200 OK", [])
    return [b"<" + environ["wsgi.input"].read()[:20] + b">"]


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    monkeypatch.setattr(deadlines, "ARRIVAL_SECONDS", SOON_SECONDS)
    monkeypatch.setattr(deadlines, "IDLE_SECONDS", SOON_SECONDS)
    server = pywsgi.WSGIServer(
        ("127.0.0.1", 0), echo, log=None, error_log=None, handler_class=TimelyHandler
    )
    server.start()
    assert server.server_port is not None
    yield server.server_port
    server.stop()
    gevent.sleep(0)


def answers(port: int, *pieces: bytes) -> bytes:
    """Send pieces, then read until the server hangs up."""
    received = b""
    with gevent.socket.create_connection(("127.0.0.1", port), timeout=20) as line:
        for piece in pieces:
            line.sendall(piece)
            gevent.sleep(0)
        try:
            while data := line.recv(4096):
                received += data
        except ConnectionError:
            pass
    return received


def test_requests_that_are_whole_are_answered_one_after_another(port: int) -> None:
    assert answers(port, WHOLE + WHOLE, WHOLE).count(b"<salut>") == 3


def test_a_body_in_chunks_is_put_together(port: int) -> None:
    body = b"3\r\nsal\r\n2\r\nut\r\n0\r\n\r\n"
    assert answers(port, CHUNKED + body + WHOLE).count(b"<salut>") == 2


@pytest.mark.parametrize(
    "begin",
    [b"", b"GET", b"GET / HTTP/1.1\r\nHost: x\r\n", WHOLE[:-1], CHUNKED + b"5\r\nsal"],
    ids=["nothing", "half a line", "half a head", "half a body", "half a chunk"],
)
def test_half_of_a_request_is_hung_up_on_unanswered(port: int, begin: bytes) -> None:
    assert b" 200 " not in answers(port, begin)


def test_half_of_a_second_request_is_hung_up_on_too(port: int) -> None:
    assert answers(port, WHOLE + WHOLE[:-1]).count(b"<salut>") == 1


@pytest.mark.parametrize("is_chunked", [True, False])
def test_what_is_too_long_is_not_read_to_its_end(port: int, is_chunked: bool) -> None:
    size = BODY_BYTES_MAX + 2
    head = WHOLE.replace(b": 5", b": %d" % size).removesuffix(b"salut")
    begin = CHUNKED + b"%x\r\n" % size if is_chunked else head
    received = answers(port, begin + b"a" * size, b"\r\n0\r\n\r\n" + WHOLE)
    assert b"<salut>" not in received
    assert received.count(b"HTTP/1.1 ") <= 1


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(LateRequestError):
        within(0.01, lambda: gevent.sleep(20))
    assert within(20, lambda: "read") == "read"
