"""One application with the demo site, made once; its client and its command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient, FlaskCliRunner

from web import create_app, settings


@pytest.fixture(scope="session")
def instance(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("instance")


@pytest.fixture(scope="session")
def app(instance: Path) -> Iterator[Flask]:
    made = create_app(settings.load({"SALUT_INSTANCE": str(instance), "SALUT_MEANING": "off"}))
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
