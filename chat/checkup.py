"""A site's checkup: its sources, its pages, its entries, and what readers asked in vain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

import faq
import store
from chat.composing import articles_of
from faq import doctor
from faq.doctor import Complaint, complaint
from store import entries, pages, sources, unanswered

STALE_AFTER = timedelta(days=2)
ASKED_WITHIN = timedelta(days=30)
PROBLEMS_MAX = 10_000

_MENDS = {
    "PageWithoutTextError": ("Pages without text", "Take them off the list, or mend their HTML."),
    "NoindexError": ("Pages that ask not to be read", "Take noindex away, or leave them out."),
    "SourceGoneError": ("Pages that are listed but gone", "Take them off the list."),
    "RobotsRefusedError": ("Pages that robots.txt forbids", "Allow Salut there."),
    "AddressRefusedError": (
        "Pages that are not of this site",
        "Take them off the list, or add their host to the site's origins.",
    ),
    "SourceMissingError": ("Pages that are not there", "Put them there, or off the list."),
}
_OTHER = ("Pages that could not be read", "Try again later; the last good copy answers meanwhile.")


def examine(database: store.Database, site: store.Site, now: datetime) -> list[Complaint]:
    """List what is wrong with a site's FAQ; raise store.StoreError."""
    with database.read() as session:
        found = [
            *_of_sources(sources.every(session, site.key), now),
            *_of_pages(pages.with_problems(session, site.key, PROBLEMS_MAX)),
            *_of_readers(unanswered.questions(session, site.key, now - ASKED_WITHIN, PROBLEMS_MAX)),
        ]
        told = entries.published(session, site.key)
    if not told:
        return [*found, Complaint("Entries", 0, "Import something: flask faq import SOURCE…")]
    found += doctor.of_articles(articles_of(database, site), now.date())
    return [*found, *doctor.of_entries(told, faq.Index(told, meaning="off"))]


def _of_sources(known: list[store.PageSource], now: datetime) -> Iterator[Complaint]:
    failing = [f"{each.location}: {each.failure}" for each in known if each.failure]
    yield from complaint("Sources that fail", "Mend them, then: flask faq refresh", failing)
    stale = [each.location for each in known if not _is_fresh(each, now)]
    yield from complaint(
        f"Sources not read to the end for {STALE_AFTER.days} days",
        "Start the timer that refreshes (docs/importing.md), or: flask faq refresh",
        stale,
    )


def _is_fresh(source: store.PageSource, now: datetime) -> bool:
    return source.ended_at is not None and now - source.ended_at <= STALE_AFTER


def _of_pages(failed: list[store.Page]) -> Iterator[Complaint]:
    by_kind: dict[tuple[str, str], list[str]] = defaultdict(list)
    for page in failed:
        told = f"{page.address}: {page.reason}"
        by_kind[_MENDS.get(page.problem, _OTHER)].append(told)
    for (what, mend), found in by_kind.items():
        yield from complaint(what, mend, found)


def _of_readers(asked: list[tuple[str, int]]) -> Iterator[Complaint]:
    yield from complaint(
        f"Questions that readers asked in vain in {ASKED_WITHIN.days} days",
        "Publish an article that answers them, or import an entry.",
        [f"{question} ({count} times)" for question, count in asked],
    )
