"""Gathering: one pass over a source, which asks for nothing twice and keeps the last good copy.

Unchanged is what its list says so of (lastmod), what its server says so of (304), and what reads
as before; none of it costs anything further. 404, 410 and a clear noindex withdraw a page; any
other failure leaves it as it was. What came is stored every few pages, so that a pass which was
interrupted goes on where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import store
from chat import withdrawing
from chat.report import Report
from faq import sources as readers
from faq.compose import entries_of
from faq.errors import NoindexError, SourceError, SourceGoneError
from faq.extraction_workers import Page as Unread
from faq.fetch import FIRST_TIME, Fetch, Fetched, Known
from faq.model import Article
from faq.progress import Tally
from faq.sources import Found, Place
from store import pages, sources

STORED_AT_A_TIME = 50
STORED_AFTER = timedelta(seconds=5)
RESUMED_WITHIN = timedelta(days=1)
# A page that its list names no more, as feeds forget the older ones, is asked for once a week.
UNLISTED_AFTER = timedelta(days=7)
UNLISTED_MAX = 500

_WEB = ("http://", "https://")
_GONE = (SourceGoneError, NoindexError)
# What a page itself is at fault for stays so until it changes.
_STAYS = frozenset({"", "PageWithoutTextError", "ExtractionFailedError", "NoindexError"})


@dataclass(frozen=True, slots=True)
class Means:
    """What a pass works with; `asks_all` asks for pages whose list says that they are the same."""

    database: store.Database
    fetch: Fetch | None
    now: Callable[[], datetime]
    tally: Tally
    workers: int = 0
    is_dry_run: bool = False
    asks_all: bool = False


@dataclass(slots=True)
class Gathering:
    """One pass over one source of a site; what came of it is counted in `report`."""

    means: Means
    site_key: str
    location: str
    report: Report
    failure: str = ""
    _since: datetime | None = None
    _is_listing: bool = True
    _place: Place | None = None
    _page: store.Page | None = None
    _seen: set[str] = field(default_factory=set)
    _unread: deque[tuple[str, str]] = field(default_factory=deque)
    _waiting: list[tuple[store.Page, Article | None]] = field(default_factory=list)
    _stored_at: datetime | None = None

    def run(self) -> None:
        """Read the source to its end; raise store.StoreError."""
        is_new = self._begin()
        before = self.report.read
        try:
            self._read(self._pages_of(self.location))
            if not self.failure:
                self._is_listing = False
                self._read(self._unlisted())
        finally:
            self._store()
        if not self.means.is_dry_run:
            with self.means.database.write() as session:
                sources.end(session, self.site_key, self.location, self.failure, self.means.now())
                if is_new and self.report.read == before:
                    sources.forget(session, self.site_key, self.location)

    @property
    def _source_id(self) -> str:
        return sources.id_of(self.location)

    def _begin(self) -> bool:
        """Note that a pass begins, or go on with one that did not end; tell a new source."""
        now = self.means.now()
        with self.means.database.read() as session:
            held = sources.get(session, self.site_key, self.location)
        if held and held.began_at and now - held.began_at < RESUMED_WITHIN:
            self._since = held.began_at
        elif not self.means.is_dry_run:
            with self.means.database.write() as session:
                sources.begin(session, self.site_key, self.location, now)
        return held is None

    def _pages_of(self, location: str) -> Iterator[Found]:
        return readers.pages(
            location,
            self._refuse_unread,
            None if self.means.fetch is None else self._fetch,
            today=self.means.now().date(),
            tally=self.means.tally,
            skip=self._skip,
            known=self._known,
        )

    def _read(self, found: Iterator[Found]) -> None:
        """Take every article; they come in the order of the pages, whoever extracts them."""
        tagged = map(self._tag, found)
        refuse, tally = self._refuse_extracted, self.means.tally
        for article in readers.articles(tagged, refuse, tally, self.means.workers):
            self._take(article, *self._unread.popleft())

    def _tag(self, found: Found) -> Found:
        """Remember the address that a page was found at, and what its list told of it."""
        place, self._place = self._place, None
        if place is not None:
            self._unread.append((place.url, place.modified))
        elif isinstance(found, Unread):
            is_source = self.location.startswith(_WEB)
            self._unread.append((self.location if is_source else found.location, ""))
        else:
            self._unread.append((_name_of(found), ""))
        return found

    def _skip(self, place: Place) -> bool:
        """Tell whether a page need not be asked for; called before each place is visited."""
        self._place = self._page = None
        if place.is_list:
            return False
        self._place = replace(place, url=place.url.partition("#")[0], content="")
        page = self._page = self._held(self._place.url)
        if page is None or self.means.fetch is None:
            return False
        if not self._is_settled(page, place):
            return False
        self._seen.add(page.id)
        if not page.is_listed:
            self._keep(replace(page, is_listed=True))
        self._count_again(page)
        self._place = None
        return True

    def _is_settled(self, page: store.Page, place: Place) -> bool:
        if self._since is not None and page.checked_at >= self._since:
            return True
        is_same = bool(place.modified) and place.modified == page.told
        is_read = page.state != "withdrawn" and page.problem in _STAYS
        return is_same and is_read and not self.means.asks_all

    def _count_again(self, page: store.Page) -> None:
        if page.problem:
            self.report.refuse(page.address, page.reason)
        else:
            self.report.unchanged += page.state == "live"

    def _known(self, url: str) -> Known:
        page = self._page if self._page and self._page.address == url else self._held(url)
        if page is None or page.state != "live" or not page.digest:
            return FIRST_TIME
        return Known(page.etag, page.last_modified)

    def _fetch(self, url: str, known: Known) -> Fetched:
        if self.means.fetch is None:
            raise ValueError("nothing fetches")
        fetched = self.means.fetch(url, known)
        page = self._held(url) if fetched.is_unchanged else None
        if page is not None:
            told = self._place.modified if self._place else page.told
            self._keep(replace(self._checked(page), told=told, problem="", reason="", failures=0))
            self.report.unchanged += 1
            self._place = None
        return fetched

    def _take(self, article: Article, address: str, told: str) -> None:
        """Store an article if it reads otherwise than before."""
        page_id = pages.id_of(address, self._source_id)
        with self.means.database.read() as session:
            held = pages.get(session, self.site_key, page_id)
        digest = withdrawing.digest_of(article)
        is_same = held is not None and held.state == "live" and held.digest == digest
        page = store.Page(
            id=page_id,
            source_id=self._source_id,
            address=address,
            state="live",
            etag=article.etag,
            last_modified=article.last_modified,
            told=told,
            digest=digest,
            problem="",
            reason="",
            failures=0,
            fetched_at=self.means.now(),
            checked_at=self.means.now(),
            is_listed=self._is_listing,
            is_composed=held is not None and is_same and held.is_composed,
        )
        self._keep(page, None if is_same else article)
        self.report.unchanged += is_same
        self.report.changed += not is_same and held is not None and held.state != "refused"
        self.report.new += held is None or held.state == "refused"
        if not is_same and self.means.is_dry_run:
            self.report.entries += sum(1 for _ in entries_of(article))

    def _refuse_unread(self, error: SourceError) -> None:
        place, self._place = self._place, None
        self._refuse(error, error.location if place is None else place.url, place)

    def _refuse_extracted(self, error: SourceError) -> None:
        address, told = self._unread.popleft()
        self._refuse(error, address, Place(address, modified=told))

    def _refuse(self, error: SourceError, address: str, place: Place | None) -> None:
        """Note why a page gave nothing; withdraw it where that is clear, else keep it as it is."""
        self.report.refuse(error.location, error.reason)
        page = self._held(address)
        if page is None and address == self.location:
            self.failure = error.reason
            return
        if page is not None and isinstance(error, _GONE):
            self.report.withdrawn += page.state == "live"
            self._keep(replace(self._checked(page), state="withdrawn", told=""))
            return
        page = page or self._unreadable(address)
        told = page.told if place is None or page.state == "live" else place.modified
        failed = replace(self._checked(page), told=told, failures=page.failures + 1)
        self._keep(replace(failed, problem=type(error).__name__, reason=error.reason[:500]))

    def _unreadable(self, address: str) -> store.Page:
        """Make the page of an address that never gave an article."""
        return store.Page(
            id=pages.id_of(address, self._source_id),
            source_id=self._source_id,
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
            checked_at=self.means.now(),
            is_listed=True,
            is_composed=True,
        )

    def _checked(self, page: store.Page) -> store.Page:
        return replace(page, checked_at=self.means.now(), is_listed=self._is_listing)

    def _held(self, address: str) -> store.Page | None:
        page_id = pages.id_of(address, self._source_id)
        with self.means.database.read() as session:
            return pages.get(session, self.site_key, page_id)

    def _unlisted(self) -> Iterator[Found]:
        """Yield the pages that the source named before, and does no more, if they are due."""
        self._store()
        for page in self._due():
            if page.address.startswith(_WEB):
                self._place = Place(page.address)
                yield from self._pages_of(page.address)
            else:
                self.report.withdrawn += page.state == "live"
                self._keep(replace(self._checked(page), state="withdrawn", problem="", reason=""))

    def _due(self) -> Iterable[store.Page]:
        """Yield files that are gone, and unlisted pages of the web, no more than UNLISTED_MAX."""
        long_ago, after, asked = self.means.now() - UNLISTED_AFTER, "", 0
        while asked < UNLISTED_MAX:
            with self.means.database.read() as session:
                some = pages.of_source(session, self.site_key, self._source_id, after)
            if not some:
                return
            after = some[-1].id
            for page in some:
                is_web = page.address.startswith(_WEB)
                is_due = page.is_listed or (is_web and page.checked_at < long_ago)
                if page.id not in self._seen and is_due and asked < UNLISTED_MAX:
                    asked += is_web
                    yield page

    def _keep(self, page: store.Page, article: Article | None = None) -> None:
        """Store a page soon, with others."""
        self._seen.add(page.id)
        self._waiting.append((page, article))
        now = self.means.now()
        self._stored_at = self._stored_at or now
        if len(self._waiting) >= STORED_AT_A_TIME or now - self._stored_at >= STORED_AFTER:
            self._store()

    def _store(self) -> None:
        """Store what waits, in one transaction; what is withdrawn is so for readers at once."""
        waiting, self._waiting = self._waiting, []
        self._stored_at = None
        if not waiting or self.means.is_dry_run:
            return
        gone = [page.id for page, _ in waiting if page.state == "withdrawn"]

        def work(session: store.Session) -> None:
            for page, article in waiting:
                pages.save(session, self.site_key, page, article)
            withdrawing.withdraw(session, self.site_key, gone)

        self.means.database.commit(work)


def _name_of(article: Article) -> str:
    """Return what tells an article of a file from others: a row of questions by its question."""
    if not article.blocks and len(article.faqs) == 1:
        return f"{article.url} {article.faqs[0].question}".strip()
    return article.url or article.title
