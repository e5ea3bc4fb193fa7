"""Colours stand in tokens.css alone; everything else names them."""

from __future__ import annotations

import re

import pytest

from . import papers

TOKENS = "tokens.css"
_NAMES = """
aliceblue aqua azure beige bisque black blue brown chocolate coral crimson cyan darkblue
darkgray darkgreen darkgrey darkred dimgray dimgrey firebrick fuchsia gainsboro gold goldenrod
gray green grey hotpink indigo ivory khaki lavender lightblue lightgray lightgreen lightgrey
lightyellow lime linen magenta maroon midnightblue navy olive orange orangered orchid papayawhip
peru pink plum purple rebeccapurple red royalblue salmon seagreen sienna silver skyblue
slateblue slategray snow steelblue tan teal thistle tomato turquoise violet wheat white
whitesmoke yellow yellowgreen
"""
_LITERAL = re.compile(
    r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\("
    rf"|(?<![\w-])(?:{'|'.join(_NAMES.split())})(?![\w-])",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_DECLARATION = re.compile(r"[\w-]+\s*:\s*([^;{}]+)(?=[;}])")
_QUOTED = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
_SCRIPT_LITERAL = re.compile(
    r"#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b|\b(?:rgba?|hsla?|oklch)\(", re.IGNORECASE
)


def style_colours(style: str) -> list[str]:
    """List the colours that a style sheet writes out."""
    values = _DECLARATION.findall(_COMMENT.sub("", style))
    return [colour for value in values for colour in _LITERAL.findall(_QUOTED.sub("", value))]


def script_colours(script: str) -> list[str]:
    """List the colours that a script writes out in its strings."""
    return [each for text in _QUOTED.findall(script) for each in _SCRIPT_LITERAL.findall(text)]


def test_style_sheets_name_their_colours() -> None:
    sheets = list(papers.files(".css", below=papers.ROOT / "static"))
    assert TOKENS in {path.name for path in sheets}
    found = {
        papers.name_of(path): style_colours(path.read_text("utf-8"))
        for path in sheets
        if path.name != TOKENS
    }
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_scripts_name_their_colours() -> None:
    found = {
        papers.name_of(path): script_colours(path.read_text("utf-8"))
        for path in papers.files(".js", below=papers.ROOT / "static")
        if "vendor" not in path.parts
    }
    assert found
    assert {name: colours for name, colours in found.items() if colours} == {}


def test_the_tokens_have_colours() -> None:
    assert style_colours(papers.read("static/widget/tokens.css"))


@pytest.mark.parametrize(
    "value", ["#fff", "1px solid #A5331C", "rgb(0 0 0)", "white", "0 0 2px #0009", "oklch(1 0 0)"]
)
def test_a_colour_would_be_seen(value: str) -> None:
    assert len(style_colours(f".line {{ color: {value} }}")) == 1


@pytest.mark.parametrize(
    "style",
    [
        ".line { color: var(--salut-ink); fill: currentColor; background: transparent }",
        "/* color: #fff; */ #add .red:hover { white-space: pre-wrap }",
        '.line::before { content: "#fff white" }',
    ],
)
def test_names_and_words_are_no_colours(style: str) -> None:
    assert style_colours(style) == []


def test_a_colour_in_a_script_would_be_seen() -> None:
    assert script_colours('line.style.color = "#a5331c"; // "#left"') == ["#a5331c"]
    assert script_colours('const { width } = this.#add("#text");') == []
