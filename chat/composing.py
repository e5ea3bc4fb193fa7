"""Composing: the stored pages of a site become its entries, and workers hear of it if any differ.

What stands on many pages, and who speaks among near-duplicates, is only known from all pages.
When few have changed since all were read, those are composed alone, with what was known then; very
few are compared with what is like them, one by one.
Batches of whole pages are written; a composing that was interrupted goes on with the next one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import store
from chat.making import Making, Stored, differs, make, write
from chat.speaking import compose_one, like
from chat.telling import Telling
from faq.model import Article
from faq.near_duplicates import near_duplicates
from faq.repeated_lines import LineCounts, without
from store import page_entries, pages, untold

WHOLE_SHARE_MIN = 0.05
FEW_PAGES = 20
WHOLE_AFTER = timedelta(days=1)


def compose(
    database: store.Database, site: store.Site, now: Callable[[], datetime], *, is_first: bool
) -> bool:
    """Make the entries of what has changed; tell whether workers were told of any.

    `is_first` drops what was built without pages. Raise store.StoreError; then some batches may
    have been stored, and the next call does the rest.
    """
    began = now()
    telling = Telling(database, site.key, now, told_at=began)
    with database.read() as session:
        new = pages.count_new(session, site.key)
        every = pages.count(session, site.key)
        known = pages.composition(session, site.key)
    if known is None or _needs_all(new, every, known, began):
        making = Making(site, _learnt(database, site, began))
        _compose(telling, making, new_alone=False)
        with database.write() as session:
            pages.set_composition(session, site.key, making.known)
    elif new > FEW_PAGES:
        _compose(telling, Making(site, _heard(known)), new_alone=True)
    else:
        _compose_few(telling, site)
    if is_first:
        _drop_pageless(database, site)
    return telling.tell() or telling.told_at != began


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


def _compose(telling: Telling, making: Making, *, new_alone: bool) -> None:
    """Write the entries of pages, batch by batch, and tell workers now and then."""
    database, site_key = telling.database, telling.site_key
    for batch in _batches(database, making.site, new_alone=new_alone):
        made, now = make(batch, making), telling.now()
        with database.read() as session:
            is_different = differs(session, site_key, made, now)
        if is_different or not all(page.is_composed for page, _, _ in batch):
            database.commit(partial(write, site_key=site_key, made=made, batch=batch, now=now))
            telling.tell_if_due()


def _compose_few(telling: Telling, site: store.Site) -> None:
    """Write the entries of new pages one by one, each compared with those that are like it."""
    database, now = telling.database, telling.now()
    for batch in _batches(database, site, new_alone=True):
        for page, _, article in batch:
            likes = like(database, site.key, article)
            database.commit(
                partial(compose_one, site=site, page=page, article=article, like_ids=likes, now=now)
            )


def _stored(database: store.Database, site: store.Site) -> Iterator[Stored]:
    for batch in _batches(database, site, new_alone=False):
        yield from batch


def _batches(
    database: store.Database, site: store.Site, *, new_alone: bool
) -> Iterator[list[Stored]]:
    """Yield the live pages of a site, some at a time; nothing is held open in between."""
    after = 0
    while True:
        with database.read() as session:
            batch = pages.articles(session, site.key, after, new_alone=new_alone)
        if not batch:
            return
        after = batch[-1][1]
        yield batch


def _drop_pageless(database: store.Database, site: store.Site) -> None:
    """Drop what was built without pages."""

    def work(session: store.Session) -> None:
        if page_entries.drop_pageless(session, site.key):
            untold.note(session, site.key)

    database.commit(work)
