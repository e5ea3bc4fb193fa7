"""Composing: the stored pages of a site become its entries, and workers hear of it if any differ.

What stands on many pages, and who speaks among near-duplicates, is only known from all pages.
When few have changed since all were read, those few are composed alone, with what was known then.
Batches of whole pages are written; a composing that was interrupted goes on with the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import blake2b

import faq
import store
from chat import urls
from faq.compose import entries_of
from faq.model import Article
from faq.near_duplicates import near_duplicates
from faq.repeated_lines import LineCounts, without
from faq.text import fold
from store import page_entries, pages, sites
from store.page_entries import PageEntries

WHOLE_SHARE_MIN = 0.05
FEW_PAGES = 20
WHOLE_AFTER = timedelta(days=1)

_Stored = tuple[store.Page, int, Article]


@dataclass(slots=True)
class _Making:
    """What entries are made with: what is known from all pages, and what was said already."""

    site: store.Site
    known: store.Composition
    said: set[bytes] = field(default_factory=set)


def compose(database: store.Database, site: store.Site, now: datetime, *, is_first: bool) -> bool:
    """Make the entries of what has changed; tell whether any entry differs from before.

    `is_first` drops what was built without pages. Raise store.StoreError; then some batches may
    have been stored, and the next call does the rest.
    """
    with database.read() as session:
        new = pages.count_new(session, site.key)
        every = pages.count(session, site.key)
        known = pages.composition(session, site.key)
    changed = False
    if known is None or _needs_all(new, every, known, now):
        making = _Making(site, _learnt(database, site, now))
        changed = _composed(database, making, now, new_alone=False)
        with database.write() as session:
            pages.set_composition(session, site.key, making.known)
    elif new:
        changed = _composed(database, _Making(site, _heard(known)), now, new_alone=True)
    return (is_first and _drop_pageless(database, site)) or changed


def compose_one(
    session: store.Session, site: store.Site, page: store.Page, article: Article, now: datetime
) -> int:
    """Make the entries of one page within a transaction; give how many there are."""
    known = pages.composition(session, site.key) or store.Composition(now)
    stored = (page, pages.position(session, site.key, page.id), article)
    made = _made([stored], _Making(site, _heard(known)))
    _write(site.key, made, [(page.id, page.digest)], now)(session)
    return len(made[page.id].entries)


def articles_of(database: store.Database, site: store.Site) -> Iterator[Article]:
    """Yield the articles that a site's pages hold."""
    return (article for _, _, article in _stored(database, site))


def _needs_all(new: int, every: int, known: store.Composition, now: datetime) -> bool:
    """Tell whether so much is new, or what is known so old, that all pages are read anew."""
    is_much = new > max(FEW_PAGES, WHOLE_SHARE_MIN * every)
    return is_much or (new > 0 and now - known.composed_at >= WHOLE_AFTER)


def _heard(known: store.Composition) -> store.Composition:
    """Let every page speak: one that has changed may not be a near-duplicate any more."""
    return replace(known, silent={})


def _learnt(database: store.Database, site: store.Site, now: datetime) -> store.Composition:
    """Learn from all pages what repeats and who speaks."""
    counts = LineCounts()
    for _, _, article in _stored(database, site):
        counts.add(article)
    repeated = counts.repeated()
    cleaned = (without(article, repeated) for _, _, article in _stored(database, site))
    silent = near_duplicates(each for each in cleaned if isinstance(each, Article))
    return store.Composition(now, repeated, silent)


def _composed(database: store.Database, making: _Making, now: datetime, *, new_alone: bool) -> bool:
    """Write the entries of pages, batch by batch; tell whether any differed."""
    site_key, changed = making.site.key, False
    for batch in _batches(database, making.site, new_alone=new_alone):
        made = _made(batch, making)
        with database.read() as session:
            differs = bool(page_entries.difference(session, site_key, made, now))
        new = [(page.id, page.digest) for page, _, _ in batch if not page.is_composed]
        if differs or new:
            changed |= database.commit(_write(site_key, made, new, now))
    return changed


def _write(
    site_key: str, made: Mapping[str, PageEntries], composed: list[tuple[str, str]], now: datetime
) -> Callable[[store.Session], bool]:
    """Make what writes entries and tells every worker if any differ."""

    def work(session: store.Session) -> bool:
        found = page_entries.difference(session, site_key, made, now)
        if found:
            page_entries.apply(session, site_key, found)
            sites.raise_knowledge_version(session, site_key)
        pages.set_composed(session, site_key, composed)
        return bool(found)

    return work


def _made(batch: Iterable[_Stored], making: _Making) -> dict[str, PageEntries]:
    """Make the entries of pages; one that is silent, or says nothing of its own, has none."""
    return {
        page.id: PageEntries(position, tuple(_entries(article, making)))
        for page, position, article in batch
    }


def _entries(article: Article, making: _Making) -> Iterator[faq.Entry]:
    own = without(article, making.known.repeated)
    if not isinstance(own, Article) or article.url in making.known.silent:
        return
    for entry in entries_of(own):
        told = fold(entry.question + entry.answer).encode("utf-8", "replace")
        digest = blake2b(told, digest_size=8).digest()
        if digest not in making.said:
            making.said.add(digest)
            yield replace(entry, url=urls.entry_address(entry.url, making.site.base_url))


def _stored(database: store.Database, site: store.Site) -> Iterator[_Stored]:
    for batch in _batches(database, site, new_alone=False):
        yield from batch


def _batches(
    database: store.Database, site: store.Site, *, new_alone: bool
) -> Iterator[list[_Stored]]:
    """Yield the live pages of a site, some at a time; nothing is held open in between."""
    after = 0
    while True:
        with database.read() as session:
            batch = pages.articles(session, site.key, after, new_alone=new_alone)
        if not batch:
            return
        after = batch[-1][1]
        yield batch


def _drop_pageless(database: store.Database, site: store.Site) -> bool:
    """Drop what was built without pages."""

    def work(session: store.Session) -> bool:
        dropped = page_entries.drop_pageless(session, site.key)
        if dropped:
            sites.raise_knowledge_version(session, site.key)
        return bool(dropped)

    return database.commit(work)
