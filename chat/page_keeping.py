"""Keeping: the pages of one pass, found when they are asked for, and stored a few at a time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import store
from chat import page_states, withdrawing
from chat.telling import Telling
from faq.model import Article
from store import pages, sources

STORED_AT_A_TIME = 50
STORED_AFTER = timedelta(seconds=5)


@dataclass(slots=True)
class Keeping:
    """The pages of a source of a site; a dry run stores none of them. `seen` are their ids."""

    database: store.Database
    telling: Telling
    location: str
    now: Callable[[], datetime]
    is_dry_run: bool
    seen: set[str] = field(default_factory=set)
    _waiting: list[tuple[store.Page, Article | None]] = field(default_factory=list)
    _since: datetime | None = None

    @property
    def site_key(self) -> str:
        """Give the key of the site."""
        return self.telling.site_key

    @property
    def source_id(self) -> str:
        """Give the id of the source."""
        return sources.id_of(self.location)

    def held(self, address: str) -> store.Page | None:
        """Find the page of an address as it was stored."""
        page_id = pages.id_of(address, self.source_id)
        with self.database.read() as session:
            return pages.get(session, self.site_key, page_id)

    def held_or_unread(self, address: str, *, is_listed: bool) -> store.Page:
        """Find the page of an address, or make one that was never read."""
        page_id = pages.id_of(address, self.source_id)
        return self.held(address) or page_states.unread(
            page_id, self.source_id, address, self.now(), is_listed=is_listed
        )

    def after(self, page_id: str) -> list[store.Page]:
        """List the next stored pages of the source, by their ids."""
        with self.database.read() as session:
            return pages.of_source(session, self.site_key, self.source_id, page_id)

    def keep(self, page: store.Page, article: Article | None = None) -> None:
        """Store a page soon, with others."""
        self.seen.add(page.id)
        self._waiting.append((page, article))
        now = self.now()
        self._since = self._since or now
        if len(self._waiting) >= STORED_AT_A_TIME or now - self._since >= STORED_AFTER:
            self.store()

    def store(self) -> None:
        """Store what waits, in one transaction; readers soon miss what is withdrawn."""
        waiting, self._waiting, self._since = self._waiting, [], None
        if not waiting or self.is_dry_run:
            return
        gone = [page.id for page, _ in waiting if page.state == "withdrawn"]

        def work(session: store.Session) -> None:
            for page, article in waiting:
                pages.save(session, self.site_key, page, article)
            withdrawing.withdraw(session, self.site_key, gone)

        self.database.commit(work)
        self.telling.tell_if_due()
