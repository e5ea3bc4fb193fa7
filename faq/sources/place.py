"""A place where a page stands, and what a feed, a sitemap or a list says of that page."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from faq.clean import tidy
from faq.model import Article

ADDRESS_LENGTH_MAX = 2000
# A sitemap may name 50,000 by its protocol.
PLACES_MAX = 200_000

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,2000}>|<!--.*?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Place:
    """An address, and what is said of it: empty where nothing is.

    `published` is an ISO date; `modified` is as it was written, since only a change of it counts.
    `content` is the page's text as HTML where the feed brings it. `is_list` tells an address that
    leads to a sitemap.
    """

    url: str
    title: str = ""
    published: str = ""
    modified: str = ""
    author: str = ""
    section: str = ""
    language: str = ""
    content: str = ""
    is_list: bool = False


def told_of(article: Article, place: Place) -> Article:
    """Return an article with what its place says of it, which comes before what it says itself."""
    return replace(
        article,
        title=place.title or article.title,
        published=place.published or article.published,
        author=place.author or article.author,
        section=place.section or article.section,
    )


def text_of_markup(written: str) -> str:
    """Return on one line what is text, or HTML once or twice escaped."""
    text = html.unescape(written)
    return tidy(html.unescape(_TAG.sub("", text)))


def absolute(address: str, base: str) -> str:
    """Return an address as seen from a base, on one line; "" for what cannot be one."""
    address = tidy(address).replace(" ", "%20")
    if not address or len(address) > ADDRESS_LENGTH_MAX:
        return ""
    try:
        joined = urljoin(base, address) if base else address
        urlsplit(joined)
    except ValueError:
        return ""
    return joined
