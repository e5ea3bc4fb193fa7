"""A folder of pages: each page that can be read is, each that cannot is named with a reason."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

import faq
from faq.sources import read_file
from faq.sources.content import FILE_BYTES_MAX

from .pages import MUSEUM, POOL, html, json_ld, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder of one good page."""
    write(tmp_path / "site" / "piscine.txt", f"La piscine\n\n{POOL}\n")
    return tmp_path / "site"


def built(*sources: Path | str) -> tuple[list[faq.Entry], dict[str, str]]:
    """Build the sources; give the entries and the reason of each refusal by its location."""
    report = faq.BuildReport()
    entries = list(faq.build([str(source) for source in sources], report))
    assert report.entries == len(entries)
    return entries, dict(report.refusals)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("vide.html", b"", "empty"),
        ("vide.md", b"", "no text"),
        ("image.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" * 9, "binary"),
        ("image.txt", b"GIF89a\0\0\0" * 9, "binary"),
        ("sans-texte.html", html("<p></p>"), "no article text"),
        ("une.html", html("<article><h3>Un titre</h3></article>" * 5), "front"),
        ("lourd.txt", b"a" * (FILE_BYTES_MAX + 1), "larger than 5 MB"),
        ("lourd.html", b" " * (FILE_BYTES_MAX + 1), "larger than 5 MB"),
    ],
)
def test_a_bad_page_is_named_with_its_reason_and_the_others_are_built(
    folder: Path, name: str, content: bytes, reason: str
) -> None:
    write(folder / "a" / name, content)
    write(folder / "z.md", f"# Le musée\n\n{MUSEUM}\n")
    entries, refusals = built(folder)
    assert [entry.answer for entry in entries] == [POOL, MUSEUM]
    assert list(refusals) == [f"a/{name}"]
    assert reason in refusals[f"a/{name}"]


@pytest.mark.parametrize(
    "name_and_page",
    [
        ("donnees.html", html(head=json_ld('{"@graph": null}'))),
        ("emoji.html", html(head=json_ld('{"@type": "NewsArticle", "headline": "A \\ud83d"}'))),
        ("date.md", f"---\ndate: 2026-13-45\n---\n{MUSEUM}\n".encode()),
    ],
    ids=lambda pair: str(pair[0]),
)
def test_an_odd_page_never_stops_the_others(folder: Path, name_and_page: tuple[str, bytes]) -> None:
    write(folder / name_and_page[0], name_and_page[1])
    entries, _ = built(folder)
    assert POOL in [entry.answer for entry in entries]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("nulle-part", "no such file or folder"),
        ("rapport.pdf", "not a kind that can be read"),
        ("sans-suffixe", "not a kind that can be read"),
        ("vide", "holds no .html, .txt or .md page"),
        ("https://journal.example/", "nothing fetches it"),
    ],
)
def test_a_bad_location_is_named_with_its_reason_and_the_others_are_built(
    tmp_path: Path, folder: Path, location: str, reason: str
) -> None:
    write(tmp_path / "rapport.pdf", MUSEUM)
    write(tmp_path / "sans-suffixe", MUSEUM)
    (tmp_path / "vide").mkdir()
    source = location if "://" in location else str(tmp_path / location)
    entries, refusals = built(source, folder)
    assert [entry.answer for entry in entries] == [POOL]
    ((named, why),) = refusals.items()
    assert named.endswith(location)
    assert reason in why


def test_a_file_of_five_megabytes_is_still_read(folder: Path) -> None:
    text = f"{MUSEUM}\n".encode()
    write(folder / "long.txt", text + b" " * (FILE_BYTES_MAX - len(text)))
    entries, refusals = built(folder)
    assert MUSEUM in [entry.answer for entry in entries]
    assert refusals == {}


def test_a_page_that_is_gone_is_refused_with_its_reason(tmp_path: Path) -> None:
    with pytest.raises(faq.FaqError, match=r"^parti\.html: cannot be opened \(No such file"):
        read_file(tmp_path / "parti.html", "parti.html")


def test_what_is_no_page_is_left_alone(folder: Path) -> None:
    for name in ("style.css", "README.md", ".brouillon.md", ".git/notes.md", "images/port.svg"):
        write(folder / name, MUSEUM)
    (folder / "dossier.html").mkdir()
    (folder / "nulle-part.md").symlink_to(folder / "absent.md")
    entries, refusals = built(folder)
    assert [entry.answer for entry in entries] == [POOL]
    assert refusals == {}


def test_a_folder_within_a_hidden_one_is_read(tmp_path: Path) -> None:
    write(tmp_path / ".cache" / "site" / "musee.md", f"# Le musée\n\n{MUSEUM}\n")
    entries, _ = built(tmp_path / ".cache" / "site")
    assert [entry.answer for entry in entries] == [MUSEUM]


def test_pages_come_in_the_order_of_their_names_and_are_named_from_the_folder(
    folder: Path,
) -> None:
    write(folder / "b" / "MUSEE.HTM", html())
    entries, _ = built(folder)
    assert [entry.url for entry in entries] == ["b/MUSEE.HTM", "piscine.txt"]


def test_a_single_file_is_named_by_its_own_name(folder: Path) -> None:
    (entry,), _ = built(folder / "piscine.txt")
    assert entry.url == "piscine.txt"


def test_each_refusal_is_logged(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(folder / "vide.html", "")
    with caplog.at_level(logging.WARNING, logger="faq"):
        built(folder)
    assert [record.getMessage() for record in caplog.records] == [
        "refused vide.html: the file is empty"
    ]


def test_the_report_reads_as_a_text(folder: Path) -> None:
    write(folder / "vide.html", "")
    report = faq.BuildReport()
    list(faq.build([str(folder), str(folder)], report))
    assert (report.articles, report.entries, report.duplicates) == (2, 1, 1)
    assert str(report).splitlines() == [
        "2 articles, 1 entries, 1 duplicates left out, 2 refused",
        "  refused vide.html: the file is empty",
        "  refused vide.html: the file is empty",
    ]


def test_the_demo_site_is_read_whole_but_for_its_front_page(
    report: faq.BuildReport, entries: tuple[faq.Entry, ...], site: Path
) -> None:
    pages = {page.relative_to(site).as_posix() for page in site.rglob("*.html")}
    assert {entry.url for entry in entries} == pages - {"index.html"}
    assert [location for location, _ in report.refusals] == ["index.html"]
