"""What an HTML page declares of itself: JSON-LD first, then meta; no date before a wrong one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from faq.clean import tidy
from faq.dates import iso_date as iso_date
from faq.dates import moment_of
from faq.readable import text_of

TEASERS_MIN = 4
LEADING_SHARE_MIN = 0.5
AUTHORS_MAX = 3

_DATES = (
    "article:published_time og:article:published_time article.published datepublished date"
    " dc.date dc.date.issued dcterms.created dcterms.issued parsely-pub-date sailthru.date"
    " pubdate publish-date publish_date publication_date"
).split()
_MODIFIED = "article:modified_time og:updated_time datemodified dcterms.modified".split()
_AUTHORS = "author article:author dc.creator parsely-author".split()
_ROBOTS = "robots salut".split()
# What surrounds JSON-LD in pages of an older day.
_WRAPPING = re.compile(
    r"\A\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\*/)?)\s*\Z"
)

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
    author: str = ""
    modified: str = ""
    is_noindex: bool = False


def declared(tree: HtmlElement) -> Declared:
    """Read what a page declares."""
    data = list(_json_ld(tree))
    article = next((node for node in data if is_article(node)), {})
    metas = _metas(tree)
    titles = (
        plain(article.get("headline")),
        text_of(tree.find(".//h1")),
        metas.get("og:title", ""),
        text_of(tree.find(".//title")),
    )
    dates = (plain(article.get("datePublished")), *_named(metas, _DATES), _time(tree, "Published"))
    changes = (plain(article.get("dateModified")), *_named(metas, _MODIFIED))
    sections = (plain(article.get("articleSection")), metas.get("article:section", ""))
    languages = (
        tree.get("lang") or "",
        plain(article.get("inLanguage")),
        metas.get("og:locale", ""),
    )
    authors = (author_of(article), *(a for a in _named(metas, _AUTHORS) if "://" not in a))
    return Declared(
        title=next(filter(None, titles), ""),
        url=_canonical(tree),
        published=next(filter(None, map(iso_date, dates)), ""),
        section=next(filter(None, sections), ""),
        language=next(filter(None, languages), "")[:2].lower(),
        front_page=not article and _is_front_page(tree),
        data=data,
        author=next(filter(None, authors), ""),
        modified=next(filter(None, map(moment_of, changes)), ""),
        is_noindex=any(_is_noindex(told) for told in _named(metas, _ROBOTS)),
    )


def _is_front_page(tree: HtmlElement) -> bool:
    """Tell a page of teasers, none of which leads, from an article among teasers or comments."""
    lengths = {
        each: 0 for each in tree.iter("article") if "comment" not in (each.get("class") or "")
    }
    for paragraph in tree.iter("p") if len(lengths) >= TEASERS_MIN else ():
        nearest = next(paragraph.iterancestors("article"), None)
        if nearest in lengths:
            lengths[nearest] += len(text_of(paragraph))
    longest = max(lengths.values(), default=0)
    return len(lengths) >= TEASERS_MIN and longest < LEADING_SHARE_MIN * max(
        sum(lengths.values()), 1
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


def is_article(node: dict[str, Any]) -> bool:
    """Tell a JSON-LD object that describes an article."""
    return any("Article" in kind or kind in _ARTICLES for kind in types_of(node))


_ARTICLES = frozenset({"BlogPosting", "Report", "LiveBlogPosting"})


def author_of(node: dict[str, Any]) -> str:
    """Return the names of the first authors of a JSON-LD object; addresses are none."""
    author = node.get("author")
    authors = author if isinstance(author, list) else [author]
    names = [plain(each.get("name") if isinstance(each, dict) else each) for each in authors]
    return ", ".join([name for name in names if name and "://" not in name][:AUTHORS_MAX])


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Yield every JSON-LD object on the page, graphs opened; broken ones are passed over."""
    for script in tree.iterfind(".//script"):
        if not (script.get("type") or "").lower().startswith("application/ld+json"):
            continue
        try:
            # Editors leave line ends and tabs within texts.
            loaded = json.loads(_WRAPPING.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        for item in loaded if isinstance(loaded, list) else [loaded]:
            graph = item.get("@graph", item) if isinstance(item, dict) else []
            nodes = graph if isinstance(graph, list) else [graph]
            yield from (node for node in nodes if isinstance(node, dict))


def _metas(tree: HtmlElement) -> Mapping[str, str]:
    """Return what the meta tags say, the first of each name, which is in lower case."""
    found: dict[str, str] = {}
    for element in tree.iterfind(".//meta"):
        content = tidy(element.get("content") or "")
        for attribute in ("property", "name", "itemprop"):
            if (name := (element.get(attribute) or "").lower()) and content:
                found.setdefault(name, content)
    return found


def _named(metas: Mapping[str, str], names: list[str]) -> Iterator[str]:
    return (metas[name] for name in names if name in metas)


def _time(tree: HtmlElement, what: str) -> str:
    """Return the time that is marked up as the page's own."""
    found = tree.find(f'.//time[@itemprop="date{what}"]')
    return (found.get("datetime") or "") if found is not None else ""


def _is_noindex(told: str) -> bool:
    """Tell whether a robots tag asks to leave the page out."""
    return bool({"noindex", "none"} & set(re.split(r"[\s,;]+", told.lower())))


def _canonical(tree: HtmlElement) -> str:
    link = tree.find('.//link[@rel="canonical"]')
    url = (link.get("href") or "") if link is not None else ""
    return url if url.startswith(("http://", "https://")) else ""
