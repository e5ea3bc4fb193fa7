"""Speaking: a page that is composed by itself is compared with those like it; the newest speaks.

A whole composing knows all pages. For one that is new, samples tell which others may say the same
(`faq.likeness`); those alone are compared, and those of them are composed anew that begin to speak
or fall silent.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import store
from chat.making import Making, Stored, make, write
from faq.likeness import Held, likely, sample_of
from faq.model import Article
from faq.near_duplicates import near_duplicates
from faq.repeated_lines import without
from store import page_samples, pages


def like(
    database: store.Database,
    site_key: str,
    article: Article,
    sleep: Callable[[float], None] = time.sleep,
) -> list[str]:
    """Find the pages that may say the same as an article.

    It reads all samples of the site, and lets others work in between. Raise store.StoreError.
    """

    def held() -> Iterator[Sequence[Held]]:
        last = ""
        while some := _samples(database, site_key, last):
            yield some
            last = some[-1][0]
            sleep(0)

    return likely(sample_of(article), held())


def _samples(database: store.Database, site_key: str, last: str) -> list[Held]:
    with database.read() as session:
        return page_samples.after(session, site_key, last)


def compose_one(
    session: store.Session,
    site: store.Site,
    page: store.Page,
    article: Article,
    like_ids: Iterable[str],
    now: datetime,
) -> int:
    """Make the entries of one page within a transaction; give how many there are.

    It has none where another page speaks for it; where it speaks for others, they fall silent.
    """
    known = pages.composition(session, site.key) or store.Composition(now)
    own = (page, pages.position(session, site.key, page.id), article)
    others = _others(session, site.key, known, own, like_ids)
    silent = _silent(known, [*others, own])
    turned = [each for each in others if (_url(each) in known.silent) != (_url(each) in silent)]
    if silent != known.silent:
        known = replace(known, silent=silent)
        pages.set_composition(session, site.key, known)
    made = make([own, *turned], Making(site, known))
    write(session, site.key, made, [own, *turned], now)
    return len(made[page.id].entries)


def _others(
    session: store.Session,
    site_key: str,
    known: store.Composition,
    own: Stored,
    like_ids: Iterable[str],
) -> list[Stored]:
    """Return the live pages that a page is compared with, in their order.

    Among them are those that it spoke for until now; not those for which a page speaks that it is
    not compared with.
    """
    url = _url(own)
    spoken_for = (each for each, speaker in known.silent.items() if speaker == url)
    ids = {*like_ids, *(pages.id_of(each, "") for each in spoken_for)} - {own[0].id}
    found = sorted(pages.some(session, site_key, ids), key=lambda each: each[1])
    urls = {url, *map(_url, found)}
    return [each for each in found if known.silent.get(_url(each), url) in urls]


def _silent(known: store.Composition, compared: list[Stored]) -> dict[str, str]:
    """Return who is silent on the site, and who speaks for it, after some were compared."""
    cleaned = (without(article, known.repeated) for _, _, article in compared)
    found = near_duplicates(each for each in cleaned if isinstance(each, Article))
    urls = set(map(_url, compared))
    kept = {one: found.get(by, by) for one, by in known.silent.items() if one not in urls}
    return kept | found


def _url(stored: Stored) -> str:
    return stored[2].url
