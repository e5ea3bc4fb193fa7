"""Knowledge: one searchable index a site, built aside and swapped whole.

Whoever changes entries raises the site's `knowledge_version` in the same transaction; every
worker compares it with the version it serves. Readers are answered from the old index until
the new one is there.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import faq
import store
from chat import urls
from chat.errors import UnknownSiteError
from store import entries as stored_entries
from store import sites

log = logging.getLogger(__name__)

Build = Callable[[], faq.Index]


@dataclass(frozen=True, slots=True)
class Shelf:
    """An index and the version of the entries it was built from."""

    version: int
    index: faq.Index


class Knowledge:
    """The indexes of all sites; `run` says where the heavy building happens."""

    def __init__(
        self,
        database: store.Database,
        meaning: Literal["auto", "off"] = "auto",
        run: Callable[[Build], faq.Index] = lambda build: build(),
    ) -> None:
        self._database = database
        self._meaning = meaning
        self._run = run
        self._shelves: dict[str, Shelf] = {}
        self._building = threading.Lock()

    def index(self, site_key: str) -> faq.Index:
        """Give the index of a site, building it first if need be; raise UnknownSiteError."""
        shelf = self._shelves.get(site_key)
        if shelf is None:
            self._follow(site_key)
            shelf = self._shelves[site_key]
        return shelf.index

    def index_if_built(self, site_key: str) -> faq.Index | None:
        """Give the index of a site when it is there, without waiting."""
        shelf = self._shelves.get(site_key)
        return None if shelf is None else shelf.index

    def refresh(self) -> list[str]:
        """Rebuild what has changed; give the keys of the sites that were rebuilt."""
        with self._database.read() as session:
            versions = sites.knowledge_versions(session)
        return [key for key, version in versions.items() if self._is_behind(key, version)]

    def is_ready(self) -> bool:
        """Tell whether every site has an index; raise store.StoreError without a database."""
        with self._database.read() as session:
            return all(key in self._shelves for key in sites.knowledge_versions(session))

    def _is_behind(self, site_key: str, version: int) -> bool:
        """Rebuild one site if its entries are newer; tell whether they were."""
        shelf = self._shelves.get(site_key)
        if shelf is not None and shelf.version == version:
            return False
        self._follow(site_key)
        return True

    def _follow(self, site_key: str) -> None:
        """Build the index of the stored entries and put it in place of the old one."""
        with self._building:
            with self._database.read() as session:
                site = sites.get(session, site_key)
                if site is None:
                    raise UnknownSiteError(f"there is no site {site_key!r}")
                held = self._shelves.get(site_key)
                if held is not None and held.version == site.knowledge_version:
                    return
                entries = stored_entries.published(session, site_key)
            index = self._run(lambda: faq.Index(entries, meaning=self._meaning))
            self._shelves[site_key] = Shelf(site.knowledge_version, index)
        log.info("site %s: %d entries indexed", site_key, len(entries))


def import_entries(
    session: store.Session, site: store.Site, entries: Iterable[faq.Entry], now: datetime
) -> int:
    """Put freshly built entries in place of the last build's; give how many were stored.

    Their links become absolute where the site has a base URL; what editors own is kept.
    """
    linked = [replace(entry, url=urls.entry_address(entry.url, site.base_url)) for entry in entries]
    stored = stored_entries.replace_rebuilt(session, site.key, linked, now)
    sites.raise_knowledge_version(session, site.key)
    return stored
