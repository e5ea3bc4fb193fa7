"""A body without end, a bomb, a server that drips or falls silent: each ends, and takes little."""

from __future__ import annotations

import gzip
import socket
import time as real_time
import zlib
from collections.abc import Callable

import pytest

from faq.client import Limits
from faq.errors import ContentTooLargeError, TooSlowError
from faq.inflate import MEMBERS_MAX, gunzipped

from .one_fetch import HEAD, failure
from .unruly_server import Answer, Behaviour, Time, endless, memory_watched, reply, silent

GROWTH_MB_MAX = 30.0
MEGABYTE = b"\0" * 1_000_000


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
    "content",
    [gzip.compress(MEGABYTE * 100), gzip.compress(b"") * (MEMBERS_MAX + 1)],
    ids=["large", "parts"],
)
def test_a_gzip_file_that_is_a_bomb_is_refused(content: bytes) -> None:
    with memory_watched() as growth_mb:
        with pytest.raises(ContentTooLargeError, match=r"sitemap\.xml\.gz"):
            gunzipped(content, 10_000_000, "sitemap.xml.gz")
        assert growth_mb() < GROWTH_MB_MAX
