"""What an HTML page declares of itself: JSON-LD first, then meta; no date before a wrong one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from lxml.html import HtmlElement

from faq.clean import tidy
from faq.readable import text_of

TEASERS_MIN = 4
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)", re.ASCII)

Data = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Declared:
    """What the page says of itself; `data` are its JSON-LD objects."""

    title: str
    url: str
    published: str
    section: str
    language: str
    front_page: bool
    data: Data


def declared(tree: HtmlElement) -> Declared:
    """Read what a page declares."""
    data = list(_json_ld(tree))
    article = next((node for node in data if _is_article(node)), {})
    titles = (
        plain(article.get("headline")),
        text_of(tree.find(".//h1")),
        _meta(tree, "og:title"),
        text_of(tree.find(".//title")),
    )
    dates = (
        plain(article.get("datePublished")),
        _meta(tree, "article:published_time"),
        _meta(tree, "date"),
    )
    sections = (plain(article.get("articleSection")), _meta(tree, "article:section"))
    languages = (tree.get("lang") or "", plain(article.get("inLanguage")), _meta(tree, "og:locale"))
    return Declared(
        title=next(filter(None, titles), ""),
        url=_canonical(tree),
        published=next(filter(None, map(iso_date, dates)), ""),
        section=next(filter(None, sections), ""),
        language=next(filter(None, languages), "")[:2].lower(),
        front_page=not article and len(tree.findall(".//article")) >= TEASERS_MIN,
        data=data,
    )


def plain(value: object) -> str:
    """Return a JSON-LD text, or the first of several, on one line; "" for anything else."""
    if isinstance(value, list):
        value = value[0] if value else ""
    return tidy(value) if isinstance(value, str) else ""


def types_of(node: dict[str, Any]) -> list[str]:
    """Return the types of a JSON-LD object, which has one or several."""
    kind = node.get("@type")
    return [each for each in (kind if isinstance(kind, list) else [kind]) if isinstance(each, str)]


def _is_article(node: dict[str, Any]) -> bool:
    return any("Article" in kind or kind == "BlogPosting" for kind in types_of(node))


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every JSON-LD object on the page, graphs opened; broken ones are passed over."""
    for script in tree.iterfind('.//script[@type="application/ld+json"]'):
        try:
            loaded = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        for item in loaded if isinstance(loaded, list) else [loaded]:
            graph = item.get("@graph", item) if isinstance(item, dict) else []
            nodes = graph if isinstance(graph, list) else [graph]
            yield from (node for node in nodes if isinstance(node, dict))


def _meta(tree: HtmlElement, name: str) -> str:
    for element in tree.iterfind(".//meta"):
        if name in (element.get("property"), element.get("name")):
            return tidy(element.get("content") or "")
    return ""


def _canonical(tree: HtmlElement) -> str:
    link = tree.find('.//link[@rel="canonical"]')
    url = (link.get("href") or "") if link is not None else ""
    return url if url.startswith(("http://", "https://")) else ""


def iso_date(text: str) -> str:
    """Return the ISO date that a text opens with; "" where it names none that exists."""
    try:
        return (
            date(*map(int, found.groups())).isoformat() if (found := _ISO_DATE.match(text)) else ""
        )
    except ValueError:
        return ""
