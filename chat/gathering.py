"""Gathering: one pass over a source, which asks for nothing twice and keeps the last good copy.

Unchanged is what its list says so of (lastmod), what its server says so of (304), and what reads
as before; none of it costs anything further. 404, 410 and a clear noindex withdraw a page; any
other failure leaves it as it was. What came is stored every few pages, so that a pass which was
interrupted goes on where it was.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import store
from chat import page_states, unlisted
from chat.means import Means
from chat.page_keeping import Keeping
from chat.report import Report
from chat.telling import Telling
from faq import sources as readers
from faq.compose import entries_of
from faq.errors import SourceError
from faq.extraction_workers import Page as Unread
from faq.fetch import FIRST_TIME, Fetched, Known
from faq.model import Article
from faq.sources import Found, Place
from store import pages, sources

RESUMED_WITHIN = timedelta(days=1)

_WEB = ("http://", "https://")


def gather(means: Means, telling: Telling, location: str, report: Report) -> None:
    """Read a source to its end, store its pages, and count them; raise store.StoreError."""
    site_key = telling.site_key
    keeping = Keeping(means.database, telling, location, means.now, means.is_dry_run)
    is_new, resumed = _begin(means, site_key, location)
    before, one_pass = report.read, _Pass(means, keeping, report, resumed)
    try:
        one_pass.run()
    finally:
        keeping.store()
    if means.is_dry_run:
        return
    with means.database.write() as session:
        sources.end(session, site_key, location, one_pass.failure, means.now())
        if is_new and report.read == before:
            sources.forget(session, site_key, location)
            pages.drop_refused(session, site_key, keeping.source_id)


def _begin(means: Means, site_key: str, location: str) -> tuple[bool, datetime | None]:
    """Note that a pass begins; tell a new source, and since when one goes on that did not end."""
    now = means.now()
    with means.database.read() as session:
        held = sources.get(session, site_key, location)
    if held and held.began_at and now - held.began_at < RESUMED_WITHIN:
        return False, held.began_at
    if not means.is_dry_run:
        with means.database.write() as session:
            sources.begin(session, site_key, location, now)
    return held is None, None


@dataclass(slots=True)
class _Pass:
    """One pass over one source; `_place` is where the page that is being read was listed."""

    means: Means
    keeping: Keeping
    report: Report
    resumed: datetime | None
    failure: str = ""
    _is_listing: bool = True
    _place: Place | None = None
    _page: store.Page | None = None
    _unread: deque[tuple[str, str]] = field(default_factory=deque)
    _names: Counter[str] = field(default_factory=Counter)

    def run(self) -> None:
        """Read what the source names, then what it named before."""
        self._read(self._pages_of(self.keeping.location))
        if not self.failure:
            self._is_listing = False
            self.keeping.store()
            self._read(self._unlisted())

    @property
    def _is_web(self) -> bool:
        return self.keeping.location.startswith(_WEB)

    @property
    def _fetches(self) -> bool:
        """Tell whether pages are fetched, or looked for beside the file that lists them."""
        return self.means.fetch is not None and (self._is_web or not self.means.files_offline)

    def _pages_of(self, location: str) -> Iterator[Found]:
        return readers.pages(
            location,
            self._refuse_unread,
            self._fetch if self._fetches else None,
            today=self.means.now().date(),
            tally=self.means.tally,
            skip=self._skip,
            known=self._known,
        )

    def _read(self, found: Iterator[Found]) -> None:
        """Take every article; they come in the order of the pages, whoever extracts them."""
        tagged = (each for given in found if (each := self._tag(given)) is not None)
        refuse, tally = self._refuse_extracted, self.means.tally
        for article in readers.articles(tagged, refuse, tally, self.means.workers):
            self._take(article, *self._unread.popleft())

    def _tag(self, found: Found) -> Found | None:
        """Remember the address that a page was found at; None for a file that is as it was."""
        place, self._place = self._place, None
        if isinstance(found, Unread):
            address = found.location if place is None else place.url
            if self._is_web and place is None:
                address = self.keeping.location
            if not self._fetches or not (self._is_web or place):
                mark = page_states.mark_of(found.content, place)
                if self._is_same_file(address, mark):
                    return None
                found = page_states.marked(found, mark)
        else:
            address = self._name_of(found) if place is None else place.url
        self._unread.append((address, "" if place is None else place.modified))
        return found

    def _is_same_file(self, address: str, mark: str) -> bool:
        """Tell whether a file holds what it held when it was last read, and count it."""
        page = self.keeping.held(address)
        if page is None or self.means.asks_all or not page_states.is_marked(page, mark):
            return False
        self.keeping.keep(self._ours(page_states.same(page, "", self.means.now())))
        self.report.unchanged += 1
        self.means.tally.done(address)
        return True

    def _name_of(self, article: Article) -> str:
        """Return what tells an article of a file from others: a row of questions its question."""
        name = article.url or article.title
        if not article.blocks and len(article.faqs) == 1:
            name = f"{article.url} {article.faqs[0].question}".strip()
        self._names[name] += 1
        return name if self._names[name] == 1 else f"{name} ({self._names[name]})"

    def _skip(self, place: Place) -> bool:
        """Tell whether a page need not be asked for; called before each place is visited."""
        self._place = self._page = None
        if place.is_list:
            return False
        self._place = replace(place, url=place.url.partition("#")[0], content="")
        page = self._page = self.keeping.held(self._place.url)
        if page is None or not self._fetches or not self._is_settled(page, place):
            return False
        self.keeping.seen.add(page.id)
        if page != self._ours(page):
            self.keeping.keep(self._ours(page))
        self._count_again(page)
        self._place = None
        return True

    def _is_settled(self, page: store.Page, place: Place) -> bool:
        """Tell whether it was read in this pass already, or its list tells no change."""
        if self.resumed is not None and page.checked_at >= self.resumed:
            return True
        return page_states.is_told_the_same(page, place.modified) and not self.means.asks_all

    def _count_again(self, page: store.Page) -> None:
        if page.problem:
            self.report.refuse(page.address, page.reason)
        else:
            self.report.unchanged += page.state == "live"

    def _known(self, url: str) -> Known:
        page = self._page if self._page and self._page.address == url else self.keeping.held(url)
        if page is None or page.state != "live":
            return FIRST_TIME
        return Known(page.etag, page.last_modified)

    def _fetch(self, url: str, known: Known) -> Fetched:
        if self.means.fetch is None:
            raise ValueError("nothing fetches")
        fetched = self.means.fetch(url, known)
        page = self.keeping.held(url) if fetched.is_unchanged else None
        if page is not None:
            told = self._place.modified if self._place else page.told
            found = page_states.same(page, told, self.means.now())
            self.keeping.keep(self._ours(found))
            self.report.unchanged += 1
            self._place = None
        return fetched

    def _take(self, article: Article, address: str, told: str) -> None:
        """Store an article if it reads otherwise than before."""
        held = self.keeping.held_or_unread(address, is_listed=self._is_listing)
        page = page_states.read(held, article, told, self.means.now())
        is_same = page_states.reads_as_before(held, page.digest)
        self.keeping.keep(self._ours(page), None if is_same else article)
        self.report.unchanged += is_same
        self.report.changed += not is_same and held.state != "refused"
        self.report.new += held.state == "refused"
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
        if address == self.keeping.location and self.keeping.held(address) is None:
            self.failure = error.reason
            return
        held = self._ours(self.keeping.held_or_unread(address, is_listed=self._is_listing))
        told = held.told if place is None else place.modified
        page = page_states.failed(held, error, told, self.means.now())
        self.report.withdrawn += held.state == "live" and page.state == "withdrawn"
        self.keeping.keep(page)

    def _ours(self, page: store.Page) -> store.Page:
        """Say that this source names a page; of two that do, the last is asked when it ends."""
        return replace(page, source_id=self.keeping.source_id, is_listed=self._is_listing)

    def _unlisted(self) -> Iterator[Found]:
        """Yield the pages that the source named before, and does no more, if they are due."""
        for page in unlisted.due(self.keeping, self.means.now()):
            if page.address.startswith(_WEB):
                self._place = Place(page.address)
                yield from self._pages_of(page.address)
            else:
                self.report.withdrawn += page.state == "live"
                gone = page_states.same(page, "", self.means.now())
                self.keeping.keep(replace(gone, state="withdrawn", is_listed=False))
