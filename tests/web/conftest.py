"""One application with the demo site, made once; its client and its command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner
from werkzeug.test import TestResponse

from web import create_app, settings


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
