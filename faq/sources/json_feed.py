"""JSON Feed 1 and 1.1 -> places, with what the feed says of each page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from faq.dates import date_of
from faq.metadata import plain
from faq.sources.content import Content
from faq.sources.fragment import paragraphs_of
from faq.sources.place import Place, absolute, text_of_markup


def is_feed(loaded: object) -> bool:
    """Tell a JSON Feed from other JSON."""
    if not isinstance(loaded, dict) or not isinstance(loaded.get("items"), list):
        return False
    version = loaded.get("version")
    return isinstance(version, str) and "jsonfeed.org" in version


def read(feed: dict[str, Any], content: Content) -> Iterator[Place]:
    """Yield the places of a feed that was loaded."""
    base = absolute(plain(feed.get("home_page_url")), content.url)
    for item in feed["items"]:
        if isinstance(item, dict):
            language = plain(item.get("language")) or plain(feed.get("language"))
            place = _place(item, base or content.url, language)
            if place.url:
                yield place


def _place(item: dict[str, Any], base: str, language: str) -> Place:
    identity = plain(item.get("id"))
    address = plain(item.get("url")) or (identity if "://" in identity else "")
    html, text = item.get("content_html"), item.get("content_text")
    written = (
        html if isinstance(html, str) else paragraphs_of(text) if isinstance(text, str) else ""
    )
    return Place(
        url=absolute(address, base),
        title=text_of_markup(plain(item.get("title"))),
        published=date_of(plain(item.get("date_published"))),
        modified=plain(item.get("date_modified"))[:40],
        author=_author(item),
        section=plain(item.get("tags")),
        language=language[:2].lower(),
        content=written,
    )


def _author(item: dict[str, Any]) -> str:
    """Return the name of the first author, of version 1.1 or 1."""
    authors = item.get("authors") or [item.get("author")]
    first = authors[0] if isinstance(authors, list) and authors else None
    return text_of_markup(plain(first.get("name"))) if isinstance(first, dict) else ""
