"""Pushing: a site's own system hands over one article, signed, and readers are answered with it.

The signature is HMAC-SHA256 over the moment, a full stop, and the body, by a secret that only the
site has. Each is good once, for a few minutes; what is handed over twice is stored once.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Literal
from urllib.parse import urldefrag, urlsplit

import store
from chat import page_states, urls, withdrawing
from chat.errors import (
    ForeignAddressError,
    InvalidSignatureError,
    NoArticleError,
    ReplayedError,
    StaleSignatureError,
)
from chat.speaking import compose_one, like
from faq.dates import moment_of
from faq.errors import SourceError
from faq.model import Article
from faq.page_bounds import TEXT_CHARACTERS_MAX, costs_too_much
from faq.sources.fragment import blocks_of, paragraphs_of
from faq.sources.shortcodes import without_shortcodes
from faq.sources.visit import finished
from store import pages, pushes, untold

CLOCK_SKEW = timedelta(minutes=5)
_PREFIX = "sha256="
_WHOLE_PAGE = re.compile(r"<!doctype|<html[\s>]|<body[\s>]", re.IGNORECASE)
_BEGINNING = 2_000

State = Literal["stored", "unchanged", "withdrawn"]


@dataclass(frozen=True, slots=True)
class Push:
    """An article as it is handed over; `html` may be a whole page, or the text of one alone."""

    url: str
    title: str = ""
    html: str = ""
    text: str = ""
    published: str = ""
    section: str = ""
    language: str = ""
    is_deleted: bool = False

    @property
    def is_page(self) -> bool:
        """Tell a whole page, whose article has to be found in it, from an article's own text."""
        return _WHOLE_PAGE.search(self.html[:_BEGINNING]) is not None


@dataclass(frozen=True, slots=True)
class Pushed:
    """What came of it, and how many entries the article has."""

    state: State
    entries: int = 0


def signature_of(secret: str, timestamp: str, body: bytes) -> str:
    """Sign a body; `timestamp` is in whole seconds since 1970."""
    told = f"{timestamp}.".encode() + body
    return hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()


def check_moment(timestamp: str, now: datetime) -> None:
    """Raise InvalidSignatureError for no moment, StaleSignatureError for one that is not now."""
    if not re.fullmatch(r"[0-9]{1,11}", timestamp, re.ASCII):
        raise InvalidSignatureError("the moment is no number of seconds")
    if abs(now - datetime.fromtimestamp(int(timestamp), UTC)) > CLOCK_SKEW:
        raise StaleSignatureError("the moment is not within five minutes of ours")


def check_signature(secret: str | None, timestamp: str, body: bytes, signature: str) -> str:
    """Give the bare signature; raise InvalidSignatureError unless the site itself signed."""
    bare = signature.strip().removeprefix(_PREFIX).lower()
    expected = signature_of(secret or "", timestamp, body)
    is_signed = hmac.compare_digest(expected.encode(), bare.encode("utf-8", "replace"))
    if not is_signed or secret is None:
        raise InvalidSignatureError("it is not signed by the secret of this site")
    return expected


def address_of(push: Push, site: store.Site) -> str:
    """Give the whole address of an article; raise ForeignAddressError for one of another site."""
    address = urls.entry_address(urldefrag(push.url).url, site.base_url)
    host = urlsplit(address).hostname
    own = {_bare(urlsplit(each).hostname) for each in (site.base_url, *site.origins)} - {""}
    if not address or len(address) > urls.ADDRESS_LENGTH_MAX or (own and _bare(host) not in own):
        raise ForeignAddressError("the address is none of this site")
    return address


def article_of(push: Push, address: str, today: date) -> Article:
    """Make the article of a text or of HTML that is nothing else; raise NoArticleError."""
    try:
        if why := costs_too_much(push.html.encode("utf-8", "replace")):
            raise NoArticleError(why)
        written = without_shortcodes(push.html) if push.html else paragraphs_of(push.text)
        blocks, faqs = blocks_of(written, push.title, address)
    except SourceError as error:
        raise NoArticleError(error.reason) from error
    if not blocks and not faqs:
        raise NoArticleError("there is no text in it")
    if sum(len(block.text) for block in blocks) > TEXT_CHARACTERS_MAX:
        raise NoArticleError("it is longer than an article")
    return told_of(Article(address, push.title, blocks, faqs=faqs), push, address, today)


def told_of(article: Article, push: Push, address: str, today: date) -> Article:
    """Return an article with what was said beside it, which comes before what it says itself."""
    told = replace(
        article,
        url=address,
        title=push.title or article.title,
        published=moment_of(push.published)[:10] or article.published,
        section=push.section or article.section,
        language=push.language[:2].lower() or article.language,
    )
    return finished(told, today)


def take(
    database: store.Database,
    site: store.Site,
    signature: str,
    address: str,
    article: Article | None,
    now: datetime,
) -> Pushed:
    """Store an article and its entries, or withdraw them where there is none; tell every worker.

    Raise ReplayedError for a signature that was used, and store.StoreError.
    """

    # Before anything is written, so that no writer waits for it.
    likes = [] if article is None else like(database, site.key, article)

    def work(session: store.Session) -> Pushed:
        if not pushes.take(session, site.key, signature, now, now - 2 * CLOCK_SKEW):
            raise ReplayedError("this was handed over before")
        page_id = pages.id_of(address, "")
        held = pages.get(session, site.key, page_id)
        if article is None:
            return _withdrawn(session, site, [page_id])
        held = held or page_states.unread(page_id, "", address, now, is_listed=False)
        page = page_states.read(held, article, "", now)
        is_same = page.is_composed
        pages.save(session, site.key, page, None if is_same else article)
        if is_same:
            return Pushed("unchanged")
        count = compose_one(session, site, page, article, likes, now)
        untold.tell(session, site.key)
        return Pushed("stored", count)

    return database.commit(work)


def _withdrawn(session: store.Session, site: store.Site, page_ids: Sequence[str]) -> Pushed:
    pages.withdraw(session, site.key, page_ids)
    count = withdrawing.withdraw(session, site.key, page_ids)
    untold.tell(session, site.key)
    return Pushed("withdrawn", count)


def _bare(host: str | None) -> str:
    return (host or "").removeprefix("www.")
