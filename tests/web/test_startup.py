"""The first start makes folder, secret, database and demo site; the second finds them."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from store import entries
from web import settings, startup
from web.errors import StartupError


def prepared(folder: Path) -> int:
    """Prepare in a folder; give how many entries the demo site has."""
    chosen = settings.load({"SALUT_INSTANCE": str(folder), "SALUT_MEANING": "off"})
    services = startup.prepare(chosen)
    with services.database.read() as session:
        found = len(entries.published(session, "demo"))
    services.database.close()
    return found


def test_the_first_start_fills_an_empty_folder_for_us_alone(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "instance"
    assert prepared(folder) > 50
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "secret").stat().st_mode) == 0o600
    assert (folder / "salut.db").is_file()


def test_the_second_start_finds_everything(tmp_path: Path) -> None:
    first = prepared(tmp_path)
    secret = (tmp_path / "secret").read_text()
    assert prepared(tmp_path) == first
    assert (tmp_path / "secret").read_text() == secret


@pytest.mark.parametrize("content", ["", "short", "\n"])
def test_a_secret_that_is_none_stops_the_start(tmp_path: Path, content: str) -> None:
    (tmp_path / "secret").write_text(content)
    with pytest.raises(StartupError, match="remove the file"):
        prepared(tmp_path)


def test_a_folder_that_is_a_file_says_what_to_set(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(StartupError, match="SALUT_INSTANCE"):
        prepared(tmp_path / "file")


def test_a_database_that_is_broken_says_what_to_check(tmp_path: Path) -> None:
    (tmp_path / "salut.db").write_bytes(b"no database " * 99)
    with pytest.raises(StartupError, match="check its folder"):
        prepared(tmp_path)


def test_a_new_database_forgets_the_indexes_of_the_old_one(tmp_path: Path) -> None:
    prepared(tmp_path)
    stale = tmp_path / "index" / "demo" / "1-stale"
    stale.mkdir(parents=True)
    prepared(tmp_path)
    assert stale.is_dir()
    for file in tmp_path.glob("salut.db*"):
        file.unlink()
    prepared(tmp_path)
    assert not stale.exists()
