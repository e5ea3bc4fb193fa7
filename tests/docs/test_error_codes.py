"""docs/events.md tells every error code, with its HTTP status, and no other."""

from __future__ import annotations

from chat import errors as chat_errors
from web import errors as web_errors

from . import papers


def codes_told(page: str) -> dict[str, int]:
    """Map each code in the table of errors to its HTTP status."""
    rows = papers.table_rows(papers.sections(page)["Errors"])
    return {code.strip("`"): int(status) for code, status, _ in rows}


def test_every_code_is_told_and_no_other() -> None:
    assert sorted(codes_told(papers.read("docs/events.md"))) == chat_errors.every_code()


def test_every_code_is_told_with_its_status() -> None:
    expected = {code: int(status) for code, status in web_errors.HTTP_STATUS.items()}
    assert codes_told(papers.read("docs/events.md")) == expected


def test_a_missing_code_and_a_wrong_status_would_be_seen() -> None:
    page = "## Errors\n\n| code | HTTP | when |\n| --- | --- | --- |\n| `busy` | 500 | held |\n"
    told = codes_told(page)
    assert sorted(told) != chat_errors.every_code()
    assert told["busy"] != web_errors.HTTP_STATUS["busy"]
