"""Every route that there is, and every way to fail on it, carries the guarding headers."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

VALUES = {
    "name": "widget/panel.js",
    "wanted": "0" * 16,
    "site_key": "demo",
    "digest": "0" * 16,
    "token": "0" * 43,
    "agent_id": "0" * 32,
    "act": "disable",
    "cluster_id": "0" * 32,
    "table": "periods",
    "expectation_id": "0" * 32,
    "entry_id": "0" * 16,
    "kind": "csv",
    "source_id": "0" * 32,
}
FOR_STAFF = ("/console", "/inbox")  # its one cookie is the matter of test_console_cookie.py
METHODS = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "DELETE", "PATCH", "TRACE"]


def is_guarded(response: TestResponse) -> bool:
    headers = response.headers
    policy = headers.get("Content-Security-Policy", "")
    return (
        headers.get("X-Content-Type-Options") == "nosniff"
        and "frame-ancestors" in policy
        and "base-uri 'none'" in policy
        and "unsafe" not in policy
        and "Referrer-Policy" in headers
        and "Cache-Control" in headers
    )


@pytest.mark.parametrize("method", METHODS)
def test_every_route_is_guarded_by_every_method(
    app: Flask, client: FlaskClient, method: str
) -> None:
    addresses = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        values = {each: VALUES[each] for each in rule.arguments}
        path = addresses.build(rule.endpoint, values, method=sorted(rule.methods or ())[0])
        response = client.open(path, method=method)
        assert is_guarded(response), (method, path)
        assert path.startswith(FOR_STAFF) or "Set-Cookie" not in response.headers, (method, path)


@pytest.mark.parametrize(
    ("body", "status"), [(b"", 400), (b'{"question": "merci"}', 200), (b"a" * 70_000, 413)]
)
def test_what_the_api_says_is_guarded(client: FlaskClient, body: bytes, status: int) -> None:
    response = client.post("/api/ask", data=body)
    assert (response.status_code, is_guarded(response)) == (status, True)


def test_what_has_not_changed_is_guarded(client: FlaskClient) -> None:
    known = client.get("/widget.js").headers["ETag"]
    response = client.get("/widget.js", headers={"If-None-Match": known})
    assert (response.status_code, is_guarded(response)) == (304, True)


def test_a_fault_of_ours_is_guarded(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["salut"].limits, "count_request", None)
    response = client.post("/api/ask", data=b"{}")
    assert (response.status_code, is_guarded(response)) == (500, True)


def test_a_path_that_is_only_posted_to_is_no_page(client: FlaskClient) -> None:
    assert client.get("/api/ask").status_code in (404, 405)
    assert client.post("/api/ask").status_code == 400


def test_a_method_that_is_not_served_is_told_which_are(client: FlaskClient) -> None:
    response = client.delete("/healthz")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]
