"""schema.org data: FAQPage and QAPage, articles with their text, and lists of pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from faq.dates import date_of, moment_of
from faq.metadata import Data, author_of, is_article, plain, types_of
from faq.model import Article
from faq.page_questions import declared_questions
from faq.sources.content import Content
from faq.sources.fragment import blocks_of, paragraphs_of
from faq.sources.place import Place, absolute, text_of_markup

NODES_MAX = 200_000

_HELD = (
    "@graph",
    "mainEntity",
    "itemListElement",
    "item",
    "hasPart",
    "itemList",
    "dataFeedElement",
)
_ASKING = frozenset({"FAQPage", "QAPage"})


def is_linked_data(loaded: object) -> bool:
    """Tell schema.org data from other JSON."""
    first = loaded[0] if isinstance(loaded, list) and loaded else loaded
    return isinstance(first, dict) and bool({"@type", "@graph", "@context"} & first.keys())


def read(loaded: object, content: Content) -> Iterator[Article | Place]:
    """Yield what the data holds: questions with answers, articles, and places of pages."""
    for node in _nodes(loaded):
        if _ASKING & set(types_of(node)):
            yield from _questions(node, [node], content)
        elif is_article(node):
            yield from _article(node, content)
        elif "ListItem" in types_of(node):
            yield from _listed(node, content)
        elif "Question" in types_of(node):
            yield from _questions(node, [{"@type": "QAPage", "mainEntity": node}], content)


def _nodes(loaded: object) -> Iterator[dict[str, Any]]:
    """Yield the objects of the data in order, those that hold others opened; no recursion."""
    waiting: list[object] = [loaded]
    count = 0
    while waiting and count < NODES_MAX:
        node = waiting.pop()
        count += 1
        if isinstance(node, list):
            waiting.extend(reversed(node))
        elif isinstance(node, dict):
            yield node
            if not _ASKING & set(types_of(node)) and not is_article(node):
                waiting.extend(node[name] for name in reversed(_HELD) if name in node)


def _listed(node: dict[str, Any], content: Content) -> Iterator[Place]:
    """Yield the place of an item of a list that is an address alone."""
    address = plain(node.get("item")) or plain(node.get("url"))
    if url := absolute(address, content.url):
        yield Place(url, text_of_markup(plain(node.get("name"))))


def _questions(node: dict[str, Any], data: Data, content: Content) -> Iterator[Article]:
    """Yield the questions of a page as one article."""
    if faqs := tuple(declared_questions(data)):
        title = text_of_markup(plain(node.get("name")) or plain(node.get("headline")))
        asked = faqs[0].question
        told = title or (asked if asked.endswith("?") else "")
        yield replace(_told(node, content), title=told, faqs=faqs)


def _article(node: dict[str, Any], content: Content) -> Iterator[Article | Place]:
    """Yield an article where its text is there, else the place where it stands."""
    told, body = _told(node, content), node.get("articleBody")
    if isinstance(body, str) and body.strip():
        url = told.url or content.name
        blocks, faqs = blocks_of(paragraphs_of(body), told.title, url)
        if blocks or faqs:
            title = told.title or blocks[0].text
            yield replace(told, url=url, title=title, blocks=blocks, faqs=faqs)
    elif told.url:
        yield Place(told.url, told.title, told.published, told.modified, told.author, told.section)


def _told(node: dict[str, Any], content: Content) -> Article:
    """Return what a node says of its page."""
    address = plain(node.get("url")) or _id(node.get("mainEntityOfPage")) or _id(node)
    return Article(
        url=absolute(address, content.url) if _is_address(address) else "",
        title=text_of_markup(plain(node.get("headline")) or plain(node.get("name"))),
        blocks=(),
        published=date_of(plain(node.get("datePublished"))),
        section=plain(node.get("articleSection")),
        language=plain(node.get("inLanguage"))[:2].lower(),
        author=author_of(node),
        modified=moment_of(plain(node.get("dateModified"))),
    )


def _id(value: object) -> str:
    return plain(value.get("@id") if isinstance(value, dict) else value)


def _is_address(text: str) -> bool:
    return text.startswith(("http://", "https://", "/"))
