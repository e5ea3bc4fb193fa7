"""The server is killed at random instants under load: no acked message is lost or doubled."""

from __future__ import annotations

from pathlib import Path

import pytest

from . import kills, servers

pytestmark = [pytest.mark.service, pytest.mark.durability]

KILLS, ACKS, SEED = 10, 2000, 5


def test_ten_kills_lose_and_double_nothing(tmp_path: Path) -> None:
    with servers.running(servers.plain(tmp_path)) as server:
        verdict = kills.hurt(server, KILLS, ACKS, SEED)
    print(f"{KILLS} kills: {verdict}")  # noqa: T201
    assert verdict.faults == []
    assert verdict.acknowledged > ACKS / 2
