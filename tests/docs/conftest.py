"""The application on an instance folder of its own, made once for all papers."""

from __future__ import annotations

import pytest
from flask import Flask

from web import create_app, settings


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Make the application as `server.py` does."""
    folder = tmp_path_factory.mktemp("papers") / "instance"
    return create_app(settings.load({"SALUT_INSTANCE": str(folder)}))
