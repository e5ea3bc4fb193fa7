"""Colours stand in tokens.css alone, readable in light and in dark; everything else names them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from web.colours import contrast, palettes

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


def _sheets(folder: str) -> Iterator[Path]:
    return papers.files(".css", below=papers.ROOT / "static" / folder)


def style_colours(style: str) -> list[str]:
    """List the colours that a style sheet writes out."""
    values = _DECLARATION.findall(_COMMENT.sub("", style))
    return [colour for value in values for colour in _LITERAL.findall(_QUOTED.sub("", value))]


def script_colours(script: str) -> list[str]:
    """List the colours that a script writes out in its strings."""
    return [each for text in _QUOTED.findall(script) for each in _SCRIPT_LITERAL.findall(text)]


TEXT, PARTS = 4.5, 3.0
"""WCAG 1.4.3 and 1.4.11, level AA."""
_PAIRS = [
    *((text, ground, TEXT) for text in ("ink", "soft", "accent") for ground in ("paper", "sheet")),
    ("ink", "mark", TEXT),
    ("edge", "paper", PARTS),
    ("edge", "sheet", PARTS),
]
_DARK = re.compile(r"""\((prefers-color-scheme: dark)\).*?\{[^{]*\{([^}]*)\}""", re.DOTALL)
_CHOSEN = re.compile(r"""data-theme="dark"[^{]*\{([^}]*)\}""")
_NAMED = re.compile(r"var\((--[\w-]+)(?!\s*,)\)")
_GIVEN = re.compile(r"(--[\w-]+)\s*:")


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "ground", "least"), _PAIRS)
def test_colours_can_be_read(theme: str, text: str, ground: str, least: float) -> None:
    light, dark = palettes(papers.read("static/widget/tokens.css"))
    palette = {**light, **(dark if theme == "dark" else {})}
    assert contrast(palette[text], palette[ground]) >= least


def test_dark_is_the_same_whoever_asks_for_it() -> None:
    tokens = papers.read("static/widget/tokens.css")
    of_the_system = [body.split() for _, body in _DARK.findall(tokens)]
    chosen = [body.split() for body in _CHOSEN.findall(tokens)]
    assert len(chosen) == 2
    assert of_the_system == chosen
    light, dark = palettes(tokens)
    assert light.keys() == dark.keys()


def test_every_token_that_is_named_is_given() -> None:
    sheets = {papers.name_of(each): each.read_text("utf-8") for each in _sheets("widget")}
    scripts = papers.files(".js", below=papers.ROOT / "static" / "widget")
    texts = [*sheets.values(), *(each.read_text("utf-8") for each in scripts)]
    given = {name for text in texts for name in _GIVEN.findall(text)}
    assert len(given) > 10
    unknown = {name: sorted(set(_NAMED.findall(style)) - given) for name, style in sheets.items()}
    assert {name: names for name, names in unknown.items() if names} == {}


def test_style_sheets_name_their_colours() -> None:
    sheets = list(papers.files(".css", below=papers.ROOT / "static"))
    assert TOKENS in {path.name for path in sheets}
    found = {
        papers.name_of(path): style_colours(path.read_text("utf-8"))
        for path in sheets
        if path.name != TOKENS and "vendor" not in path.parts
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
