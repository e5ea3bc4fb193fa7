"""Every failed request has the same small body, in the reader's language."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from chat.errors import every_code
from web.errors import HTTP_STATUS


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nowhere", 404),
        ("GET", "/widget/nowhere", 404),
        ("GET", "/static/x/y.js", 404),
        ("DELETE", "/api/ask", 405),
        ("POST", "/", 405),
    ],
)
@pytest.mark.parametrize(("language", "words"), [("fr", "réessaie"), ("en-GB", "try again")])
def test_a_refusal_has_one_shape(
    client: FlaskClient, method: str, path: str, status: int, language: str, words: str
) -> None:
    response = client.open(path, method=method, headers={"Accept-Language": language})
    assert response.status_code == status
    error = response.get_json()["error"]
    assert set(error) == {"code", "message"}
    assert error["code"] in every_code()
    if error["code"] == "not_found":
        assert words in error["message"]


def test_a_fault_of_ours_tells_nothing_of_itself(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bool:
        raise RuntimeError("the password is hunter2")

    monkeypatch.setattr(app.extensions["salut"].knowledge, "is_ready", fail)
    response = client.get("/readyz")
    assert (response.status_code, response.get_json()["error"]["code"]) == (500, "internal")
    assert b"hunter2" not in response.data
    assert b"Traceback" not in response.data


def test_every_code_has_a_status() -> None:
    assert sorted(HTTP_STATUS) == every_code()
