"""Every decision has its number, its date, its context, its choice and its price."""

from __future__ import annotations

import re

from . import papers

FOLDER = papers.ROOT / "docs" / "decisions"
PARTS = ("Context", "Choice", "Price")
LINES_MIN, LINES_MAX = 15, 30


def faults(name: str, text: str) -> list[str]:
    """Tell what a decision lacks."""
    number = name[:3]
    found = [] if re.fullmatch(r"\d{3}-[a-z0-9-]+\.md", name) else ["name"]
    found += [] if re.match(rf"# {number}: \S", text) else ["title"]
    found += [] if re.search(r"^Date: 20\d\d-(0[1-9]|1[0-2])$", text, re.MULTILINE) else ["date"]
    parts = papers.sections(text)
    found += [part for part in PARTS if not parts.get(part, "").strip()]
    in_range = LINES_MIN <= len(text.splitlines()) <= LINES_MAX
    return found if in_range else [*found, "length"]


def unexplained(requirements: str, decisions: str) -> list[str]:
    """Name the direct dependencies that no decision speaks of."""
    names = re.findall(r"^([A-Za-z0-9_-]+)==", requirements, re.MULTILINE)
    return [name for name in names if not re.search(rf"\b{name}\b", decisions, re.IGNORECASE)]


def test_every_decision_is_whole() -> None:
    found = {path.name: faults(path.name, path.read_text("utf-8")) for path in FOLDER.iterdir()}
    assert found
    assert {name: wrong for name, wrong in found.items() if wrong} == {}


def test_numbers_follow_each_other() -> None:
    numbers = [int(path.name[:3]) for path in sorted(FOLDER.iterdir())]
    assert numbers == list(range(1, len(numbers) + 1))


def test_every_dependency_has_its_reason() -> None:
    decisions = "\n".join(path.read_text("utf-8") for path in FOLDER.iterdir())
    assert unexplained(papers.read("requirements.txt"), decisions) == []


def test_a_decision_without_a_price_would_be_seen() -> None:
    text = "# 099: Try\n\nDate: 2026-11\n\n## Context\n\nWhy.\n\n## Choice\n\nThis.\n\n## Price\n"
    assert faults("099-try.md", text) == ["Price", "length"]
    assert faults("98.md", "Try") == ["name", "title", "date", *PARTS, "length"]


def test_a_dependency_without_a_reason_would_be_seen() -> None:
    assert unexplained("Flask==3\nleft-pad==1\n", "We chose flask.") == ["left-pad"]
