"""A file that holds what it held is not extracted again, unless its list says otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest

import faq.extract
from faq.model import Article

from .conftest import Desk
from .newsroom import Newsroom, counts
from .web import SITE, page, text_of

NAMES = ("musee", "piscine", "marche")


@pytest.fixture
def newsroom(desk: Desk) -> Newsroom:
    return Newsroom(desk)


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """List what is extracted."""
    names: list[str] = []
    extract = faq.extract.article_from_html

    def noted(content: bytes, location: str, *languages: list[str]) -> Article:
        names.append(location)
        return extract(content, location, *languages)

    monkeypatch.setattr(faq.extract, "article_from_html", noted)
    return names


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / f"{name}.html").write_bytes(page(f"Tout sur {name}", text_of(name)))
    return tmp_path


def listed(folder: Path, title: str) -> Path:
    """Write a feed that names the files of a folder, the first by a title."""
    titles = (title, "", "")
    items = "".join(
        f"<item><title>{title}</title><link>{SITE}/{name}.html</link></item>"
        for name, title in zip(NAMES, titles, strict=True)
    )
    feed = folder / "feed.xml"
    feed.write_text(f'<rss version="2.0"><channel>{items}</channel></rss>')
    return feed


def test_unchanged_files_are_not_extracted_again(
    newsroom: Newsroom, folder: Path, extracted: list[str]
) -> None:
    newsroom.imported(str(folder))
    assert len(extracted) == 3
    before = newsroom.answers
    assert counts(newsroom.refreshed()) == (0, 0, 3, 0, 0)
    assert len(extracted) == 3
    assert newsroom.answers == before


def test_a_changed_file_is_extracted_and_so_is_one_that_gave_nothing(
    newsroom: Newsroom, folder: Path, extracted: list[str]
) -> None:
    (folder / "vide.html").write_bytes(b"<html><body></body></html>")
    newsroom.imported(str(folder))
    (folder / "musee.html").write_bytes(page("Tout sur musee", text_of("un autre musée")))
    extracted.clear()
    assert counts(newsroom.refreshed()) == (0, 1, 2, 0, 1)
    assert extracted == ["musee.html", "vide.html"]
    assert "autre musée" in newsroom.answers["/musee.html"]


def test_all_files_are_extracted_again_when_that_is_wished(
    newsroom: Newsroom, folder: Path, extracted: list[str]
) -> None:
    newsroom.imported(str(folder))
    extracted.clear()
    assert counts(newsroom.refreshed(asks_all=True)) == (0, 0, 3, 0, 0)
    assert len(extracted) == 3


def test_what_the_list_says_of_a_file_counts_too(
    newsroom: Newsroom, folder: Path, extracted: list[str]
) -> None:
    newsroom.imported(str(listed(folder, "Le musée")), files_offline=True)
    extracted.clear()
    newsroom.refreshed(files_offline=True)
    assert extracted == []
    listed(folder, "Le musée rouvre")
    assert counts(newsroom.refreshed(files_offline=True)) == (0, 1, 2, 0, 0)
    assert len(extracted) == 1


def test_a_file_that_is_back_is_answered_with_again(
    newsroom: Newsroom, folder: Path, extracted: list[str]
) -> None:
    newsroom.imported(str(folder))
    before, kept = newsroom.answers, (folder / "musee.html").read_bytes()
    (folder / "musee.html").unlink()
    assert newsroom.refreshed().withdrawn == 1
    (folder / "musee.html").write_bytes(kept)
    newsroom.refreshed()
    assert newsroom.answers == before
