"""CHANGELOG.md has the form of Keep a Changelog."""

from __future__ import annotations

import re

from . import papers

KINDS = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
_VERSION = re.compile(r"## \[(?:Unreleased|\d+\.\d+\.\d+)\](?P<date> - \d{4}-\d{2}-\d{2})?")


def faults(text: str) -> list[str]:
    """Tell where a changelog leaves the form."""
    lines = [line for line in text.splitlines() if line.startswith(("#", "- "))]
    found = [] if lines[:1] == ["# Changelog"] else ["title"]
    versions = [line for line in lines if line.startswith("## ")]
    if versions[:1] != ["## [Unreleased]"]:
        found.append("unreleased")
    for line in versions:
        version = _VERSION.fullmatch(line)
        if version is None or bool(version["date"]) == ("Unreleased" in line):
            found.append(line)
    found += [line for line in lines if line.startswith("### ") and line[4:] not in KINDS]
    following = zip(lines, [*lines[1:], ""], strict=True)
    empty = [a for a, b in following if a.startswith("### ") and not b.startswith("- ")]
    return found + [f"empty: {line}" for line in empty]


def test_it_has_the_form() -> None:
    assert faults(papers.read("CHANGELOG.md")) == []


def test_it_tells_something() -> None:
    assert "\n- " in papers.read("CHANGELOG.md")


def test_another_form_would_be_seen() -> None:
    text = "# Changes\n\n## [1.0] - today\n\n### New\n\n- A thing.\n\n### Fixed\n"
    assert faults(text) == [
        "title",
        "unreleased",
        "## [1.0] - today",
        "### New",
        "empty: ### Fixed",
    ]
    assert faults("# Changelog\n\n## [Unreleased]\n\n## [1.0.0]\n") == ["## [1.0.0]"]
