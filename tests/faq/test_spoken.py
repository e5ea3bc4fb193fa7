"""The language of an article that declares none, among those of its site."""

from __future__ import annotations

from pathlib import Path

import pytest

import faq
from faq.spoken import spoken_language

from .pages import MUSEUM, POOL, article

ENGLISH = "The museum is open every day from nine to noon, and it keeps its collection below."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (MUSEUM, "fr"),
        (ENGLISH, "en"),
        ("THE MUSEUM WILL OPEN ITS DOORS TO ALL", "en"),
        (f"{POOL} « {ENGLISH} »  {MUSEUM}", "fr"),
        ("", "fr"),
        ("12 345 — 67", "fr"),
    ],
)
def test_the_commonest_words_tell_the_language(text: str, language: str) -> None:
    assert spoken_language(text, ["fr", "en"]) == language


def test_in_doubt_it_is_the_site_s_first_language() -> None:
    assert spoken_language("Xylophone", ["en", "fr"]) == "en"
    assert spoken_language("Xylophone", ["fr", "en"]) == "fr"


def test_it_is_never_a_language_that_the_site_does_not_speak() -> None:
    assert spoken_language(ENGLISH, ["fr"]) == "fr"
    assert spoken_language(MUSEUM, ["en"]) == "en"
    assert spoken_language(MUSEUM, ["tlh"]) == "fr"


def test_a_page_that_declares_none_is_read_in_its_language() -> None:
    assert article(f"<p>{ENGLISH}</p>", attributes="").language == "en"
    assert article(f"<p>{MUSEUM}</p>", attributes="").language == "fr"


def test_every_passage_of_the_demo_site_is_french(entries: tuple[faq.Entry, ...]) -> None:
    told = [entry.answer for entry in entries if len(entry.answer.split()) > 15]
    assert [text for text in told if spoken_language(text) != "fr"] == []


def test_every_decision_of_this_project_is_english(site: Path) -> None:
    papers = sorted((site.parents[1] / "docs" / "decisions").glob("*.md"))
    assert {spoken_language(paper.read_text("utf-8")) for paper in papers} == {"en"}
