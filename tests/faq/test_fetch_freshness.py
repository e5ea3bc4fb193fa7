"""What did not change costs nothing, what is gone says so, and a failure is only for now."""

from __future__ import annotations

import itertools

import pytest

from faq.errors import (
    AddressRefusedError,
    FetchFailedError,
    RedirectError,
    SourceError,
    SourceGoneError,
)
from faq.fetch import Fetched, Known

from .unruly_server import PAGE, UnrulyServer, guest, redirect, reply

ETAG = 'W/"a1"'
MODIFIED = "Sun, 01 Nov 2026 10:00:00 GMT"
UNCHANGED = "304 Not Modified"


def test_a_page_comes_with_what_to_note_for_the_next_time() -> None:
    with UnrulyServer() as server:
        server.answers["/une#haut"] = server.answers["/une"] = reply(
            etag=ETAG, last_modified=MODIFIED, content_type="text/html; charset=utf-8"
        )
        assert guest(server)(server.url("/une#haut"), Known()) == Fetched(
            url=server.url("/une"),
            content=PAGE,
            content_type="text/html; charset=utf-8",
            etag=ETAG,
            last_modified=MODIFIED,
            is_unchanged=False,
        )
        headers = server.requests[-1].headers
        assert not {"if-none-match", "if-modified-since"} & headers.keys()


def test_what_was_noted_is_asked_for_and_unchanged_costs_no_body() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply(b"", UNCHANGED)
        fetched = guest(server)(server.url(), Known(ETAG, MODIFIED))
        headers = server.requests[-1].headers
        assert headers["if-none-match"] == ETAG
        assert headers["if-modified-since"] == MODIFIED
        assert fetched.is_unchanged
        assert (fetched.content, fetched.etag, fetched.last_modified) == (b"", ETAG, MODIFIED)


def test_an_unchanged_page_may_have_a_new_mark() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply(b"", UNCHANGED, etag='"b2"')
        assert guest(server)(server.url(), Known(ETAG)).etag == '"b2"'


def test_a_changed_page_without_a_mark_forgets_the_old_one() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply()
        fetched = guest(server)(server.url(), Known(ETAG, MODIFIED))
        assert (fetched.content, fetched.etag, fetched.last_modified) == (PAGE, "", "")


def test_robots_txt_is_never_asked_for_with_the_marks_of_a_page() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply(b"", UNCHANGED)
        guest(server)(server.url(), Known(ETAG))
        assert "if-none-match" not in server.requests[0].headers


def test_unchanged_without_having_asked_is_a_failure() -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply(b"", UNCHANGED)
        with pytest.raises(FetchFailedError, match="304"):
            guest(server)(server.url(), Known())


@pytest.mark.parametrize("mark", ['"a"\r\nX-Evil: 1', "é", "a" * 5000, "\0"])
def test_a_mark_that_cannot_be_a_header_is_not_sent(mark: str) -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply()
        assert guest(server)(server.url(), Known(mark, mark)).content == PAGE
        assert not {"if-none-match", "x-evil"} & server.requests[-1].headers.keys()


@pytest.mark.parametrize("status", ["404 Not Found", "410 Gone"])
def test_what_is_gone_says_so(status: str) -> None:
    with UnrulyServer() as server:
        server.answers |= {"/": reply(b"Oh", status), "/moved": redirect("/")}
        for path in ("/", "/moved"):
            with pytest.raises(SourceGoneError, match=status[:3]):
                guest(server)(server.url(path), Known(ETAG))


@pytest.mark.parametrize(
    "status",
    [
        "400 Bad",
        "401 Who",
        "403 Forbidden",
        "451 Law",
        "418 Teapot",
        "500 Oops",
        "502 Bad",
        "599 x",
    ],
)
def test_another_status_is_a_failure_for_now(status: str) -> None:
    with UnrulyServer() as server:
        server.answers["/"] = reply(PAGE, status)
        with pytest.raises(FetchFailedError, match=status[:3]) as failed:
            guest(server)(server.url(), Known())
        assert not isinstance(failed.value, SourceGoneError)


@pytest.mark.parametrize("status", ["301 M", "302 F", "303 S", "307 T", "308 P"])
def test_a_redirect_within_the_site_is_followed(status: str) -> None:
    with UnrulyServer() as server:
        server.answers |= {
            "/une": redirect("../été à midi?p=1#x", status),
            "/%C3%A9t%C3%A9%20%C3%A0%20midi?p=1": reply(),
        }
        fetched = guest(server)(server.url("/une"), Known(ETAG))
        assert fetched.url == server.url("/%C3%A9t%C3%A9%20%C3%A0%20midi?p=1")
        assert fetched.content == PAGE
        assert [each.headers.get("if-none-match") for each in server.requests] == [None, ETAG, ETAG]


@pytest.mark.parametrize("host", ["other.example", "sub.news.example", "xnews.example"])
def test_a_redirect_off_the_site_is_refused(host: str) -> None:
    with UnrulyServer() as server:
        server.answers["/"] = redirect(f"http://{host}:{server.port}/secret")
        with pytest.raises(AddressRefusedError, match="not of this site"):
            guest(server)(server.url(), Known())
        assert server.paths() == ["/"]


def chain(server: UnrulyServer, length: int) -> None:
    server.answers |= {f"/{at}": redirect(f"/{at + 1}") for at in range(length)}
    server.answers[f"/{length}"] = reply()


def test_five_redirects_are_followed_and_no_more() -> None:
    with UnrulyServer() as server:
        chain(server, 5)
        assert guest(server)(server.url("/0"), Known()).content == PAGE
    with UnrulyServer() as server:
        chain(server, 6)
        with pytest.raises(RedirectError, match="more than 5"):
            guest(server)(server.url("/0"), Known())
        assert server.paths() == [f"/{at}" for at in range(6)]


@pytest.mark.parametrize("circle", [["/"], ["/a", "/"], ["/a", "/b", "/a"], ["/#x"], ["/?", ""]])
def test_redirects_in_a_circle_are_named(circle: list[str]) -> None:
    with UnrulyServer() as server:
        places = ["/", *circle]
        server.answers |= {
            here.partition("#")[0]: redirect(there) for here, there in itertools.pairwise(places)
        }
        with pytest.raises(RedirectError, match="circle"):
            guest(server)(server.url("/"), Known())


@pytest.mark.parametrize("location", ["", "http://[", "http://news.example:x/", "\\\\evil.example"])
def test_a_redirect_to_nowhere_is_refused(location: str) -> None:
    with UnrulyServer() as server:
        server.answers["/"] = redirect(location)
        with pytest.raises(SourceError):
            guest(server)(server.url(), Known())
        assert server.paths() == ["/"]


def test_a_body_of_a_redirect_is_not_read() -> None:
    with UnrulyServer() as server:
        server.answers |= {
            "/": reply(b"x", "302 Found", location="/then", content_length="9" * 15),
            "/then": reply(),
        }
        assert guest(server)(server.url(), Known()).content == PAGE
