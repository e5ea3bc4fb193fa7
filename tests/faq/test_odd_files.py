"""Odd names, links, pipes and broken lines cost a page at most, never the whole import."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from faq.errors import AddressRefusedError, SourceUnreadableError
from faq.extraction_workers import extract_pages
from faq.model import Article
from faq.progress import Tally
from faq.sources import pages

from .gathering import TODAY, gathered, page, refused_never


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "articles"
    made.mkdir()
    (made / "musee.html").write_bytes(page())
    return made


def write_raw(folder: Path, name: bytes, content: bytes) -> None:
    """Write a file whose name is bytes."""
    with open(os.fsencode(folder) + b"/" + name, "wb") as file:  # noqa: PTH123
        file.write(content)


def test_a_name_that_is_no_text_is_written_as_addresses_write_it(folder: Path) -> None:
    write_raw(folder, b"caf\xe9.html", page("Le café du port"))
    write_raw(folder, b"th\xe9.txt", b"Le salon de the\n\nIl ouvre a midi, chaque jour, au port.")
    found = gathered(folder)
    assert found.urls == ["caf%E9.html", "musee.html", "th%E9.txt"]
    assert gathered(Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.html"))).urls == [
        "caf%E9.html"
    ]


def test_a_process_reads_a_page_of_any_name(folder: Path) -> None:
    write_raw(folder, b"caf\xe9\n.html", page("Le café du port"))
    found = pages(str(folder), refused_never, today=TODAY, tally=Tally())
    read = list(extract_pages(found, workers=1))
    assert [each.url for each in read if isinstance(each, Article)] == [
        "caf%E9\n.html",
        "musee.html",
    ]


def test_a_link_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Le mot de passe\n\nIl est écrit ici, en toutes lettres.")
    (folder / "lien.txt").symlink_to(tmp_path / "secret.txt")
    (folder / "proche.html").symlink_to(folder / "musee.html")
    found = gathered(folder)
    assert found.urls == ["musee.html", "proche.html"]
    assert list(found.refusals) == ["lien.txt"]
    assert isinstance(found.errors[0], AddressRefusedError)


def test_a_pipe_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe.html")
    assert gathered(folder).urls == ["musee.html"]
    found = gathered(folder / "pipe.html")
    assert isinstance(found.errors[0], SourceUnreadableError)
    assert "a pipe or a device" in found.reason


def test_a_broken_first_line_costs_itself_alone(tmp_path: Path) -> None:
    lines = tmp_path / "questions.jsonl"
    lines.write_text(
        '{"question": "A \\ud83d", "answer": "b"}\n{"question": "Vrai ?", "answer": "Oui."}\n'
    )
    found = gathered(lines)
    assert [each.title for each in found.articles] == ["Vrai ?"]
    assert list(found.refusals) == ["questions.jsonl, line 1"]


def test_a_document_over_several_lines_is_still_one(tmp_path: Path) -> None:
    document = tmp_path / "questions.json"
    document.write_text('{"rows": [\n{"question": "Vrai ?", "answer": "Oui."}\n]}\n')
    assert [each.title for each in gathered(document).articles] == ["Vrai ?"]
