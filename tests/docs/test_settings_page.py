"""docs/settings.md is the table that the code prints, and no paper names a setting that is none."""

from __future__ import annotations

import re

from web import settings

from . import papers


def table_of(text: str) -> str:
    """Give every line of a page that belongs to a table."""
    return "\n".join(line for line in text.splitlines() if line.startswith("|"))


def unknown_settings(text: str) -> set[str]:
    """Name what looks like a setting of ours and is none."""
    return set(re.findall(r"\bSALUT_[A-Z_]*[A-Z]\b", text)) - {row.name for row in settings.table()}


def test_the_page_holds_exactly_the_printed_table() -> None:
    assert table_of(papers.read("docs/settings.md")) == settings.as_markdown()


def test_every_setting_has_its_row() -> None:
    rows = papers.table_rows(papers.read("docs/settings.md"))
    assert [row[0].strip("`") for row in rows] == [row.name for row in settings.table()]


def test_a_changed_row_would_be_seen() -> None:
    page = papers.read("docs/settings.md").replace("`5000`", "`5001`")
    assert table_of(page) != settings.as_markdown()


def test_papers_name_settings_that_exist() -> None:
    unknown = {
        papers.name_of(path): found
        for path in papers.files(".md")
        if (found := unknown_settings(path.read_text("utf-8")))
    }
    assert unknown == {}


def test_a_setting_that_is_none_would_be_seen() -> None:
    assert unknown_settings("Set `SALUT_COLOUR` or `SALUT_SITE`.") == {"SALUT_COLOUR"}
