"""The questions that a page itself asks and answers: FAQPage data, headings, summaries, terms."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml.etree import LxmlError
from lxml.html import HtmlElement, HTMLParser

from faq.metadata import Data, plain, types_of
from faq.model import Faq
from faq.readable import lines_of, text_after, text_of

_ASKING = ("h2", "h3", "h4", "summary", "dt")
_BESIDE = frozenset({"nav", "aside", "footer"})
_ENDING = frozenset({"h1", *_ASKING}) | _BESIDE


def questions_of(tree: HtmlElement, data: Data) -> tuple[Faq, ...]:
    """Return the questions of a page, declared ones first, each once."""
    first: dict[str, Faq] = {}
    for faq in (*declared_questions(data), *_on_page(tree)):
        first.setdefault(re.sub(r"\W+", "", faq.question.lower()), faq)
    return tuple(first.values())


def declared_questions(data: Data) -> Iterator[Faq]:
    """Yield the questions of schema.org FAQPage and QAPage objects."""
    for node in data:
        if not {"FAQPage", "QAPage"} & set(types_of(node)):
            continue
        entities = node.get("mainEntity", [])
        for entity in entities if isinstance(entities, list) else [entities]:
            if not isinstance(entity, dict):
                continue
            answer = entity.get("acceptedAnswer") or entity.get("suggestedAnswer")
            answer = answer[0] if isinstance(answer, list) and answer else answer
            text = without_markup(plain(answer.get("text"))) if isinstance(answer, dict) else ""
            if (question := plain(entity.get("name"))) and text:
                yield Faq(question, text)


def without_markup(html: str) -> str:
    """Return the text of an answer that may hold HTML, as schema.org allows."""
    if "<" not in html:
        return html
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    written = html.replace("\0", "").encode("utf-8", "replace")
    try:
        tree = lxml.html.document_fromstring(b"<html><body>" + written, parser=parser)
    except (LxmlError, ValueError):
        return ""
    body = tree.find(".//body")
    return lines_of(body) if body is not None else ""


def _on_page(tree: HtmlElement) -> Iterator[Faq]:
    """Yield the questions that stand as headings, summaries or terms, with what follows them."""
    for element in tree.iter(*_ASKING):
        question = text_of(element)
        if not question.endswith("?") or any(a.tag in _BESIDE for a in element.iterancestors()):
            continue
        if answer := text_after(element, _ENDING):
            yield Faq(question, answer)
