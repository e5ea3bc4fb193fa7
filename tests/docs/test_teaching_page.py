"""docs/teaching.md tells the events and the signature as they are."""

from __future__ import annotations

from typing import Any

from chat import webhooks
from chat.delivering import WAITS
from chat.pushing import signature_of

from . import papers

PAGE = "docs/teaching.md"


def test_every_event_is_told_and_no_other() -> None:
    rows = papers.table_rows(papers.sections(papers.read(PAGE))["Webhooks"])
    told = [event for row in rows for event in papers.code_words(row[0])]
    assert sorted(told) == sorted(webhooks.EVENTS)


def test_the_example_accepts_our_signature_and_no_other() -> None:
    (example,) = papers.fences(papers.read(PAGE), "python")
    made: dict[str, Any] = {}
    exec(example, made)
    signed = f"sha256={signature_of('secret', '1790000000', b'{}')}"
    assert made["is_ours"]("secret", "1790000000", b"{}", signed)
    assert not made["is_ours"]("secret", "1790000001", b"{}", signed)
    assert not made["is_ours"]("other", "1790000000", b"{}", signed)


def test_the_waits_are_those_of_the_code() -> None:
    hours = [wait.total_seconds() / 3600 for wait in WAITS]
    assert hours[-4:] == [2, 6, 12, 24]
    assert "after 10 s, 1 min, 5 min, 30 min, 2 h, 6 h, 12 h\nand 24 h" in papers.read(PAGE)
    assert [wait.total_seconds() for wait in WAITS[:4]] == [10, 60, 300, 1800]
