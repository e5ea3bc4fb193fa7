"""Every relative link in every paper leads to a file that exists."""

from __future__ import annotations

import re
from pathlib import Path

from . import papers

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)")
_ELSEWHERE = re.compile(r"^(?:[a-z][a-z0-9+.-]*:|#|//)")


def dead_links(text: str, folder: Path) -> list[str]:
    """List the links of a text that lead from a folder to no file of the project."""
    targets = [target.partition("#")[0] for target in relative_links(text)]
    return [target for target in targets if not (folder / target).exists()]


def relative_links(text: str) -> list[str]:
    """List where a text links to within the project."""
    found = _LINK.findall(papers.without_fences(text))
    return [target for target in found if not _ELSEWHERE.match(target)]


def test_no_link_is_dead() -> None:
    dead = {
        papers.name_of(path): found
        for path in papers.files(".md")
        if (found := dead_links(path.read_text("utf-8"), path.parent))
    }
    assert dead == {}


def test_papers_have_links() -> None:
    assert relative_links(papers.read("CONTRIBUTING.md"))


def test_a_dead_link_would_be_seen() -> None:
    text = (
        "[there](docs/events.md#limits) [gone](docs/gone.md) ![picture](docs/gone.png)\n"
        "[web](https://www.example.org/gone) [here](#here)\n"
        "```\n[code](not/a/link.md)\n```\n"
    )
    assert dead_links(text, papers.ROOT) == ["docs/gone.md", "docs/gone.png"]
