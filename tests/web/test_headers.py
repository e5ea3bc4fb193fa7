"""Headers that keep pages from being framed, sniffed or told on, on every response."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

PATHS = ["/", "/abonnement.html", "/widget.js", "/widget/demo", "/healthz", "/nowhere"]


@pytest.mark.parametrize("path", PATHS)
def test_every_response_is_guarded(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"]
    assert headers["Cache-Control"]


@pytest.mark.parametrize("path", PATHS)
def test_no_cookie_is_ever_set(client: FlaskClient, path: str) -> None:
    assert "Set-Cookie" not in client.get(path).headers


def test_the_panel_may_be_framed_by_its_site_alone(client: FlaskClient) -> None:
    policy = client.get("/widget/demo").headers["Content-Security-Policy"]
    assert policy.endswith("frame-ancestors 'self'")
    assert "require-trusted-types-for 'script'" in policy


def test_health_is_told(app: Flask, client: FlaskClient) -> None:
    app.extensions["salut"].knowledge.refresh()
    assert client.get("/healthz").get_json() == {"status": "alive"}
    assert client.get("/readyz").get_json() == {"status": "ready"}
