"""Whatever a server sends, a fetch ends: with the page, or with a refusal that has a name."""

from __future__ import annotations

import gzip
import re
import socket
import time as real_time
import zlib
from collections.abc import Callable

import pytest

from faq.client import Limits
from faq.errors import ContentTooLargeError, FetchFailedError, SourceError, TooSlowError
from faq.fetch import Fetched, Known
from faq.inflate import MEMBERS_MAX, gunzipped

from .unruly_server import (
    PAGE,
    Answer,
    Behaviour,
    Time,
    UnrulyServer,
    endless,
    guest,
    memory_watched,
    reply,
    silent,
)

GROWTH_MB_MAX = 30.0
MEGABYTE = b"\0" * 1_000_000
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


def fetched(answer: Answer, limits: Limits | None = None, time: Time | None = None) -> Fetched:
    """Fetch a page that is answered like this."""
    with UnrulyServer() as server:
        server.answers["/"] = answer
        return guest(server, time, limits)(server.url(), Known())


def failure(answer: Answer, limits: Limits | None = None, time: Time | None = None) -> SourceError:
    """Fetch a page that cannot be fetched, and give the error that names it."""
    with UnrulyServer() as server:
        server.answers["/"] = answer
        fetch = guest(server, time, limits)
        with pytest.raises(FetchFailedError) as failed:
            fetch(server.url(), Known())
        assert failed.value.location == server.url()
        return failed.value


def packed(kind: int, body: bytes = PAGE) -> bytes:
    packer = zlib.compressobj(wbits=kind)
    return packer.compress(body) + packer.flush()


def chunked(body: bytes, size: int = 7) -> bytes:
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    lines = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    return HEAD + b"Transfer-Encoding: chunked\r\n\r\n" + lines + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("identity", PAGE),
        ("gzip", packed(31)),
        ("X-GZIP", packed(31)),
        ("deflate", packed(15)),
        ("deflate", packed(-15)),
        ("gzip, identity", packed(31)),
        ("gzip", packed(31, PAGE[:20]) + packed(31, PAGE[20:])),
        ("gzip", packed(31) + b"\0" * 100),
    ],
)
def test_a_packed_page_is_unpacked(encoding: str, body: bytes) -> None:
    assert fetched(reply(body, content_encoding=encoding)).content == PAGE


def test_a_page_is_read_whole_however_it_is_cut() -> None:
    assert fetched(chunked(PAGE)).content == PAGE
    assert fetched(HEAD + b"\r\n" + PAGE).content == PAGE
    packed_and_chunked = chunked(packed(31)).replace(b"\r\n", b"\r\nContent-Encoding: gzip\r\n", 1)
    assert fetched(packed_and_chunked).content == PAGE


@pytest.mark.parametrize("length", ["9" * 5000, "many", "-5", ""])
def test_a_length_that_is_none_is_passed_over(length: str) -> None:
    assert fetched(reply(content_length=length)).content == PAGE


def test_only_what_can_be_unpacked_is_asked_for() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply()
        guest(server)(server.url(), Known())
        assert server.requests[-1].headers["accept-encoding"] == "gzip, deflate"


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip, gzip", packed(31, packed(31))),
        ("deflate, gzip", packed(31, packed(15))),
        ("br", b"\x8b\x02\x80abc\x03"),
        ("zstd", b"\x28\xb5\x2f\xfd"),
        ("gzip", PAGE),
        ("gzip", b"\x1f\x8bnonsense"),
        ("deflate", b"\xff\xff\xff\xff"),
        ("gzip", packed(31)[:-9]),
        ("gzip", packed(31)[:-1]),
        ("deflate", packed(-15)[:-3]),
        ("gzip", packed(31)[:-4] + b"\0\0\0\0"),
    ],
)
def test_a_body_that_is_not_packed_as_it_says_is_refused(encoding: str, body: bytes) -> None:
    error = failure(reply(body, content_encoding=encoding))
    assert re.search("mend the server|too early", error.reason)


def gzip_bomb(megabytes: int) -> Behaviour:
    """Send so many megabytes of nothing, packed a thousandfold."""
    packer = zlib.compressobj(9, wbits=31)
    first = packer.compress(MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return endless(HEAD + b"Content-Encoding: gzip\r\n\r\n" + first, again, megabytes)


BOMBS: dict[str, Callable[[], Answer]] = {
    "a gzip bomb": lambda: gzip_bomb(2000),
    "a bomb packed twice": lambda: reply(
        gzip.compress(gzip.compress(MEGABYTE * 20)), content_encoding="gzip, gzip"
    ),
    "parts without end": lambda: endless(
        HEAD + b"Content-Encoding: gzip\r\n\r\n", gzip.compress(b"") * 1000
    ),
    "padding without end": lambda: endless(
        HEAD + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"a"), MEGABYTE
    ),
    "a body without end": lambda: endless(HEAD + b"\r\n", MEGABYTE),
    "a large body": lambda: endless(HEAD + b"Content-Length: 50000000\r\n\r\n", MEGABYTE, 50),
    "chunks without end": lambda: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"f4240\r\n" + MEGABYTE + b"\r\n"
    ),
    "a chunk without end": lambda: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nfffffffffff\r\n", MEGABYTE
    ),
    "a chunk size without end": lambda: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"f" * 10_000
    ),
    "headers without end": lambda: endless(HEAD, b"X-Again: and again\r\n" * 1000),
    "a header without end": lambda: endless(HEAD + b"X-Long: ", MEGABYTE),
    "a first line without end": lambda: endless(b"HTTP/1.1 200 ", MEGABYTE),
    "a page that says it is huge": lambda: reply(content_length="9" * 18),
    "a chunk of less than nothing": lambda: endless(
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n", MEGABYTE
    ),
}


@pytest.mark.parametrize("name", BOMBS)
def test_no_bomb_takes_memory(name: str) -> None:
    answer = BOMBS[name]()
    with memory_watched() as growth_mb:
        error = failure(answer)
        assert growth_mb() < GROWTH_MB_MAX
    assert error.reason


@pytest.mark.parametrize("name", ["a gzip bomb", "a body without end", "chunks without end"])
def test_what_is_too_large_says_so(name: str) -> None:
    error = failure(BOMBS[name]())
    assert isinstance(error, ContentTooLargeError)
    assert "5 MB" in error.reason


@pytest.mark.parametrize(
    ("content_type", "is_allowed"),
    [
        ("text/html; charset=utf-8", False),
        ("application/xhtml+xml", False),
        ("text/plain", False),
        ("application/xml", True),
        ("text/xml", True),
        ("application/rss+xml", True),
        ("application/feed+json", True),
        ("application/x-gzip", True),
    ],
)
def test_a_sitemap_or_feed_may_be_larger_than_a_page(content_type: str, is_allowed: bool) -> None:
    limits = Limits(page_bytes_max=1000, listing_bytes_max=2000)
    answer = reply(b"a" * 1500, content_type=content_type)
    if is_allowed:
        assert len(fetched(answer, limits).content) == 1500
    else:
        assert isinstance(failure(answer, limits), ContentTooLargeError)
    assert isinstance(failure(reply(b"a" * 2001, content_type=content_type), limits), SourceError)


def test_a_body_may_be_as_large_as_the_limit() -> None:
    limits = Limits(page_bytes_max=1000)
    assert len(fetched(reply(b"a" * 1000), limits).content) == 1000
    assert isinstance(failure(reply(b"a" * 1001), limits), ContentTooLargeError)


def dripping(beginning: bytes, drop: bytes) -> Behaviour:
    """Send a byte now and then, for ever."""

    def drip(line: socket.socket) -> None:
        line.sendall(beginning)
        line.settimeout(0.001)
        while True:
            line.sendall(drop)
            try:
                line.recv(1)
                return
            except TimeoutError:
                pass

    return drip


@pytest.mark.parametrize(
    ("beginning", "drop"),
    [
        (b"", b"H"),
        (b"HTTP/1.1 200 OK\r\n", b"X"),
        (HEAD + b"\r\n", b"a"),
        (HEAD + b"Content-Length: 100000\r\n\r\n", b"a"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\na\r\n"),
        (HEAD + b"Transfer-Encoding: chunked\r\n\r\n0\r\n", b"X-Trailer: a\r\n"),
        (HEAD + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\0\0\0\0\0\0\0", b"\0\0\0\xff\xff"),
    ],
)
def test_who_drips_is_cut_off(beginning: bytes, drop: bytes) -> None:
    error = failure(dripping(beginning, drop), time=Time(ticks_seconds=1.0))
    assert isinstance(error, TooSlowError)


def test_interim_answers_without_end_are_cut_off() -> None:
    answer = endless(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100)
    assert isinstance(failure(answer, time=Time(ticks_seconds=1.0)), TooSlowError)


@pytest.mark.parametrize("beginning", [b"", HEAD, HEAD + b"\r\n<html>"])
def test_who_falls_silent_is_cut_off(beginning: bytes) -> None:
    def answer(line: socket.socket) -> None:
        line.sendall(beginning)
        silent(line)

    began = real_time.monotonic()
    error = failure(answer, Limits(request_seconds_max=0.05))
    assert isinstance(error, TooSlowError)
    assert real_time.monotonic() - began < 5


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"\0" * 100,
        b"<html>no headers</html>",
        b"HTTP/1.1\r\n\r\n",
        b"HTTP/1.1 abc OK\r\n\r\n",
        b"HTTP/9.9 2000 OK\r\n\r\n",
        b"ICY 200 OK\r\n\r\nnoise",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\nabc",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n-5\r\nabc",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\n5\r\nab",
        HEAD + b"Transfer-Encoding: gzip, chunked\r\n\r\n5\r\nabcde\r\n0\r\n\r\n",
        HEAD + b"Content-Length: 500\r\n\r\n<html>",
        b"HTTP/1.1 204 No Content\r\n\r\n",
        b"HTTP/1.1 206 Partial Content\r\nContent-Length: 1\r\n\r\na",
    ],
)
def test_an_answer_that_is_none_or_cut_is_a_failure_for_now(answer: bytes) -> None:
    assert type(failure(answer)) is FetchFailedError


def test_a_server_that_is_not_there_is_a_failure_for_now() -> None:
    with UnrulyServer() as server:
        fetch, url = guest(server), server.url()
    with pytest.raises(FetchFailedError, match="is the server up"):
        fetch(url, Known())


def test_a_gzip_file_is_unpacked_within_the_same_limits() -> None:
    assert gunzipped(PAGE, 1000, "sitemap.xml") == PAGE
    assert gunzipped(gzip.compress(PAGE), 1000, "sitemap.xml.gz") == PAGE
    assert gunzipped(gzip.compress(PAGE * 3000), len(PAGE) * 3000, "x") == PAGE * 3000
    with pytest.raises(FetchFailedError, match="too early"):
        gunzipped(gzip.compress(PAGE)[:-1], 1000, "sitemap.xml.gz")


@pytest.mark.parametrize(
    "content",
    [gzip.compress(MEGABYTE * 100), gzip.compress(b"") * (MEMBERS_MAX + 1)],
    ids=["large", "parts"],
)
def test_a_gzip_file_that_is_a_bomb_is_refused(content: bytes) -> None:
    with memory_watched() as growth_mb:
        with pytest.raises(ContentTooLargeError, match=r"sitemap\.xml\.gz"):
            gunzipped(content, 10_000_000, "sitemap.xml.gz")
        assert growth_mb() < GROWTH_MB_MAX
