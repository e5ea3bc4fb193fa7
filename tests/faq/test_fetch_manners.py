"""A fetch is a polite guest: it asks robots.txt first, takes its time and comes back when told."""

from __future__ import annotations

import threading

import pytest

from faq.client import Limits
from faq.errors import FetchFailedError, NoindexError, RobotsRefusedError, SiteBusyError
from faq.fetch import Known
from faq.robots import Rules, forbids_index

from .unruly_server import CONTACT, PAGE, Time, UnrulyServer, guest, redirect, reply, silent

BUSY = "503 Service Unavailable"
SUNDAY = "Sun, 01 Nov 2026 10:00:00 GMT"
A_MINUTE_LATER = "Sun, 01 Nov 2026 10:01:00 GMT"


def robots_txt(text: str) -> bytes:
    return reply(text.encode(), content_type="text/plain")


def test_it_says_who_it_is_and_how_to_reach_its_owner() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply()
        guest(server)(server.url(), Known())
        agents = {each.headers["user-agent"] for each in server.requests}
        assert agents == {f"Salut/1.0 (+{CONTACT})"}
        assert {each.headers["host"] for each in server.requests} == {f"news.example:{server.port}"}


def test_robots_txt_is_asked_once_and_before_anything_else() -> None:
    with UnrulyServer() as server:
        server.answers |= {"/a": reply(), "/b": reply()}
        fetch = guest(server)
        for path in ("/a", "/b"):
            assert fetch(server.url(path), Known()).content == PAGE
        assert [each.path for each in server.requests] == ["/robots.txt", "/a", "/b"]


@pytest.mark.parametrize(
    "text",
    [
        "User-agent: *\nDisallow: /private",
        "User-agent: Salut\nDisallow: /private\n\nUser-agent: *\nAllow: /",
        "user-agent: salut\ndisallow: /*vate",
        "\ufeffUser-agent: *\r\nDisallow: /private$\r\n",
    ],
)
def test_what_robots_txt_forbids_is_not_asked_for(text: str) -> None:
    with UnrulyServer() as server:
        server.answers |= {"/robots.txt": robots_txt(text), "/private": reply(), "/": reply()}
        fetch = guest(server)
        with pytest.raises(RobotsRefusedError, match=r"robots\.txt"):
            fetch(server.url("/private"), Known())
        assert server.paths() == []
        assert fetch(server.url(), Known()).content == PAGE


def test_what_robots_txt_forbids_to_others_is_allowed() -> None:
    with UnrulyServer() as server:
        server.answers["/robots.txt"] = robots_txt("User-agent: Otherbot\nDisallow: /")
        server.answers["/"] = reply()
        assert guest(server)(server.url(), Known()).content == PAGE


def test_a_redirect_to_what_robots_txt_forbids_is_not_followed() -> None:
    with UnrulyServer() as server:
        server.answers["/robots.txt"] = robots_txt("User-agent: *\nDisallow: /private")
        server.answers |= {"/": redirect("/private"), "/private": reply()}
        with pytest.raises(RobotsRefusedError):
            guest(server)(server.url(), Known())
        assert server.paths() == ["/"]


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone", "401 Unauthorized", "403 No"])
def test_no_robots_txt_allows_everything(status: str) -> None:
    with UnrulyServer() as server:
        server.answers |= {"/robots.txt": reply(b"", status), "/": reply()}
        assert guest(server)(server.url(), Known()).content == PAGE


def test_robots_txt_may_be_elsewhere_on_the_site() -> None:
    with UnrulyServer() as server:
        server.answers |= {
            "/robots.txt": redirect("/r"),
            "/r": robots_txt("User-agent: *\nDisallow: /"),
        }
        with pytest.raises(RobotsRefusedError):
            guest(server)(server.url(), Known())


@pytest.mark.parametrize("status", ["500 Oops", BUSY, "429 Too Many Requests", "302 Found"])
def test_a_robots_txt_that_fails_puts_the_site_off(status: str) -> None:
    time = Time()
    with UnrulyServer() as server:
        failing = reply(b"", status, retry_after="600")
        server.answers |= {"/robots.txt": [failing, robots_txt("")], "/": reply()}
        fetch = guest(server, time)
        for _ in range(3):
            with pytest.raises(FetchFailedError):
                fetch(server.url(), Known())
        assert [each.path for each in server.requests] == ["/robots.txt"]
        time.now += 601
        assert fetch(server.url(), Known()).content == PAGE


def test_a_robots_txt_that_never_comes_puts_the_site_off() -> None:
    with UnrulyServer() as server:
        server.answers |= {"/robots.txt": silent, "/": reply()}
        with pytest.raises(FetchFailedError, match=r"robots\.txt cannot be read"):
            guest(server, limits=Limits(request_seconds_max=0.05))(server.url(), Known())
        assert server.paths() == []


def test_robots_txt_is_asked_again_the_next_day() -> None:
    time = Time()
    with UnrulyServer() as server:
        server.answers["/"] = reply()
        server.answers["/robots.txt"] = [robots_txt(""), robots_txt("User-agent: *\nDisallow: /")]
        fetch = guest(server, time)
        assert fetch(server.url(), Known()).content == PAGE
        time.now += 86_401
        with pytest.raises(RobotsRefusedError):
            fetch(server.url(), Known())


def test_a_robots_txt_of_nonsense_or_of_many_stars_is_read_at_once() -> None:
    stars = "User-agent: *\nDisallow: /" + "*a" * 2000 + "b$"
    assert Rules.of(stars.encode()).allows("https://news.example/" + "a" * 2000)
    assert Rules.of(bytes(range(256)) * 4000).allows("https://news.example/")
    assert Rules.of(b"<html><body>Oh</body></html>").allows("https://news.example/")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("", 0.0),
        ("Crawl-delay: 7", 7.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Crawl-delay: 86400", 60.0),
        ("Crawl-delay: never", 0.0),
        ("Crawl-delay: -1", 0.0),
        ("Crawl-delay: nan", 0.0),
        ("Request-rate: 1/10s", 10.0),
        ("Request-rate: 1/10s\nCrawl-delay: 20", 20.0),
    ],
)
def test_robots_txt_says_how_long_to_pause(text: str, seconds: float) -> None:
    assert Rules.of(f"User-agent: *\n{text}".encode()).delay_seconds == seconds


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
