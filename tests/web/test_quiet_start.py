"""A first start has nothing to complain of: its log holds no fault."""

from __future__ import annotations

import pytest

from tests.server_process import Server

pytestmark = pytest.mark.service


def test_a_first_and_a_second_start_log_no_fault(server: Server) -> None:
    server.stop()
    server.start()
    log = (server.instance / "server.log").read_text("utf-8")
    assert log.count("Salut écoute sur") == 2
    assert "Traceback" not in log
    assert "Error" not in log
