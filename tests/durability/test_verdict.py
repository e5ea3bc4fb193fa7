"""The judge sees every kind of fault that it looks for, and none where there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from .tab import Tab
from .verdict import Line, compare

Spoil = Callable[[list[Line], Tab], object]


def line(seq: int, author: str, name: str, question_id: str | None = None) -> Line:
    client_id = name if author == "visitor" else None
    return Line("thread", seq, f"id {seq}", author, client_id, name, question_id)


def told(lines: list[Line]) -> Tab:
    """Make a tab that wrote and saw what is stored."""
    tab = Tab("", "t", conversation_id="thread")
    for each in lines:
        own = {"client_id": each.client_id} if each.client_id else {}
        tab.seen[each.seq] = {"id": each.id, "author": each.author, "text": each.text, **own}
    tab.sent = [each.client_id for each in lines if each.client_id]
    tab.acked = dict.fromkeys(tab.sent, 0.0)
    return tab


def thread() -> list[Line]:
    return [
        line(1, "visitor", "t-0"),
        line(2, "bot", "one", "id 1"),
        line(3, "visitor", "t-1"),
        line(4, "bot", "two", "id 3"),
    ]


def put(lines: list[Line], at: int, **changed: object) -> None:
    lines[at] = replace(lines[at], **changed)  # type: ignore[arg-type]


def test_a_thread_as_it_should_be_has_no_fault() -> None:
    verdict = compare(thread(), [told(thread())], "ok")
    assert verdict.faults == []
    assert str(verdict) == "2 acknowledged, 0 lost, 0 doubled"


@pytest.mark.parametrize(
    ("kind", "spoil"),
    [
        ("lost", lambda lines, tab: lines.pop(2)),
        ("lost", lambda lines, tab: tab.acked.update({"t-2": 0.0})),
        ("doubled", lambda lines, tab: lines.append(line(5, "visitor", "t-1"))),
        ("gaps", lambda lines, tab: lines.pop(1)),
        ("gaps", lambda lines, tab: put(lines, 3, seq=5)),
        ("inversions", lambda lines, tab: tab.sent.reverse()),
        ("answers", lambda lines, tab: lines.pop()),
        ("answers", lambda lines, tab: lines.append(line(5, "bot", "two", "id 3"))),
        ("answers", lambda lines, tab: put(lines, 3, conversation_id="another")),
        ("unlike", lambda lines, tab: tab.seen.pop(4)),
        ("unlike", lambda lines, tab: tab.seen[4].update(text="something else")),
        ("unlike", lambda lines, tab: lines.pop()),
        ("told", lambda lines, tab: tab.faults.append("seq 1 comes after seq 2")),
    ],
)
def test_a_fault_would_be_seen(kind: str, spoil: Spoil) -> None:
    lines = thread()
    tab = told(lines)
    spoil(lines, tab)
    assert kind in {fault.partition(":")[0] for fault in compare(lines, [tab], "ok").faults}


def test_a_corrupt_database_would_be_seen() -> None:
    assert compare([], [], "row 7 missing").faults == ["integrity: row 7 missing"]


def test_what_was_refused_at_first_may_come_later() -> None:
    lines = thread()
    tab = told(lines)
    tab.sent.reverse()
    tab.refused.add("t-1")
    assert compare(lines, [tab], "ok").faults == []
