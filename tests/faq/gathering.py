"""Reads a source to its end, with a web that is a dictionary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest

from faq.errors import SourceError, SourceGoneError
from faq.fetch import FIRST_TIME, Fetched, Known
from faq.model import Article
from faq.sources import read

from .pages import MUSEUM

TODAY = date(2026, 11, 24)
SITE = "https://journal.example"


@dataclass(frozen=True)
class Gathered:
    """What a source gave: its articles, and why what was refused."""

    articles: list[Article]
    refusals: dict[str, str]
    errors: list[SourceError]

    @property
    def article(self) -> Article:
        (only,) = self.articles
        return only

    @property
    def reason(self) -> str:
        (only,) = self.errors
        return only.reason

    @property
    def urls(self) -> list[str]:
        return [article.url for article in self.articles]


@dataclass
class Web:
    """Pages by their addresses; counts what was asked for."""

    pages: Mapping[str, bytes]
    content_type: str = ""
    asked: list[str] = field(default_factory=list)

    def __call__(self, url: str, known: Known = FIRST_TIME) -> Fetched:
        self.asked.append(url)
        if url not in self.pages:
            raise SourceGoneError(url, "it is gone (status 404); take it off the list")
        if known.etag == f'"{url}"':
            return Fetched(url, b"", "", known.etag, "", is_unchanged=True)
        return Fetched(url, self.pages[url], self.content_type, f'"{url}"', "yesterday")


def gathered(location: Path | str, web: Web | None = None) -> Gathered:
    """Read a source to its end."""
    errors: list[SourceError] = []
    articles = list(read(str(location), errors.append, web, today=TODAY))
    return Gathered(articles, {e.location: e.reason for e in errors}, errors)


def refused_never(error: SourceError) -> None:
    """Fail for what should have been read."""
    pytest.fail(str(error))


def page(title: str = "Le musée de la mer", head: str = "", text: str = MUSEUM) -> bytes:
    """Write a page as a newspaper would."""
    return (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8">{head}</head><body><main>'
        f"<article><h1>{title}</h1><p>{text}</p></article></main></body></html>"
    ).encode()


def web_of(*names: str) -> Web:
    """Make a web of pages, each titled by its name."""
    return Web({f"{SITE}/{name}": page(f"Page {name}") for name in names})


def rss(items: str, channel: str = "", declaration: str = '<?xml version="1.0"?>') -> str:
    """Write an RSS feed around items."""
    spaces = (
        'xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    )
    head = f"<title>Le Journal</title><link>{SITE}</link>{channel}"
    return f'{declaration}<rss version="2.0" {spaces}><channel>{head}{items}</channel></rss>'


def item(name: str, more: str = "") -> str:
    """Write an item of an RSS feed."""
    return f"<item><title>Titre {name}</title><link>{SITE}/{name}</link>{more}</item>"


def urlset(*entries: str, spaces: str = "") -> str:
    """Write a sitemap around its entries."""
    schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    declaration = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declaration}<urlset {schema} {spaces}>{''.join(entries)}</urlset>"


def place(name: str, more: str = "") -> str:
    """Write an entry of a sitemap."""
    return f"<url><loc>{SITE}/{name}</loc>{more}</url>"


def index(*names: str) -> str:
    """Write a sitemap index."""
    schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    listed = "".join(f"<sitemap><loc>{SITE}/{name}</loc></sitemap>" for name in names)
    return f"<sitemapindex {schema}>{listed}</sitemapindex>"
