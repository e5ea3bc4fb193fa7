"""Telling: workers hear of changed entries, at most once a minute while more of them come.

Each time they hear, every worker makes its index anew, and a long import changes entries hundreds
of times. Each change is noted in its own transaction (`store.untold`), so that what a pass that
died has not told is told by the next one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import store
from store import untold

TOLD_EVERY = timedelta(minutes=1)


@dataclass(slots=True)
class Telling:
    """Tells the workers of one site; `told_at` is when it last did, None for never."""

    database: store.Database
    site_key: str
    now: Callable[[], datetime]
    told_at: datetime | None = None

    def tell_if_due(self) -> None:
        """Tell what is noted, unless workers have heard less than a minute ago."""
        if self.told_at is None or self.now() - self.told_at >= TOLD_EVERY:
            self.tell()

    def tell(self) -> bool:
        """Tell what is noted; give whether there was anything. Raise store.StoreError."""
        with self.database.read() as session:
            if not untold.is_noted(session, self.site_key):
                return False
        is_new = self.database.commit(lambda session: untold.tell(session, self.site_key))
        if is_new:
            self.told_at = self.now()
        return is_new
