"""A start that cannot succeed stops with one sentence on what to do, and tells no password."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from web import settings, startup
from web.errors import StartupError


def start(folder: Path, **more: str) -> None:
    told = {"SALUT_INSTANCE": str(folder), "SALUT_MEANING": "off", **more}
    startup.prepare(settings.load(told)).database.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda path: path.write_bytes(b"\xff\xfe" * 40),
        lambda path: path.mkdir(),
        lambda path: path.write_text("long enough to be a secret of ours\nshort"),
    ],
    ids=["no text", "a folder", "one of two too short"],
)
def test_a_secret_that_cannot_be_read_says_what_to_do(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(tmp_path / "secret")
    with pytest.raises(StartupError, match="SALUT_SECRET"):
        start(tmp_path)


def test_a_secret_that_is_short_is_not_told(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("hunter2")
    with pytest.raises(StartupError) as raised:
        start(tmp_path)
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize(
    "address",
    [
        "hunter2",
        "nothing://vera:hunter2@127.0.0.1/salut",
        "postgresql://vera:hunter2@127.0.0.1:port/salut",
        "sqlite:////nowhere/salut.db",
    ],
)
def test_a_database_that_cannot_be_opened_says_so_without_its_password(
    tmp_path: Path, address: str
) -> None:
    with pytest.raises(StartupError, match=r"database|DATABASE_URL") as raised:
        start(tmp_path, DATABASE_URL=address)
    assert "hunter2" not in str(raised.value)


def test_a_secret_that_is_set_needs_no_file(tmp_path: Path) -> None:
    start(tmp_path, SALUT_SECRET=f"{'n' * 32}, {'o' * 32}")
    assert not (tmp_path / "secret").exists()
