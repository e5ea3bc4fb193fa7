"""One server for all attacks: what one of them leaves behind, the next would find."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.server_process import free_port

from .victim import SOCKETS_MAX, Victim


@pytest.fixture(scope="package")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Victim]:
    started = Victim(
        tmp_path_factory.mktemp("attacked"),
        free_port(),
        {"SALUT_SOCKETS_MAX": str(SOCKETS_MAX), "SALUT_TRUSTED_PROXIES": "127.0.0.1/32"},
    )
    started.start()
    started.get_used_to_readers()
    yield started
    started.stop()
