"""One application with the demo site, made once; its client, its command line, its server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.test import TestResponse

from tests.server_process import Server, free_port
from web import create_app, settings

from . import office


class BufferingClient(FlaskClient):
    """A client that reads every response whole, so that no file stays open."""

    def open(self, *arguments: Any, **options: Any) -> TestResponse:
        return super().open(*arguments, **{"buffered": True, **options})


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def app(instance: Path) -> Iterator[Flask]:
    made = create_app(settings.load({"SALUT_INSTANCE": str(instance), "SALUT_MEANING": "off"}))
    made.test_client_class = BufferingClient
    services = made.extensions["salut"]
    services.knowledge.refresh()
    yield made
    services.database.close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


@pytest.fixture(scope="session")
def staffed_instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an instance with a staff, to be copied by each who changes it."""
    folder = tmp_path_factory.mktemp("staffed") / "instance"
    office.hire(folder)
    return folder


@pytest.fixture
def paper(staffed_instance: Path, tmp_path: Path) -> Iterator[office.Newspaper]:
    """Open a newspaper of one's own, with its staff."""
    with office.opened(staffed_instance, tmp_path / "instance") as opened:
        yield opened


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for all tests that leave it alive: readers are strangers to each other."""
    started = Server(tmp_path_factory.mktemp("running"), free_port())
    started.start()
    yield started
    started.stop()


@pytest.fixture
def url(running: Server) -> str:
    return running.url
