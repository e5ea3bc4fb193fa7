"""The console's one cookie: named and flagged by how it is served, and by HTTPS or not at all."""

from __future__ import annotations

import re

import pytest
from werkzeug.test import TestResponse

from web import staff_cookie
from web.addresses import networks

from .office import PASSWORD, Newspaper

PROXY = networks("10.0.0.0/8")


def cookies(response: TestResponse) -> list[str]:
    return response.headers.getlist("Set-Cookie")


def test_on_the_machine_itself_it_has_a_plain_name(paper: Newspaper) -> None:
    (cookie,) = cookies(paper.tab().get("/login"))
    assert re.fullmatch(r"salut=[\w-]{43}; HttpOnly; Path=/; SameSite=Strict", cookie)


def test_over_https_it_belongs_to_the_host_alone(paper: Newspaper) -> None:
    response = paper.app.test_client().get("/console/login", base_url="https://chat.example.org")
    (cookie,) = cookies(response)
    wanted = r"__Host-salut=[\w-]{43}; Secure; HttpOnly; Path=/; SameSite=Strict"
    assert re.fullmatch(wanted, cookie)


def test_over_https_a_cookie_of_the_plain_name_is_not_looked_at(paper: Newspaper) -> None:
    tab = paper.tab("Alice")
    client = paper.app.test_client()
    client.set_cookie("salut", tab.token, domain="chat.example.org")
    response = client.get("/console", base_url="https://chat.example.org")
    assert response.location == "/console/login"


@pytest.mark.parametrize("base", ["http://chat.example.org", "http://192.168.1.7:5000"])
def test_there_is_no_console_in_clear_text(paper: Newspaper, base: str) -> None:
    client = paper.app.test_client()
    for path in ("/console/login", "/console", "/console/agents"):
        response = client.get(path, base_url=base)
        assert response.status_code == 403
        assert "HTTPS" in response.text
        assert not cookies(response)
    told = {"email": "alice@example.org", "password": PASSWORD}
    assert client.post("/console/login", base_url=base, data=told).status_code == 403


def test_a_cookie_is_set_once(paper: Newspaper) -> None:
    tab = paper.tab()
    assert len(cookies(tab.get("/login"))) == 1
    assert cookies(tab.get("/login")) == []
    assert cookies(paper.tab("Alice").get()) == []


@pytest.mark.parametrize(
    ("environ", "is_safe"),
    [
        ({"wsgi.url_scheme": "https", "HTTP_HOST": "chat.example.org"}, True),
        ({"wsgi.url_scheme": "http", "HTTP_HOST": "chat.example.org"}, False),
        ({"HTTP_X_FORWARDED_PROTO": "https", "REMOTE_ADDR": "10.1.2.3"}, True),
        ({"HTTP_X_FORWARDED_PROTO": "http, https", "REMOTE_ADDR": "10.1.2.3"}, True),
        ({"HTTP_X_FORWARDED_PROTO": "https, http", "REMOTE_ADDR": "10.1.2.3"}, False),
        ({"HTTP_X_FORWARDED_PROTO": "https", "REMOTE_ADDR": "203.0.113.9"}, False),
        ({"HTTP_X_FORWARDED_PROTO": "https"}, False),
        ({"HTTP_HOST": "localhost"}, True),
        ({"HTTP_HOST": "localhost:5000"}, True),
        ({"HTTP_HOST": "127.0.0.1:5000"}, True),
        ({"HTTP_HOST": "[::1]:5000"}, True),
        ({"HTTP_HOST": "salut.localhost:5000"}, True),
        ({"HTTP_HOST": "localhost.example.org"}, False),
        ({"HTTP_HOST": "127.0.0.1.example.org"}, False),
        ({"HTTP_HOST": "[2001:db8::1]:5000"}, False),
        ({"HTTP_HOST": ""}, False),
        ({}, False),
    ],
)
def test_what_is_safe_is_told_by_a_proxy_of_ours_alone(
    environ: dict[str, str], is_safe: bool
) -> None:
    assert staff_cookie.is_safe(environ, PROXY) is is_safe


@pytest.mark.parametrize(
    "told", ["", "salut=", "salut=é", f"salut={'x' * 5000}", ";;=;", "other=x"]
)
def test_what_is_no_token_of_ours_is_none(told: str) -> None:
    assert staff_cookie.token_of({"HTTP_COOKIE": told}, ()) == ""


@pytest.mark.parametrize("path", ["/login", "", "/agents", "/account", "/audit", "/invitation/x"])
def test_every_page_is_guarded(paper: Newspaper, path: str) -> None:
    for tab in (paper.tab(), paper.tab("Olga")):
        headers = tab.get(path).headers
        policy = dict(
            each.strip().partition(" ")[::2]
            for each in headers["Content-Security-Policy"].split(";")
        )
        assert policy == {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src": "'self'",
            "img-src": "'self'",
            "connect-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": "'none'",
            "require-trusted-types-for": "'script'",
        }
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
@pytest.mark.parametrize("path", ["/console", "/console/login", "/console/audit?before=7"])
def test_a_link_of_another_site_signs_nobody_out(paper: Newspaper, path: str, site: str) -> None:
    response = paper.app.test_client().get(path, headers={"Sec-Fetch-Site": site})
    assert response.status_code == 200
    assert cookies(response) == []
    assert f'content="0; url={path}' in response.text
