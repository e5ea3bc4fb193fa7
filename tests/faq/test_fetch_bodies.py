"""Whatever a server sends, a fetch ends: with the page, or with a refusal that has a name."""

from __future__ import annotations

import gzip
import re
import zlib

import pytest

from faq.client import Limits
from faq.errors import ContentTooLargeError, FetchFailedError, SourceError
from faq.fetch import Known
from faq.inflate import gunzipped

from .one_fetch import HEAD, failure, fetched
from .unruly_server import PAGE, UnrulyServer, guest, reply


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


def test_brotli_that_nobody_asked_for_is_refused_by_name() -> None:
    error = failure(reply(b"\x8b\x02\x80abc\x03" * 100, content_encoding="br"))
    assert "packed as 'br', though gzip, deflate was asked for" in error.reason


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
