"""The text of an article on its page, as trafilatura finds it, in headings and paragraphs."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from html import unescape

import trafilatura
from lxml.etree import _Element, strip_elements
from lxml.html import HtmlElement
from trafilatura.settings import Document

from faq.clean import is_chrome, tidy
from faq.metadata import Data, is_article
from faq.model import Block
from faq.readable import Row, is_sentence, list_text, table_text

# No word is that long, and few addresses are.
WORD_CHARACTERS_MAX = 500
# What a page shows of an article may be its first lines, or a prompt to log in.
SHOWN_WORDS_MIN = 25

# trafilatura turns no-break spaces into plain ones; these stand in for them meanwhile.
_GUARDS = {"\u00a0": "\ue0a0", "\u202f": "\ue0a1"}
_GUARD = str.maketrans(_GUARDS)
_RESTORE = str.maketrans({guard: space for space, guard in _GUARDS.items()})
_TAG = re.compile(r"<[^<>]{1,2000}>")
_LINE_END = re.compile(r"[\r\n]+|<br ?/?>|</p>", re.IGNORECASE)


def body_blocks(tree: HtmlElement, data: Data, titles: set[str]) -> tuple[Block, ...]:
    """Return the blocks of the article: precision first, recall where that finds nothing.

    The text that the page's own data gives comes last, for it has neither headings nor lists.
    `titles` are lines that are not repeated as text.
    """
    guarded = _guarded(tree)
    shown = _found(guarded, titles, is_precise=True)
    if _word_count(shown) >= SHOWN_WORDS_MIN:
        return shown
    # With recall trafilatura would take the page's data for its text, its paragraphs run together.
    strip_elements(guarded, "script", with_tail=False)
    shown = shown or _found(guarded, titles, is_precise=False)
    return max(shown, tuple(_told(data, titles)), key=_word_count)


def _is_code(line: str) -> bool:
    """Tell data that was left in the text, such as a picture in base64."""
    return len(line) > WORD_CHARACTERS_MAX and max(map(len, line.split())) > WORD_CHARACTERS_MAX


def _word_count(blocks: tuple[Block, ...]) -> int:
    return sum(len(block.text.split()) for block in blocks)


def _guarded(tree: HtmlElement) -> HtmlElement:
    guarded = copy.deepcopy(tree)
    for element in guarded.iter():
        element.text = element.text and element.text.translate(_GUARD)
        element.tail = element.tail and element.tail.translate(_GUARD)
    return guarded


def _found(tree: HtmlElement, titles: set[str], is_precise: bool) -> tuple[Block, ...]:
    """Return what trafilatura finds."""
    found = trafilatura.bare_extraction(
        tree,
        favor_precision=is_precise,
        favor_recall=not is_precise,
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    if not isinstance(found, Document) or found.body is None:
        return ()
    return tuple(_blocks(found.body, titles))


def _blocks(body: _Element, titles: set[str]) -> Iterator[Block]:
    """Yield headings and paragraphs in reading order, without page chrome."""
    for element in body.iterchildren():
        for line in _lines(element):
            if is_chrome(line) or line in titles or _is_code(line):
                continue
            is_heading = element.tag == "head" and not is_sentence(line)
            yield Block("heading" if is_heading else "paragraph", line)


def _told(data: Data, titles: set[str]) -> Iterator[Block]:
    """Yield the text that the page's data gives, a paragraph a line."""
    bodies = (node.get("articleBody") for node in data if is_article(node))
    body = next((each for each in bodies if isinstance(each, str)), "")
    for piece in _LINE_END.split(body):
        line = tidy(unescape(_TAG.sub("", piece)))
        if line not in titles and not is_chrome(line):
            yield Block("paragraph", line)


def _lines(element: _Element) -> Iterator[str]:
    """Yield the lines of one block of the body; a list or a table is one readable line."""
    if element.tag == "list":
        lines = [list_text(map(_text, element.iterchildren()))]
    elif element.tag == "table":
        lines = [table_text(map(_row, element.iterchildren()))]
    else:
        lines = [*_text_lines(element)]
    yield from filter(None, (tidy(line.translate(_RESTORE)) for line in lines))


def _row(row: _Element) -> Row:
    cells = list(row.iterchildren())
    return all(cell.get("role") == "head" for cell in cells), [_text(cell) for cell in cells]


def _text(element: _Element) -> str:
    return tidy("".join(str(piece) for piece in element.itertext()).translate(_RESTORE))


def _text_lines(element: _Element) -> Iterator[str]:
    line: list[str] = []
    for piece in element.iter():
        if piece.tag == "lb":
            yield "".join(line)
            line = []
        elif piece.text:
            line.append(str(piece.text))
        if piece is not element and piece.tail:
            line.append(str(piece.tail))
    yield "".join(line)
