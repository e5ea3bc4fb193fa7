"""A supervisor learns that questions cannot be answered yet, a caller that he may try again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import pytest
from flask import Flask
from flask.testing import FlaskClient

import store
from store import sites
from web import create_app, settings
from web.startup import DEMO_SITE


def held() -> NoReturn:
    raise store.DatabaseBusyError("the database is locked; try again in a moment")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readiness")


@pytest.fixture
def starting(folder: Path) -> Iterator[Flask]:
    """Make an application as each start does: it has no index yet."""
    made = create_app(settings.load({"SALUT_INSTANCE": str(folder), "SALUT_MEANING": "off"}))
    yield made
    made.extensions["salut"].database.close()


def readiness(app: Flask) -> tuple[int, str]:
    """Ask `/readyz`; give the status and the word."""
    response = app.test_client().get("/readyz")
    return response.status_code, response.get_json()["status"]


def test_a_server_without_its_index_is_alive_but_not_ready(starting: Flask) -> None:
    assert readiness(starting) == (503, "starting")
    assert starting.test_client().get("/healthz").status_code == 200


def test_a_server_is_ready_once_every_site_has_its_index(starting: Flask) -> None:
    starting.extensions["salut"].knowledge.refresh()
    assert readiness(starting) == (200, "ready")


def test_a_server_without_its_database_is_alive_but_not_ready(
    starting: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = starting.extensions["salut"]
    services.knowledge.refresh()
    monkeypatch.setattr(services.database, "read", held)
    assert readiness(starting) == (503, "starting")
    assert starting.test_client().get("/healthz").status_code == 200


def test_a_site_that_is_added_does_not_send_the_other_sites_readers_away(starting: Flask) -> None:
    services = starting.extensions["salut"]
    services.knowledge.refresh()
    assert readiness(starting) == (200, "ready")
    with services.database.write() as session:
        sites.add(session, replace(DEMO_SITE, key="added"), services.now())
    assert not services.knowledge.is_ready()
    assert readiness(starting) == (200, "ready")


def test_a_database_that_fails_later_leaves_the_server_ready(
    starting: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    services = starting.extensions["salut"]
    services.knowledge.refresh()
    assert readiness(starting) == (200, "ready")
    monkeypatch.setattr(services.database, "read", held)
    assert readiness(starting) == (200, "ready")


def test_a_server_that_ends_is_alive_but_not_ready(starting: Flask) -> None:
    services = starting.extensions["salut"]
    services.knowledge.refresh()
    assert readiness(starting) == (200, "ready")
    services.drain.run(seconds=1)
    assert readiness(starting) == (503, "draining")
    assert starting.test_client().get("/healthz").status_code == 200


def test_a_database_that_is_held_says_when_to_try_again(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app.extensions["salut"].database, "read", held)
    response = client.post("/api/ask", json={"question": "merci"})
    error = response.get_json()["error"]
    assert (response.status_code, error["code"], error["retry_after"]) == (503, "busy", 2)
    assert "locked" not in response.text
