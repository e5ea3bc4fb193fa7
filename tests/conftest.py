"""For all tests: hypothesis without a clock; the real server, for those who talk to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from tests.server_process import Server, free_port

settings.register_profile("without a clock", deadline=None, database=None)
settings.load_profile("without a clock")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Run a server on a free port; its instance folder is filled with the demo site."""
    running = Server(tmp_path, free_port())
    running.start()
    yield running
    running.stop()
