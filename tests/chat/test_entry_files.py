"""What is written as a file is read again as it was, in each of the three forms."""

from __future__ import annotations

import csv
import io
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat import entry_files
from chat.entry_files import Kind, guarded, unguarded
from chat.entry_rows import FIELDS
from chat.errors import UnreadableTableError

KINDS: tuple[Kind, ...] = ("csv", "json", "md")
LINE = st.text(
    st.characters(exclude_characters="\0\n\r", exclude_categories=["Cs"]), max_size=30
) | st.sampled_from(["=1+1", "'=1", "-2", "@x", "\ttab", "# titre", "\\", "- id: x", '"', "é, « »"])
TEXT = st.lists(LINE, max_size=4).map("\n".join)
ROW = st.fixed_dictionaries(
    {name: TEXT if name in ("answer", "context") else LINE for name in FIELDS if name != "variants"}
).flatmap(
    lambda row: st.lists(LINE.filter(str.strip), max_size=3).map(
        lambda said: {**row, "variants": "\n".join(said)}
    )
)


def written(kind: Kind, rows: list[dict[str, str]]) -> bytes:
    return "".join(entry_files.write(kind, rows)).encode()


def again(kind: Kind, data: bytes) -> list[dict[str, str]]:
    return [row for _, row in entry_files.read(kind, io.BytesIO(data))]


def full(row: dict[str, str]) -> dict[str, str]:
    """Fill in what a file leaves out because it is empty."""
    return {name: row.get(name, "") for name in FIELDS}


@pytest.mark.parametrize("kind", KINDS)
@given(rows=st.lists(ROW, max_size=4))
def test_what_is_written_is_read_again(kind: Kind, rows: list[dict[str, str]]) -> None:
    rows = [row for row in rows if any(row.values())]
    assert [full(row) for row in again(kind, written(kind, rows))] == rows


@given(LINE)
def test_no_cell_is_a_formula_and_every_guard_comes_off(text: str) -> None:
    cell = guarded(text)
    assert not cell.lstrip(" \u00a0\ufeff").startswith(("=", "+", "-", "@", "\t", "\r"))
    assert unguarded(cell) == text


@given(st.lists(ROW, min_size=1, max_size=3))
def test_no_cell_of_a_file_is_a_formula(rows: list[dict[str, str]]) -> None:
    text = written("csv", rows).decode("utf-8-sig")
    for cells in csv.reader(io.StringIO(text, newline="")):
        assert all(not cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells)


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(kind: Kind, data: bytes) -> None:
    with suppress(UnreadableTableError):
        assert isinstance(again(kind, data), list)


@pytest.mark.parametrize(
    ("kind", "data", "why", "line"),
    [
        ("csv", "question,answer\nOù ?,Là".encode("latin-1"), "encoding", 2),
        ("csv", "question,answer\n".encode("utf-16"), "encoding", 1),
        ("csv", b"question,answer\na\0,b", "encoding", 2),
        ("csv", b"titre,texte\na,b", "head", 1),
        ("csv", b"question,answer,question\na,b,c", "head", 1),
        ("csv", b"", "head", 1),
        ("csv", b'question,answer\n"a,b', "broken", 2),
        ("csv", b"question,answer\na,b,c", "cells", 2),
        ("csv", b"question,answer\na,b\nc,d,e", "cells", 3),
        ("csv", b"question,answer\n" + b"a" * 1_000_001, "long", 2),
        ("json", b'{"question": "a"}', "array", 1),
        ("json", b'[\n{"question": "a"},\n{"question": \n', "broken", 3),
        ("json", b"[1]", "broken", 1),
        ("json", b'[{"question": {}}]', "broken", 1),
        ("json", b'[\n"\xe9"]', "encoding", 2),
        ("json", b"[" * 100_000, "broken", 1),
        ("md", "Une réponse\n".encode(), "heading", 1),
        ("md", b'## A\n- title: "a\n', "broken", 2),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_line(
    kind: Kind, data: bytes, why: str, line: int
) -> None:
    with pytest.raises(UnreadableTableError) as caught:
        again(kind, data)
    assert (caught.value.why, caught.value.line) == (why, line)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_spreadsheet_of_an_editor_s_own_is_understood(delimiter: str) -> None:
    head = delimiter.join(["Question", "Réponse", "Rubrique", "Remarque"])
    row = delimiter.join(["Où ?", '"Ici, là\r\nou ailleurs"', "Vie", "rien"])
    (read,) = again("csv", f"\ufeff{head}\r\n{row}\r\n\r\n".encode())
    assert read == {"question": "Où ?", "answer": "Ici, là\r\nou ailleurs", "section": "Vie"}


def test_a_text_by_hand_is_understood() -> None:
    text = (
        "# Réponses\n\n## Où ?\n\nIci.\n\nOu là.\n\n"
        "## Quand ?\n- variant: à quelle heure\n\n- 9 h\n"
    )
    assert again("md", text.encode()) == [
        {"question": "Où ?", "variants": "", "answer": "Ici.\n\nOu là."},
        {"question": "Quand ?", "variants": "à quelle heure", "answer": "- 9 h"},
    ]


def test_json_on_one_line_is_read_a_piece_at_a_time() -> None:
    import json

    rows: list[Any] = [{"question": f"Q{number}", "answer": "é" * 500} for number in range(500)]
    rows[3]["variants"] = ["a", "b"]
    read = again("json", json.dumps(rows, ensure_ascii=False).encode())
    assert len(read) == 500
    assert read[3]["variants"] == "a\nb"
