"""One HTML page -> one Article: trafilatura finds the text, the page's own metadata names it."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import replace

import trafilatura
from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.utils import load_html

from faq.clean import is_chrome, tidy
from faq.errors import PageWithoutTextError
from faq.metadata import declared, iso_date
from faq.model import Article, Block
from faq.page_questions import questions_of
from faq.readable import Row, list_text, table_text, text_of

PAGE_BYTES_MAX = 5_000_000
HEADING_WORDS_MAX = 16

# trafilatura turns no-break spaces into plain ones; these stand in for them meanwhile.
_GUARDS = {"\u00a0": "\ue0a0", "\u202f": "\ue0a1"}
_GUARD = str.maketrans(_GUARDS)
_RESTORE = str.maketrans({guard: space for space, guard in _GUARDS.items()})
_MONTHS = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
_DATELINE = re.compile(
    rf"^\s*(?:\w+[ ,]+)?(\d{{1,2}})(?:er)? ({'|'.join(_MONTHS)}) (\d{{4}})\b", re.IGNORECASE
)
_DATELINE_ALONE = re.compile(
    rf"^\s*(?:\w+[ ,]+)?\d{{1,2}}(?:er)? (?:{'|'.join(_MONTHS)}) \d{{4}}[.,]?\s*[-–—]\s*(?=\S)",
    re.IGNORECASE,
)


def article_from_html(page: bytes, location: str) -> Article:
    """Extract the article of an HTML page.

    `location` is the page's address where the page names no canonical one.
    Raises PageWithoutTextError when the page holds no article.
    """
    if len(page) > PAGE_BYTES_MAX:
        size = f"larger than {PAGE_BYTES_MAX // 1_000_000} MB"
        raise PageWithoutTextError(location, f"{size}; import it in parts")
    tree = load_html(page)
    if tree is None:
        raise PageWithoutTextError(location, "no HTML could be read; is it a web page?")
    said = declared(tree)
    if said.front_page:
        why = "a front or section page: its teasers are not an article"
        raise PageWithoutTextError(location, why)
    faqs = questions_of(tree, said.data)
    titles = {said.title, text_of(tree.find(".//h1"))}
    blocks = tuple(_blocks(_body(tree), titles))
    if not blocks and not faqs:
        raise PageWithoutTextError(location, "no article text was found on the page")
    return Article(
        url=said.url or location,
        title=said.title or (blocks[0].text if blocks else location),
        blocks=tuple(map(_without_dateline, blocks)),
        published=said.published or _dateline(blocks),
        section=said.section,
        language=said.language or "fr",
        faqs=faqs,
    )


def _body(tree: HtmlElement) -> Iterator[_Element]:
    """Yield the blocks of the article's text, as trafilatura finds it: precision first."""
    guarded = copy.deepcopy(tree)
    for element in guarded.iter():
        element.text = element.text and element.text.translate(_GUARD)
        element.tail = element.tail and element.tail.translate(_GUARD)
    found = trafilatura.bare_extraction(
        guarded, favor_precision=True, include_tables=True, with_metadata=False
    )
    if isinstance(found, Document) and found.body is not None:
        yield from found.body.iterchildren()


def _dateline(blocks: tuple[Block, ...]) -> str:
    """Return the date that the first paragraphs open with ("22 mai 2012. - …"), as ISO."""
    for block in blocks[:3]:
        if found := _DATELINE.match(block.text):
            day, month, year = found.groups()
            return iso_date(f"{year}-{_MONTHS.index(month.lower()) + 1}-{day}")
    return ""


def _without_dateline(block: Block) -> Block:
    """Leave out the dateline: when it was written is not what the article tells."""
    return replace(block, text=_DATELINE_ALONE.sub("", block.text, count=1))


def _blocks(body: Iterator[_Element], titles: set[str]) -> Iterator[Block]:
    """Yield headings and paragraphs in reading order, without page chrome."""
    for element in body:
        for line in _lines(element):
            if is_chrome(line) or line in titles:
                continue
            is_heading = element.tag == "head" and not is_sentence(line)
            yield Block("heading" if is_heading else "paragraph", line)


def is_sentence(line: str) -> bool:
    """Tell a sentence from a heading: it ends with a full stop or is too long for a heading."""
    return line.rstrip(' »”"').endswith((".", "…")) or len(line.split()) > HEADING_WORDS_MAX


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
