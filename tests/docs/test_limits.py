"""The limits in docs/events.md are those of the code."""

from __future__ import annotations

import importlib

from web.settings import Settings

from . import papers


def value_of(place: str) -> object:
    """Look up a constant `package.module.NAME`, or the default of `settings.name`."""
    module, _, name = place.rpartition(".")
    return getattr(Settings() if module == "settings" else importlib.import_module(module), name)


def wrong_limits(page: str) -> list[str]:
    """Name the rows of the table of limits whose value is not the code's."""
    rows = papers.table_rows(papers.sections(page)["Limits"])
    return [place for _, place, told in rows if str(value_of(papers.code_words(place)[0])) != told]


def test_every_limit_is_the_codes() -> None:
    assert wrong_limits(papers.read("docs/events.md")) == []


def test_there_are_limits() -> None:
    assert len(papers.table_rows(papers.sections(papers.read("docs/events.md"))["Limits"])) >= 5


def test_a_wrong_limit_would_be_seen() -> None:
    page = papers.read("docs/events.md").replace("| 64000 |", "| 1000000 |")
    assert wrong_limits(page) == ["`web.api.BODY_BYTES_MAX`"]
