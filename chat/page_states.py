"""The states of a page: read, the same as before, failed, or gone; each as a new record."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

import store
from faq.article_lines import written
from faq.errors import NoindexError, SourceError, SourceGoneError
from faq.extraction_workers import Page as Unread
from faq.model import Article
from faq.sources import Place

REASON_MAX = 500

_GONE = (SourceGoneError, NoindexError)
# What a page itself is at fault for stays so until it changes.
_STAYS = frozenset({"", "PageWithoutTextError", "ExtractionFailedError", "NoindexError"})


def digest_of(article: Article) -> str:
    """Give the digest of what entries are made of: the same text and title, the same digest."""
    told = replace(article, author="", modified="", etag="", last_modified="")
    return hashlib.sha256(written(told)).hexdigest()[:32]


def unread(
    page_id: str, source_id: str, address: str, now: datetime, *, is_listed: bool
) -> store.Page:
    """Make the page of an address that never gave an article."""
    return store.Page(
        id=page_id,
        source_id=source_id,
        address=address,
        state="refused",
        etag="",
        last_modified="",
        told="",
        digest="",
        problem="",
        reason="",
        failures=0,
        fetched_at=None,
        checked_at=now,
        is_listed=is_listed,
        is_composed=True,
    )


def read(page: store.Page, article: Article, told: str, now: datetime) -> store.Page:
    """Make of a page one that gave an article; where it reads as before, its entries stand.

    `told` is the date of change that its list told.
    """
    digest = digest_of(article)
    return replace(
        same(page, told, now),
        state="live",
        etag=article.etag,
        last_modified=article.last_modified,
        digest=digest,
        fetched_at=now,
        is_composed=reads_as_before(page, digest) and page.is_composed,
    )


def reads_as_before(page: store.Page, digest: str) -> bool:
    """Tell whether a page is answered with already, with the same words."""
    return page.state == "live" and page.digest == digest


def mark_of(content: bytes, place: Place | None) -> str:
    """Give what tells a file from what it was, with what its list says of it."""
    told = f"{place}\n".encode("utf-8", "surrogateescape")
    return f"file:{hashlib.sha256(told + content).hexdigest()[:32]}"


def marked(unread: Unread, mark: str) -> Unread:
    """Have the mark of a file kept with its article, where a fetched page has its ETag."""
    finish = unread.finish
    return unread._replace(finish=lambda article: replace(finish(article), etag=mark))


def is_marked(page: store.Page, mark: str) -> bool:
    """Tell whether a page was made of a file that was like this."""
    return page.state == "live" and not page.problem and page.etag == mark


def is_told_the_same(page: store.Page, told: str) -> bool:
    """Tell whether a page need not be asked for, since its list tells the same date as before."""
    is_read = page.state != "withdrawn" and page.problem in _STAYS
    return bool(told) and told == page.told and is_read


def same(page: store.Page, told: str, now: datetime) -> store.Page:
    """Make of a page one that was asked for and has not changed.

    A list that tells no date leaves the one that another list told.
    """
    return replace(page, told=told or page.told, checked_at=now, problem="", reason="", failures=0)


def failed(page: store.Page, error: SourceError, told: str, now: datetime) -> store.Page:
    """Make of a page one that gave nothing this time; it is withdrawn where that is clear.

    One that is live stays so, as it was last read. One that no list wants is no problem.
    """
    page = replace(page, checked_at=now)
    if isinstance(error, _GONE) and page.state != "refused":
        page = replace(page, state="withdrawn", told="")
    elif page.state == "refused":
        page = replace(page, told=told)
    if page.state != "live" and not page.is_listed:
        return replace(page, state="withdrawn", problem="", reason="", failures=0)
    reason, failures = error.reason[:REASON_MAX], page.failures + 1
    return replace(page, problem=type(error).__name__, reason=reason, failures=failures)
