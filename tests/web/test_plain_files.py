"""A file is served from its folder, or there is no such page: no name of it is a fault of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from web.assets import plain_file
from web.settings import ROOT


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "served"
    (folder / "below").mkdir(parents=True)
    (folder / ".git").mkdir()
    (tmp_path / "served-not").mkdir()
    names = ["served/a.js", "served/below/b.js", "served/.hidden", "served/.git/c", "served-not/d"]
    for name in names:
        (tmp_path / name).write_text(name)
    (folder / "link.js").symlink_to(tmp_path / "served-not" / "d")
    return folder


@pytest.mark.parametrize("name", ["a.js", "below/b.js"])
def test_a_file_below_the_folder_is_found(folder: Path, name: str) -> None:
    assert plain_file(folder, name) == folder / name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "below",
        "nowhere",
        "a.js/b",
        ".hidden",
        ".git/c",
        "../served-not/d",
        "below/../../served-not/d",
        "link.js",
        "/etc/passwd",
        "a.js\0",
        "\0",
    ],
)
def test_nothing_else_is_found(folder: Path, name: str) -> None:
    assert plain_file(folder, name) is None


@given(st.text())
def test_any_name_is_found_inside_or_not_at_all(name: str) -> None:
    found = plain_file(ROOT / "static", name)
    assert found is None or found.is_relative_to(ROOT / "static")


@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3000], ids=["a long name", "a long path"])
def test_a_name_too_long_for_any_file_is_not_found(client: FlaskClient, name: str) -> None:
    for path in (f"/static/x/{name}", f"/{name}"):
        assert client.get(path).status_code == 404
