"""One HTML page -> one Article: trafilatura finds the text, the page's own metadata names it.

What a page declares (JSON-LD, meta) comes before what is guessed, and no date is better than a
wrong one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import trafilatura
from lxml.etree import _Element
from lxml.html import HtmlElement
from trafilatura.settings import Document
from trafilatura.utils import load_html

from faq.clean import is_chrome, tidy
from faq.errors import PageWithoutTextError
from faq.model import Article, Block, Faq

PAGE_BYTES_MAX = 5_000_000
BULLET = " • "
HEADING_WORDS_MAX = 16
TEASERS_MIN = 4

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
_ISO_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class _Declared:
    """What the page says of itself."""

    title: str = ""
    url: str = ""
    published: str = ""
    section: str = ""
    language: str = ""
    front_page: bool = False


def article_from_html(page: bytes, location: str) -> Article:
    """Extract the article of an HTML page.

    `location` is the page's address where the page names no canonical one.
    Raises PageWithoutTextError when the page holds no article.
    """
    if len(page) > PAGE_BYTES_MAX:
        raise PageWithoutTextError(
            location, f"larger than {PAGE_BYTES_MAX // 1_000_000} MB; import it in parts"
        )
    tree = load_html(page)
    if tree is None:
        raise PageWithoutTextError(
            location, "no HTML could be read; check that the file is a web page"
        )
    data = list(_json_ld(tree))
    declared = _declared(tree, data)
    if declared.front_page:
        raise PageWithoutTextError(
            location, "a front or section page: its teasers are not an article"
        )
    faqs = tuple(_unique(list(_faqs_declared(data)) + list(_faqs_on_page(tree))))
    blocks = tuple(_blocks(_body(tree), declared.title))
    if not blocks and not faqs:
        raise PageWithoutTextError(location, "no article text was found on the page")
    return Article(
        url=declared.url or location,
        title=declared.title or (blocks[0].text if blocks else location),
        blocks=tuple(map(_without_dateline, blocks)),
        published=declared.published or _dateline(blocks),
        section=declared.section,
        language=declared.language or "fr",
        faqs=faqs,
    )


def _body(tree: HtmlElement) -> Iterator[_Element]:
    """Yield the blocks of the article's text, as trafilatura finds it: precision first."""
    found = trafilatura.bare_extraction(
        tree, favor_precision=True, include_tables=True, with_metadata=False
    )
    if isinstance(found, Document) and found.body is not None:
        yield from found.body.iterchildren()


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every JSON-LD object on the page, graphs opened; broken ones are passed over."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            loaded = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in loaded if isinstance(loaded, list) else [loaded]:
            graph = item.get("@graph", [item]) if isinstance(item, dict) else []
            yield from (node for node in graph if isinstance(node, dict))


def _declared(tree: HtmlElement, data: list[dict[str, Any]]) -> _Declared:
    """Read title, address, date, section and language: from JSON-LD first, then from meta."""
    node = next(
        (
            n
            for n in data
            if "Article" in str(n.get("@type", "")) or n.get("@type") == "BlogPosting"
        ),
        {},
    )
    heading = tree.find(".//h1")
    titles = (
        _text_of(node.get("headline")),
        _element_text(heading),
        _meta(tree, "og:title"),
        _element_text(tree.find(".//title")),
    )
    dates = (
        _text_of(node.get("datePublished")),
        _meta(tree, "article:published_time"),
        _meta(tree, "date"),
    )
    sections = (_text_of(node.get("articleSection")), _meta(tree, "article:section"))
    return _Declared(
        title=next((t for t in titles if t), ""),
        url=_canonical(tree),
        published=next((d for d in map(_iso_date, dates) if d), ""),
        section=next((s for s in sections if s), ""),
        language=(tree.get("lang") or "")[:2].lower(),
        front_page=len(tree.findall(".//article")) >= TEASERS_MIN,
    )


def _text_of(value: object) -> str:
    if isinstance(value, list):
        value = value[0] if value else ""
    return tidy(value) if isinstance(value, str) else ""


def _element_text(element: _Element | None) -> str:
    return "" if element is None else tidy("".join(str(t) for t in element.itertext()))


def _meta(tree: HtmlElement, name: str) -> str:
    for element in tree.iterfind(".//meta"):
        if name in (element.get("property"), element.get("name")):
            return tidy(element.get("content") or "")
    return ""


def _canonical(tree: HtmlElement) -> str:
    link = tree.find('.//link[@rel="canonical"]')
    url = (link.get("href") or "") if link is not None else ""
    return url if url.startswith(("http://", "https://")) else ""


def _iso_date(text: str) -> str:
    found = _ISO_DATE.match(text)
    return found.group(0) if found else ""


def _dateline(blocks: tuple[Block, ...]) -> str:
    """Return the date that the first paragraphs open with ("22 mai 2012. - …"), as ISO."""
    for block in blocks[:3]:
        if found := _DATELINE.match(block.text):
            day, month, year = found.groups()
            return f"{year}-{_MONTHS.index(month.lower()) + 1:02}-{int(day):02}"
    return ""


def _without_dateline(block: Block) -> Block:
    """Leave out the dateline: when it was written is not what the article tells."""
    return replace(block, text=_DATELINE_ALONE.sub("", block.text, count=1))


def _blocks(body: Iterator[_Element], title: str) -> Iterator[Block]:
    """Yield headings and paragraphs in reading order, without page chrome."""
    for element in body:
        for line in _lines(element):
            if is_chrome(line) or line == title:
                continue
            is_heading = element.tag == "head" and not is_sentence(line)
            yield Block("heading" if is_heading else "paragraph", line)


def is_sentence(line: str) -> bool:
    """Tell a sentence from a heading: it ends with a full stop or is too long for a heading."""
    return line.rstrip(' »”"').endswith((".", "…")) or len(line.split()) > HEADING_WORDS_MAX


def _lines(element: _Element) -> Iterator[str]:
    """Yield the lines of one block of the body; a list or a table is one readable line."""
    if element.tag == "list":
        items = [_element_text(item).rstrip(" ;,.") for item in element.iterchildren()]
        yield BULLET.join(item for item in items if item)
    elif element.tag == "table":
        yield BULLET.join(_rows(element))
    else:
        yield from filter(None, (tidy(part) for part in _text_lines(element)))


def _rows(table: _Element) -> Iterator[str]:
    """Yield the rows of a table as readable text, each cell under its column's name."""
    names: list[str] = []
    for row in table.iterchildren():
        cells = [_element_text(cell) for cell in row.iterchildren()]
        if all(cell.get("role") == "head" for cell in row.iterchildren()):
            names = cells
        elif named := [f"{n} {c}" if n else c for n, c in zip(names[1:], cells[1:], strict=False)]:
            yield f"{cells[0]} : {', '.join(named)}"
        else:
            yield " : ".join(cell for cell in cells if cell)


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


def _faqs_declared(data: list[dict[str, Any]]) -> Iterator[Faq]:
    """Yield the questions of schema.org FAQPage and QAPage objects."""
    for node in data:
        if node.get("@type") not in ("FAQPage", "QAPage"):
            continue
        entities = node.get("mainEntity", [])
        for entity in entities if isinstance(entities, list) else [entities]:
            if not isinstance(entity, dict):
                continue
            answer = entity.get("acceptedAnswer") or entity.get("suggestedAnswer")
            answer = answer[0] if isinstance(answer, list) and answer else answer
            text = _plain(_text_of(answer.get("text"))) if isinstance(answer, dict) else ""
            if (question := _text_of(entity.get("name"))) and text:
                yield Faq(question, text)


def _plain(html: str) -> str:
    """Return the text of an answer that may hold HTML, as schema.org allows."""
    if "<" not in html:
        return html
    tree = load_html(f"<html><body><div>{html}</div></body></html>")
    return _element_text(tree.find(".//body")) if tree is not None else ""


def _faqs_on_page(tree: HtmlElement) -> Iterator[Faq]:
    """Yield the questions that stand as headings, summaries or terms, each with what follows it."""
    for element in tree.iter("h2", "h3", "h4", "summary", "dt"):
        question = _element_text(element)
        if not question.endswith("?") or any(
            a.tag in ("nav", "aside", "footer") for a in element.iterancestors()
        ):
            continue
        answer = tidy(" ".join(_following_text(element)))
        if answer:
            yield Faq(question, answer)


def _following_text(element: _Element) -> Iterator[str]:
    """Yield the text between an element and the next heading or term beside it."""
    for sibling in element.itersiblings():
        if sibling.tag in ("h1", "h2", "h3", "h4", "summary", "dt", "aside", "nav", "script"):
            return
        if isinstance(sibling.tag, str):
            yield (
                BULLET.join(_element_text(i) for i in sibling)
                if sibling.tag in ("ul", "ol")
                else _element_text(sibling)
            )


def _unique(faqs: list[Faq]) -> Iterator[Faq]:
    seen: set[str] = set()
    for faq in faqs:
        key = re.sub(r"\W+", "", faq.question.lower())
        if key not in seen:
            seen.add(key)
            yield faq
