"""Pages that a source named before and names no more: which of them a pass goes and looks for.

Feeds forget the older articles, which are there all the same: once a week is enough for those. A
file that is gone from its folder is gone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import store
from chat.page_keeping import Keeping

ASKED_AFTER = timedelta(days=7)
ASKED_MAX = 500

_WEB = ("http://", "https://")


def due(keeping: Keeping, now: datetime) -> Iterator[store.Page]:
    """Yield what a pass has not seen: files, and pages of the web, no more than ASKED_MAX."""
    asked = 0
    for page in _pages(keeping):
        is_web = page.address.startswith(_WEB)
        is_due = page.is_listed or (is_web and page.checked_at < now - ASKED_AFTER)
        if page.id not in keeping.seen and is_due and asked < ASKED_MAX:
            asked += is_web
            yield page


def _pages(keeping: Keeping) -> Iterator[store.Page]:
    """Yield every page of the source, some at a time; nothing is held open in between."""
    some = keeping.after("")
    while some:
        yield from some
        some = keeping.after(some[-1].id)
