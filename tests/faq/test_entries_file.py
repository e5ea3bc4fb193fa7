"""Entries as a file of JSON Lines: whole or not at all, and honest about a line that is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import faq
from faq.entries import read_entries, write_entries
from faq.errors import EntriesInvalidError

from .pages import entry, write

GOOD = '{"id": "1", "question": "Où ?", "answer": "Ici."}'
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
ENTRIES = st.lists(
    st.builds(
        faq.Entry,
        id=TEXT,
        question=TEXT,
        answer=TEXT,
        variants=st.lists(TEXT).map(tuple),
        title=TEXT,
        url=TEXT,
        published=TEXT,
        section=TEXT,
        language=TEXT,
        context=TEXT,
    )
)


@given(entries=ENTRIES)
@example(entries=[entry("Où ?", "Ici.\u2028Là.\u2029Là-bas.\x85Ailleurs.")])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_read_again(tmp_path: Path, entries: list[faq.Entry]) -> None:
    path = tmp_path / "entries.jsonl"
    assert write_entries(entries, path) == len(entries)
    assert list(read_entries(path)) == entries


def test_the_site_s_entries_are_read_again(entries: tuple[faq.Entry, ...], tmp_path: Path) -> None:
    path = tmp_path / "entries.jsonl"
    assert write_entries(entries, path) == len(entries)
    assert tuple(read_entries(path)) == entries
    assert [other.name for other in tmp_path.iterdir()] == ["entries.jsonl"]


def test_french_is_readable_in_the_file(tmp_path: Path) -> None:
    write_entries([entry("Où se garer ?", "Près de l’église.")], tmp_path / "a.jsonl")
    assert "Près de l’église." in (tmp_path / "a.jsonl").read_text(encoding="utf-8")


def test_an_interrupted_writing_leaves_the_old_file_as_it_was(tmp_path: Path) -> None:
    def interrupted() -> Iterator[faq.Entry]:
        yield entry("Où ?", "Ici.")
        raise faq.FaqError("stopped")

    path = write(tmp_path / "entries.jsonl", "old\n")
    with pytest.raises(faq.FaqError, match="stopped"):
        write_entries(interrupted(), path)
    assert path.read_text() == "old\n"


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "null",
        "3",
        "[]",
        '"text"',
        "{}",
        '{"id": "1", "question": "Où ?"}',
        '{"id": "1", "question": "Où ?", "answer": null}',
        '{"id": 1, "question": "Où ?", "answer": "Ici."}',
        '{"id": "1", "question": ["Où ?"], "answer": "Ici."}',
        '{"id": "1", "question": "Où ?", "answer": "Ici.", "variants": 3}',
        '{"id": "1", "question": "Où ?", "answer": "Ici.", "variants": "Où donc ?"}',
        '{"id": "1", "question": "Où ?", "answer": "Ici.", "url": null}',
    ],
)
def test_a_line_that_is_no_entry_is_named(tmp_path: Path, line: str) -> None:
    path = write(tmp_path / "entries.jsonl", f"{GOOD}\n\n{line}\n{GOOD}\n")
    with pytest.raises(EntriesInvalidError, match=r"entries\.jsonl, line 3: not an entry"):
        list(read_entries(path))


def test_a_file_that_was_cut_is_named_by_its_last_line(tmp_path: Path) -> None:
    path = write(tmp_path / "entries.jsonl", f"{GOOD}\n{GOOD[:20]}")
    with pytest.raises(EntriesInvalidError, match="line 2"):
        list(read_entries(path))


def test_fields_of_a_later_version_are_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path / "entries.jsonl", GOOD.replace("}", ', "mood": "calm"}'))
    assert list(read_entries(path)) == [faq.Entry("1", "Où ?", "Ici.")]


@pytest.mark.parametrize("content", ["", "\n\n  \n"])
def test_an_empty_file_holds_no_entries(tmp_path: Path, content: str) -> None:
    assert list(read_entries(write(tmp_path / "entries.jsonl", content))) == []


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    write(tmp_path / "latin.jsonl", "é".encode("latin-1"))
    for name in ("absent.jsonl", "latin.jsonl", "."):
        with pytest.raises(EntriesInvalidError, match="cannot be read"):
            list(read_entries(tmp_path / name))
