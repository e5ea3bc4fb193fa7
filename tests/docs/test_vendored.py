"""What is not ours stands in static/vendor/README.md, byte for byte, with its licence."""

from __future__ import annotations

import hashlib
from pathlib import Path

from . import papers

FOLDER = papers.ROOT / "static" / "vendor"
PAGE = "static/vendor/README.md"


def told(page: str) -> dict[str, str]:
    """Map the files of the table to their digests."""
    rows = [[papers.code_words(cell) for cell in row] for row in papers.table_rows(page)]
    return {row[0][0]: row[3][0] for row in rows}


def held(folder: Path) -> dict[str, str]:
    """Map the files that browsers load to their digests."""
    served = [path for path in folder.iterdir() if path.suffix in (".js", ".css")]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in served}


def test_every_vendored_file_is_the_one_of_the_table() -> None:
    assert held(FOLDER) == told(papers.read(PAGE))
    assert len(held(FOLDER)) > 1


def test_every_row_names_a_licence() -> None:
    rows = papers.table_rows(papers.read(PAGE))
    assert all(row[2] for row in rows)
    licences = [name for row in rows for name in papers.code_words(row[2])]
    assert all((FOLDER / name).is_file() for name in licences)


def test_another_byte_would_be_seen(tmp_path: Path) -> None:
    for path in FOLDER.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes() + b"\n")
    assert held(tmp_path) != told(papers.read(PAGE))
