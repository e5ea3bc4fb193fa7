"""Knowledge: one searchable index a site, built aside and swapped whole.

Whoever changes entries raises the site's `knowledge_version` in the same transaction; every
worker compares it with the version it serves. Readers are answered from the old index until
the new one is there. Where there is a folder for them, one worker builds an index and saves it
(saved_indexes.py); the others open it. What an editor has just changed is served before that,
from a small index laid over the old one (taught.py).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

import faq
import store
from chat import urls
from chat.errors import UnknownSiteError
from chat.examination import Answering
from chat.kept_answers import ANSWERS_KEPT_MAX, KeptAnswers, Previous
from chat.meanings import Meanings
from chat.pinning import serving
from chat.saved_indexes import SavedIndexes, wait
from chat.taught import Changes, TaughtOverlay, taught_overlay
from faq.indexing import Progress
from faq.overlay import Overlay
from store import entries as stored_entries
from store import sites

log = logging.getLogger(__name__)

Build = Callable[[], faq.Index]


@dataclass(frozen=True, slots=True)
class Shelf:
    """An index, the version of the entries it was built from, and its last answers.

    `overlay` is what editors have written since then, up to the version `followed`; the index no
    longer tells what they changed. `pins` are the ids of the entries that come first.
    """

    version: int
    index: faq.Index
    kept: KeptAnswers
    overlay: TaughtOverlay | None = None
    followed: int = -1
    pins: frozenset[str] = frozenset()

    @property
    def serving(self) -> Answering:
        """Give what questions are put to."""
        return serving(self.index, None if self.overlay is None else self.overlay.laid, self.pins)

    def answer(
        self,
        question: str,
        page: str | None,
        previous: Previous | None,
        locale: str,
        bands: faq.Bands,
    ) -> faq.Answer:
        """Answer a question from all that is served."""
        return self.serving.answer(question, page, previous, locale, bands)


class Knowledge:
    """The indexes of all sites; `run` says where the heavy building happens.

    With a folder, indexes are kept there: workers share what one of them built. `answers_kept_max`
    is how many answers of each index are kept.
    """

    def __init__(
        self,
        database: store.Database,
        meanings: Meanings | None = None,
        run: Callable[[Build], faq.Index] = lambda build: build(),
        folder: Path | None = None,
        answers_kept_max: int = ANSWERS_KEPT_MAX,
    ) -> None:
        self._database = database
        self._meanings = meanings
        self._run = run
        self._folder = folder
        self._answers_kept_max = answers_kept_max
        self._shelves: dict[str, Shelf] = {}
        self._building = threading.Lock()

    def index(self, site_key: str) -> faq.Index:
        """Give the index of a site, building it first if need be; raise UnknownSiteError."""
        return self.shelf(site_key).index

    def shelf(self, site_key: str) -> Shelf:
        """Give the index of a site with what belongs to it, as `index` does."""
        shelf = self._shelves.get(site_key)
        if shelf is None:
            self._follow(site_key)
            shelf = self._shelves[site_key]
        return shelf

    def index_if_built(self, site_key: str) -> faq.Index | None:
        """Give the index of a site when it is there, without waiting."""
        shelf = self._shelves.get(site_key)
        return None if shelf is None else shelf.index

    def kept_answers(self, site_key: str) -> KeptAnswers | None:
        """Give the last answers of a site's index when it is there, without waiting."""
        shelf = self._shelves.get(site_key)
        return None if shelf is None else shelf.kept

    def refresh(self, progress: Progress | None = None) -> list[str]:
        """Rebuild what has changed; give the keys of the sites that were rebuilt.

        `progress` is told how many entries are indexed and how many there are.
        """
        with self._database.read() as session:
            versions = sites.knowledge_versions(session)
        return [key for key, version in versions.items() if self._is_behind(key, version, progress)]

    def follow_editors(self) -> list[str]:
        """Serve what editors have changed beside the indexes; give the keys of those sites.

        It takes a fraction of a second, where `refresh` builds a whole index.
        """
        with self._database.read() as session:
            versions = sites.knowledge_versions(session)
        return [key for key, version in versions.items() if self._is_taught(key, version)]

    def is_ready(self) -> bool:
        """Tell whether every site has an index; raise store.StoreError without a database."""
        with self._database.read() as session:
            return all(key in self._shelves for key in sites.knowledge_versions(session))

    def candidate(self, site_key: str, edits: Changes) -> Overlay:
        """Lay an editor's edits over what is served, to be looked at; nothing is served of it.

        Raise UnknownSiteError.
        """
        shelf = self.shelf(site_key)
        with self._database.read() as session:
            changes = stored_entries.changed_since(session, site_key, shelf.version)
        edited = {entry.id for entry, _ in edits}
        merged = [*(each for each in changes if each[0].id not in edited), *edits]
        base = shelf.index if shelf.overlay is None else shelf.overlay.base
        made: list[TaughtOverlay] = []

        def build() -> faq.Index:
            made.append(taught_overlay(base, merged))
            return made[0].laid.big

        self._run(build)
        return made[0].laid

    def _is_taught(self, site_key: str, version: int) -> bool:
        """Lay what was changed over one index; tell whether there was anything to do."""
        shelf = self._shelves.get(site_key)
        if shelf is None or max(shelf.version, shelf.followed) >= version:
            return False
        taught = self._with_changes(site_key, shelf)
        if self._shelves.get(site_key) is shelf:  # else a newer index has come meanwhile
            self._shelves[site_key] = taught
        return True

    def _with_changes(self, site_key: str, shelf: Shelf) -> Shelf:
        """Lay over an index what editors have changed since it was built."""
        with self._database.read() as session:
            version = _site(session, site_key).knowledge_version
            changes = stored_entries.changed_since(session, site_key, shelf.version)
            shelf = replace(shelf, pins=stored_entries.pins(session, site_key))
        if not changes:
            return replace(shelf, followed=version)
        base = shelf.index if shelf.overlay is None else shelf.overlay.base
        made: list[TaughtOverlay] = []

        def build() -> faq.Index:
            made.append(taught_overlay(base, changes))
            return made[0].laid.big

        big = self._run(build)
        kept = KeptAnswers(big, self._answers_kept_max)
        return replace(shelf, index=big, kept=kept, overlay=made[0], followed=version)

    def _is_behind(self, site_key: str, version: int, progress: Progress | None) -> bool:
        """Rebuild one site if its entries are newer; tell whether they were."""
        shelf = self._shelves.get(site_key)
        if shelf is not None and shelf.version == version:
            return False
        self._follow(site_key, progress)
        return True

    def _follow(self, site_key: str, progress: Progress | None = None) -> None:
        """Put the index of the stored entries in place of the old one."""
        with self._building:
            with self._database.read() as session:
                site = _site(session, site_key)
            held = self._shelves.get(site_key)
            if held is not None and held.version == site.knowledge_version:
                return
            if self._folder is None:
                shelf = self._built(site_key, None, progress)
            else:
                saved = SavedIndexes.of_site(self._folder, site_key)
                shelf = self._kept(site, saved, progress)
            # What was changed while it was built must not be gone for a moment.
            self._shelves[site_key] = self._with_changes(site_key, shelf)
        log.info("site %s: %d entries indexed", site_key, len(shelf.index))

    def _kept(self, site: store.Site, saved: SavedIndexes, progress: Progress | None) -> Shelf:
        """Open the saved index of a site; where there is none, build it, one worker at a time."""
        version = site.knowledge_version

        def opened() -> faq.Index:
            return self._with_meaning(site.key, version, saved.open(version))

        with suppress(faq.IndexUnusableError):
            return self._shelf(version, opened)
        with saved.lock() as lock:

            def opened_after_waiting() -> faq.Index:
                wait(lock)
                return opened()

            with suppress(faq.IndexUnusableError):
                return self._shelf(version, opened_after_waiting)
            return self._built(site.key, saved, progress)

    def _built(self, site_key: str, saved: SavedIndexes | None, progress: Progress | None) -> Shelf:
        """Build the index of the stored entries, and keep it where that is wished."""
        with self._database.read() as session:
            version = _site(session, site_key).knowledge_version
            entries = stored_entries.published(session, site_key)

        def build() -> faq.Index:
            index = faq.Index(entries, meaning="off", progress=progress)
            entries.clear()
            kept = index if saved is None else saved.save(version, index)
            return self._with_meaning(site_key, version, kept)

        return self._shelf(version, build)

    def _shelf(self, version: int, build: Build) -> Shelf:
        index = self._run(build)
        return Shelf(version, index, KeptAnswers(index, self._answers_kept_max))

    def _with_meaning(self, site_key: str, version: int, index: faq.Index) -> faq.Index:
        """Let an index ask for a second opinion, where there is a model."""
        if self._meanings is None:
            return index
        return index.with_meaning(self._meanings.opinion_on(site_key, version, index))


def _site(session: store.Session, site_key: str) -> store.Site:
    """Give a site; raise UnknownSiteError."""
    site = sites.get(session, site_key)
    if site is None:
        raise UnknownSiteError(f"there is no site {site_key!r}")
    return site


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
