"""HTML that is an article and nothing else, as exports and feeds hold it -> its blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

import lxml.html
from lxml.etree import LxmlError, _Element
from lxml.html import HtmlElement, HTMLParser

from faq.clean import is_chrome, tidy
from faq.errors import ContentTooLargeError, PageWithoutTextError
from faq.model import Block, Faq
from faq.page_questions import questions_of
from faq.readable import text_of
from faq.text import fold

FRAGMENT_CHARACTERS_MAX = 5_000_000
# libxml2 compares each attribute of a tag with all before it.
ATTRIBUTES_MAX = 5_000

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WHOLE = frozenset({"p", "ul", "ol", "table", "dt", "dd", "pre", "address", "summary", "li"})
_CONTAINERS = frozenset(
    "article aside blockquote body center details div dl figure footer header hgroup main section"
    " fieldset".split()
)
_NO_TEXT = frozenset(
    "script style noscript template iframe object embed form button input select textarea nav"
    " figcaption svg audio video canvas map".split()
)
_MEDIA_CLASSES = re.compile(
    r"\b(?:wp-caption|gallery|wp-block-(?:gallery|image|embed|pullquote|buttons?|file|latest-[\w-]+"
    r"|social-links?|search|query|video|audio|cover__image|jetpack-[\w-]+)|sharedaddy|jp-relatedposts"
    r"|addtoany[\w-]*|related-?posts?|twitter-tweet|instagram-media)(?![\w-])"
)
_ASKED = re.compile(r"\b(?:schema-faq-question|rank-math-question)\b")
_AROUND_ASKED = re.compile(
    r"\b(?:schema-faq|schema-faq-section|rank-math-(?:list|list-item|block))(?![\w-])"
)
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n")
_MARKED = re.compile(
    r"</?(?:p|br|div|ul|ol|li|h\d|a|strong|em|b|i|table)(?:\s[^<>]*)?/?>", re.IGNORECASE
)


def blocks_of(
    fragment: str, title: str, location: str
) -> tuple[tuple[Block, ...], tuple[Faq, ...]]:
    """Return the blocks of an article's HTML, and the questions that it asks.

    Paragraphs may be marked, or set apart by blank lines. Raises ContentTooLargeError and
    PageWithoutTextError.
    """
    _check(fragment, location)
    tree = _tree(fragment, location)
    body = tree.find(".//body")
    if body is None:
        return (), ()
    _drop_what_is_no_text(body)
    lines = (block for block in _blocks(body) if block.text and not is_chrome(block.text))
    own = fold(title)
    blocks = tuple(block for block in lines if fold(block.text) != own)
    return blocks, questions_of(tree, [])


def paragraphs_of(text: str) -> str:
    """Return a text that may be plain as HTML, a paragraph a line."""
    if _MARKED.search(text):
        return text
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in text.splitlines())


def _check(fragment: str, location: str) -> None:
    if len(fragment) > FRAGMENT_CHARACTERS_MAX:
        raise ContentTooLargeError(location, "larger than 5 million characters; split it")
    if "=" in fragment and max(tag.count("=") for tag in fragment.split("<")) > ATTRIBUTES_MAX:
        why = f"more than {ATTRIBUTES_MAX} attributes on one element; leave it out"
        raise PageWithoutTextError(location, why)


def _tree(fragment: str, location: str) -> HtmlElement:
    """Parse a fragment; comments, those of the block editor among them, are dropped."""
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    written = fragment.replace("\0", "").encode("utf-8", "replace")
    try:
        return lxml.html.document_fromstring(b"<html><body>" + written, parser=parser)
    except (LxmlError, ValueError) as error:
        raise PageWithoutTextError(location, "its HTML cannot be read; mend it") from error


def _drop_what_is_no_text(body: HtmlElement) -> None:
    """Take away pictures with their captions, forms, players; mark what asks as a heading."""
    for element in list(body.iter()):
        if not isinstance(element.tag, str):
            continue
        classes = element.get("class") or ""
        is_picture = element.tag == "figure" and element.find(".//table") is None
        if element.tag in _NO_TEXT or is_picture or _MEDIA_CLASSES.search(classes):
            if element.getparent() is not None:
                element.drop_tree()
        elif _ASKED.search(classes):
            element.tag = "h3"
        elif _AROUND_ASKED.search(classes):
            # An answer ends where its neighbour's question begins.
            element.drop_tag()


def _blocks(element: _Element) -> Iterator[Block]:
    """Yield the blocks of an element; text between blocks is cut at its blank lines."""
    loose: list[str] = [element.text or ""]
    for child in element:
        if not _is_block(child):
            loose += ["\n" if child.tag == "br" else _inline(child), child.tail or ""]
            continue
        yield from _paragraphs("".join(loose))
        yield from _of_child(child)
        loose = [child.tail or ""]
    yield from _paragraphs("".join(loose))


def _of_child(child: _Element) -> Iterator[Block]:
    if child.tag in _HEADINGS:
        yield Block("heading", text_of(child))
    elif child.tag in _WHOLE:
        yield Block("paragraph", text_of(child))
    else:
        yield from _blocks(child)


def _is_block(element: _Element) -> bool:
    """Tell a block from what stands within a line; a line's element may hold blocks, wrongly."""
    known = _HEADINGS | _WHOLE | _CONTAINERS
    return element.tag in known or any(each.tag in known for each in element.iterdescendants())


def _inline(element: _Element) -> str:
    return "".join(str(piece) for piece in element.itertext())


def _paragraphs(text: str) -> Iterator[Block]:
    for part in _BLANK_LINES.split(text):
        if line := tidy(part):
            yield Block("paragraph", line)
