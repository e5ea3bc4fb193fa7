"""A fetch is a polite guest: it says who it is, takes its time and comes back when told."""

from __future__ import annotations

import threading

import pytest

from faq.errors import NoindexError, SiteBusyError
from faq.fetch import Known
from faq.robots import forbids_index

from .unruly_server import CONTACT, PAGE, Time, UnrulyServer, guest, redirect, reply, robots_txt

BUSY = "503 Service Unavailable"
SUNDAY = "Sun, 01 Nov 2026 10:00:00 GMT"
A_MINUTE_LATER = "Sun, 01 Nov 2026 10:01:00 GMT"


def test_it_says_who_it_is_and_how_to_reach_its_owner() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply()
        guest(server)(server.url(), Known())
        agents = {each.headers["user-agent"] for each in server.requests}
        assert agents == {f"Salut/1.0 (+{CONTACT})"}
        assert {each.headers["host"] for each in server.requests} == {f"news.example:{server.port}"}


@pytest.mark.parametrize(("delay", "pause"), [("", 1.0), ("0.2", 1.0), ("5", 5.0)])
def test_it_pauses_between_two_requests(delay: str, pause: float) -> None:
    time = Time()
    with UnrulyServer() as server:
        server.answers["/robots.txt"] = robots_txt(f"User-agent: *\nCrawl-delay: {delay}")
        server.answers["/"] = reply()
        fetch = guest(server, time)
        for _ in range(3):
            fetch(server.url(), Known())
        assert time.sleeps == [1.0, pause, pause]


def test_it_does_not_pause_when_time_went_by_anyway() -> None:
    time = Time()
    with UnrulyServer() as server:
        server.answers["/"] = reply()
        fetch = guest(server, time)
        fetch(server.url(), Known())
        time.now += 0.75
        fetch(server.url(), Known())
        time.now += 3.0
        fetch(server.url(), Known())
        assert time.sleeps == [1.0, 0.25]


def test_redirects_are_paced_too() -> None:
    time = Time()
    with UnrulyServer() as server:
        server.answers |= {"/": redirect("/then"), "/then": reply()}
        guest(server, time)(server.url(), Known())
        assert time.sleeps == [1.0, 1.0]


def test_two_threads_never_ask_a_host_at_once() -> None:
    together: list[int] = []
    now = threading.Semaphore(1)

    with UnrulyServer() as server:

        def answer(line: object) -> None:
            together.append(now.acquire(blocking=False))
            threading.Event().wait(0.02)
            now.release()
            line.sendall(reply())  # type: ignore[attr-defined]

        server.answers["/"] = answer
        fetch = guest(server)
        threads = [threading.Thread(target=fetch, args=(server.url(), Known())) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(10)
        assert together == [True] * 5


@pytest.mark.parametrize("status", [BUSY, "429 Too Many Requests"])
@pytest.mark.parametrize(
    ("headers", "waited"),
    [
        ({"retry_after": "30"}, 30.0),
        ({"retry_after": "120"}, 120.0),
        ({"retry_after": "0"}, 1.0),
        ({"retry_after": A_MINUTE_LATER, "date": SUNDAY}, 60.0),
        ({"retry_after": SUNDAY, "date": A_MINUTE_LATER}, 1.0),
        ({"retry_after": A_MINUTE_LATER}, 10.0),
        ({"retry_after": "soon", "date": SUNDAY}, 10.0),
        ({"retry_after": "-5"}, 10.0),
        ({"retry_after": "²"}, 10.0),
        ({}, 10.0),
    ],
)
def test_it_waits_for_who_is_busy(status: str, headers: dict[str, str], waited: float) -> None:
    time = Time()
    with UnrulyServer() as server:
        server.answers["/"] = [reply(b"", status, **headers), reply()]
        assert guest(server, time)(server.url(), Known()).content == PAGE
        assert time.sleeps == [1.0, waited]


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "121"}, 121.0),
        ({"retry_after": "999999999"}, 999_999_999.0),
        ({"retry_after": "Sun, 01 Nov 2026 12:00:00 GMT", "date": SUNDAY}, 7200.0),
    ],
)
def test_who_is_busy_for_too_long_is_left_alone(headers: dict[str, str], seconds: float) -> None:
    time = Time()
    with UnrulyServer() as server:
        server.answers |= {"/": [reply(b"", BUSY, **headers), reply()], "/b": reply()}
        fetch = guest(server, time)
        with pytest.raises(SiteBusyError) as busy:
            fetch(server.url(), Known())
        assert busy.value.retry_seconds == seconds
        with pytest.raises(SiteBusyError):
            fetch(server.url("/b"), Known())
        assert server.paths() == ["/"]
        time.now += seconds + 1
        server.answers["/robots.txt"] = robots_txt("")
        assert fetch(server.url(), Known()).content == PAGE


def test_who_is_busy_every_time_is_given_up() -> None:
    time = Time()
    with UnrulyServer() as server:
        server.answers["/"] = reply(b"", BUSY, retry_after="5")
        with pytest.raises(SiteBusyError):
            guest(server, time)(server.url(), Known())
        assert server.paths() == ["/"] * 3
        assert time.sleeps == [1.0, 5.0, 5.0]


@pytest.mark.parametrize(
    ("lines", "is_forbidden"),
    [
        (["noindex"], True),
        (["NOINDEX, nofollow"], True),
        (["nofollow,  noindex "], True),
        (["none"], True),
        (["all", "noindex"], True),
        (["salut: noindex"], True),
        (["Salut: nofollow, noindex"], True),
        (["*: noindex"], True),
        (["robots: noindex"], True),
        (["max-snippet: 20, noindex"], True),
        (["otherbot: nofollow", "noindex"], True),
        (["unavailable_after: 25 Jun 2010 15:00:00 PST, noindex"], True),
        ([], False),
        ([""], False),
        (["index, follow"], False),
        (["nofollow"], False),
        (["otherbot: noindex"], False),
        (["otherbot: nofollow, noindex"], False),
        (["max-image-preview:none"], False),
        (["max-snippet:-1, max-image-preview:large"], False),
        (["noindexes"], False),
    ],
)
def test_x_robots_tag_is_read_for_us(lines: list[str], is_forbidden: bool) -> None:
    assert forbids_index(lines) is is_forbidden


def test_a_page_that_asks_not_to_be_indexed_is_refused() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply(x_robots_tag="noindex, follow")
        with pytest.raises(NoindexError, match="X-Robots-Tag"):
            guest(server)(server.url(), Known())


def test_a_sitemap_that_asks_not_to_be_indexed_is_read() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply(
            b"<urlset/>", content_type="application/xml", x_robots_tag="noindex, follow"
        )
        assert guest(server)(server.url(), Known()).content == b"<urlset/>"


def test_what_is_unchanged_is_refused_only_where_it_is_a_page() -> None:
    unchanged = b"HTTP/1.1 304 Not Modified\r\nX-Robots-Tag: noindex\r\n"
    with UnrulyServer() as server:
        server.answers["/sitemap.xml"] = unchanged + b"\r\n"
        server.answers["/"] = unchanged + b"Content-Type: text/html\r\n\r\n"
        fetch = guest(server)
        assert fetch(server.url("/sitemap.xml"), Known('"a"')).is_unchanged
        with pytest.raises(NoindexError):
            fetch(server.url(), Known('"a"'))


def test_no_cookie_is_kept() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply(set_cookie="id=1; Path=/")
        fetch = guest(server)
        fetch(server.url(), Known())
        fetch(server.url(), Known())
        assert all("cookie" not in each.headers for each in server.requests)
