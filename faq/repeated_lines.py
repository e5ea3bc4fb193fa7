"""Lines that stand on many pages of one site belong to the site, not to its articles.

`clean.py` knows what most sites write around an article; this finds what one site alone does. A
line goes when it stands on more than 5 % of the site's pages, and on five of them at least.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from urllib.parse import urlsplit

from faq.article_lines import found_in, written
from faq.errors import PageWithoutTextError, SourceError
from faq.model import Article, Faq
from faq.text import fold

PAGES_SHARE_MAX = 0.05
PAGES_MIN = 5
# Lossy counting (Manku and Motwani, 2002): a rare line is forgotten after so many pages, which
# makes the share of any other too high by 1 / BUCKET_PAGES at most.
BUCKET_PAGES = 1_000


def without_repeated_lines(articles: Iterable[Article]) -> Iterator[Article | SourceError]:
    """Yield the articles in their order without the lines that stand on many pages of their site.

    One that holds nothing else is refused. All are counted before the first one is yielded;
    meanwhile they wait in a temporary file, so that a hundred thousand take little memory.
    """
    counted = LineCounts()
    with tempfile.TemporaryFile() as waiting:
        for article in articles:
            counted.add(article)
            waiting.write(written(article) + b"\n")
        waiting.seek(0)
        repeated = counted.repeated()
        for line in waiting:
            if isinstance(found := found_in(line), Article):
                yield without(found, repeated)


def without(article: Article, repeated: frozenset[int]) -> Article | SourceError:
    """Return an article without repeated lines, or a refusal where nothing else stands on it."""
    site = _site_of(article)
    blocks = tuple(b for b in article.blocks if _digest(site, b.text) not in repeated)
    faqs = tuple(_without(faq, site, repeated) for faq in article.faqs)
    if not blocks and not faqs:
        why = "what stands on it stands on many pages of the site; is it an error page?"
        return PageWithoutTextError(article.url, why)
    return replace(article, blocks=blocks, faqs=faqs)


def _without(faq: Faq, site: str, repeated: frozenset[int]) -> Faq:
    """Return a question without repeated lines in its answer, unless it consists of them."""
    lines = [line for line in faq.answer.split("\n") if _digest(site, line) not in repeated]
    return replace(faq, answer="\n".join(lines)) if lines else faq


@dataclass(slots=True)
class LineCounts:
    """On how many pages of its site each line stands; several sites are told apart."""

    _sites: dict[str, _Site] = field(default_factory=dict)

    def add(self, article: Article) -> None:
        """Count the lines of a page, once each; another copy of an article counts nothing."""
        site = _site_of(article)
        lines = {_digest(site, block.text) for block in article.blocks}
        first = article.blocks[0].text if article.blocks else ""
        self._sites.setdefault(site, _Site()).add(_digest(article.title, first), lines)

    def repeated(self) -> frozenset[int]:
        """Return the digests of the lines that stand on too many pages of their site.

        They are the same on every machine and may be kept for articles that come later.
        """
        return frozenset(line for site in self._sites.values() for line in site.repeated())


@dataclass(slots=True)
class _Site:
    """The lines of one site; a count may be too high by the number of full buckets."""

    pages: set[int] = field(default_factory=set)
    counts: dict[int, int] = field(default_factory=dict)
    buckets: int = 0

    def add(self, page: int, lines: set[int]) -> None:
        if page in self.pages:
            return
        self.pages.add(page)
        for line in lines:
            self.counts[line] = self.counts.get(line, self.buckets) + 1
        if len(self.pages) % BUCKET_PAGES == 0:
            self.buckets += 1
            self.counts = {line: n for line, n in self.counts.items() if n > self.buckets}

    def repeated(self) -> Iterator[int]:
        most = max(PAGES_MIN - 1, PAGES_SHARE_MAX * len(self.pages))
        return (line for line, count in self.counts.items() if count > most)


def _site_of(article: Article) -> str:
    try:
        return urlsplit(article.url).netloc
    except ValueError:
        return ""


def _digest(site: str, line: str) -> int:
    told = f"{site}\n{fold(line)}".encode("utf-8", "replace")
    return int.from_bytes(blake2b(told, digest_size=8).digest(), "big")
