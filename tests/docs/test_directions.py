"""Style sheets say start and end, never left and right, so that Arabic reads as well as French."""

from __future__ import annotations

import re

import pytest

from . import papers

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*"
    r"|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
_SHORTHAND = re.compile(r"(?<![\w-])(?:margin|padding|inset)\s*:\s*([^;}]+)")
CHOSEN_BY_THE_PUBLISHER = re.compile(r"\.(?:left|right)\b")
"""`data-position` names a side of the screen, which no language moves."""


def one_sided(style: str) -> list[str]:
    """List what a style sheet says of left or right."""
    rules = re.findall(r"([^{}]*)\{([^{}]*)\}", _COMMENT.sub("", style))
    bodies = [body for selector, body in rules if not CHOSEN_BY_THE_PUBLISHER.search(selector)]
    named = [found.group() for body in bodies for found in _PHYSICAL.finditer(body)]
    return named + [
        value.strip()
        for body in bodies
        for value in _SHORTHAND.findall(body)
        if len(sides := _values(value)) == 4 and sides[1] != sides[3]
    ]


def _values(value: str) -> list[str]:
    """Cut a shorthand at the blanks outside of brackets."""
    return re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value)


def test_no_style_sheet_names_a_side() -> None:
    styles = papers.files(".css", below=papers.ROOT / "static")
    sheets = [path for path in styles if "vendor" not in path.parts]
    assert len(sheets) > 3
    found = {papers.name_of(path): one_sided(path.read_text("utf-8")) for path in sheets}
    assert {name: sides for name, sides in found.items() if sides} == {}


@pytest.mark.parametrize(
    "style",
    [
        "a { margin-left: 2px }",
        "a { right: 0 }",
        "a { text-align: left; }",
        "a { padding: 0 1px 0 2px }",
        "a { inset: 0 0 auto auto }",
        "a { border-top-left-radius: 2px }",
        "@media print { a { float: right } }",
    ],
)
def test_a_side_would_be_seen(style: str) -> None:
    assert len(one_sided(style)) == 1


@pytest.mark.parametrize(
    "style",
    [
        "a { margin-inline-start: 2px; text-align: start; inset: 0 auto }",
        "a { padding: 0 max(2px, env(safe-area-inset-right)) 1px }",
        ".left > * { left: 20px; right: auto }",
        "/* left: */ a { margin: 1px 2px 3px 2px }",
    ],
)
def test_what_has_no_side_passes(style: str) -> None:
    assert one_sided(style) == []
