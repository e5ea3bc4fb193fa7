"""A fetch asks robots.txt before anything else, keeps to it, and stays away when it fails."""

from __future__ import annotations

import pytest

from faq.client import Limits
from faq.errors import FetchFailedError, RobotsRefusedError
from faq.fetch import Known
from faq.robots import Rules

from .unruly_server import PAGE, Time, UnrulyServer, guest, redirect, reply, robots_txt, silent

BUSY = "503 Service Unavailable"


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
