"""A supervisor learns that questions cannot be answered yet, a caller that he may try again."""

from __future__ import annotations

from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient

import store


def held() -> NoReturn:
    raise store.DatabaseBusyError("the database is locked; try again in a moment")


def test_a_server_without_its_index_is_alive_but_not_ready(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["salut"].knowledge, "is_ready", lambda: False)
    response = client.get("/readyz")
    assert (response.status_code, response.get_json()) == (503, {"status": "starting"})
    assert client.get("/healthz").status_code == 200


def test_a_server_without_its_database_is_alive_but_not_ready(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["salut"].database, "read", held)
    response = client.get("/readyz")
    assert (response.status_code, response.get_json()) == (503, {"status": "starting"})
    assert client.get("/healthz").status_code == 200


def test_a_database_that_is_held_says_when_to_try_again(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["salut"].database, "read", held)
    response = client.post("/api/ask", json={"question": "merci"})
    error = response.get_json()["error"]
    assert (response.status_code, error["code"], error["retry_after"]) == (503, "busy", 2)
    assert "locked" not in response.text
