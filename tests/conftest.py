"""The real server, for tests that talk to it as readers do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.server_process import Server, free_port


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """Run a server on a free port; its instance folder is filled with the demo site."""
    running = Server(tmp_path, free_port())
    running.start()
    yield running
    running.stop()
