"""Withdrawing: a page that is gone answers nobody any more, and is answered with when it is back.

Its entries are retired, never deleted; what an editor owns stays as he left it.
"""

from __future__ import annotations

from collections.abc import Sequence

import store
from store import page_entries, pages, untold


def withdraw(session: store.Session, site_key: str, page_ids: Sequence[str]) -> int:
    """Retire the entries of pages, and note it for the workers; give how many entries."""
    if not page_ids:
        return 0
    retired = page_entries.retire(session, site_key, page_ids)
    if retired:
        untold.note(session, site_key)
        _let_others_speak(session, site_key, page_ids)
    return retired


def _let_others_speak(session: store.Session, site_key: str, page_ids: Sequence[str]) -> None:
    """Where a page spoke for near-duplicates of it, have it found out anew who does."""
    known = pages.composition(session, site_key)
    speakers = set() if known is None else set(known.silent.values())
    if speakers:
        articles = (pages.article(session, site_key, each) for each in page_ids)
        if any(article is not None and article.url in speakers for article in articles):
            pages.forget_composition(session, site_key)
