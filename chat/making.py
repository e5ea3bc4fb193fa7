"""Making: what pages hold becomes their entries, and only what differs is written.

Whether all pages are made anew or one alone, composing.py and speaking.py decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from hashlib import blake2b

import faq
import store
from chat import urls
from faq.compose import entries_of
from faq.likeness import sample_of
from faq.model import Article
from faq.repeated_lines import without
from faq.text import fold
from store import page_entries, page_samples, pages, untold
from store.page_entries import PageEntries

# A page, its place among the others, and its article.
Stored = tuple[store.Page, int, Article]


@dataclass(slots=True)
class Making:
    """What entries are made with: what is known from all pages, and what was said already."""

    site: store.Site
    known: store.Composition
    said: set[bytes] = field(default_factory=set)


def make(batch: Iterable[Stored], making: Making) -> dict[str, PageEntries]:
    """Make the entries of pages; one that is silent, or says nothing of its own, has none."""
    return {
        page.id: PageEntries(position, tuple(_entries(article, making)))
        for page, position, article in batch
    }


def _entries(article: Article, making: Making) -> Iterator[faq.Entry]:
    own = without(article, making.known.repeated)
    if not isinstance(own, Article) or article.url in making.known.silent:
        return
    for entry in entries_of(own):
        told = fold(entry.question + entry.answer).encode("utf-8", "replace")
        digest = blake2b(told, digest_size=8).digest()
        if digest not in making.said:
            making.said.add(digest)
            yield replace(entry, url=urls.entry_address(entry.url, making.site.base_url))


def differs(
    session: store.Session, site_key: str, made: dict[str, PageEntries], now: datetime
) -> bool:
    """Tell whether any entry of pages is to be written."""
    return bool(page_entries.difference(session, site_key, made, now))


def write(
    session: store.Session,
    site_key: str,
    made: dict[str, PageEntries],
    batch: Sequence[Stored],
    now: datetime,
) -> None:
    """Write entries that differ, and note that; say of their pages that they are composed."""
    found = page_entries.difference(session, site_key, made, now)
    if found:
        page_entries.apply(session, site_key, found)
        untold.note(session, site_key)
    new = [(page, article) for page, _, article in batch if not page.is_composed]
    samples = {page.id: sample_of(article) for page, article in new}
    page_samples.save(session, site_key, samples)
    pages.set_composed(session, site_key, [(page.id, page.digest) for page, _ in new])
