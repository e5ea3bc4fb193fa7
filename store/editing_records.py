"""Entries as editors see them: where each is placed, and what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from faq.model import Entry
from store.records import EntryOwner, EntryState

What = Literal["built", "written", "edited", "restored", "imported"]
Problem = Literal["", "expired", "upcoming", "lost_redirect", "no_link"]


@dataclass(frozen=True, slots=True)
class Placing:
    """When an entry answers, and how.

    `valid_from` and `valid_until` are the first and the last day, as ISO dates of the site's time
    zone, empty for no bound. A pinned entry comes first among matches. `redirect_to` is the id of
    the entry whose answer is given instead of its own.
    """

    valid_from: str = ""
    valid_until: str = ""
    is_pinned: bool = False
    redirect_to: str = ""

    def standing(self, today: date) -> tuple[bool, str]:
        """Tell whether it answers today, and the day on which that changes next, if any."""
        now = today.isoformat()
        if self.valid_from and now < self.valid_from:
            return False, self.valid_from
        if not self.valid_until:
            return True, ""
        if now > self.valid_until:
            return False, ""
        last = date.fromisoformat(self.valid_until)
        return True, "" if last == date.max else (last + timedelta(days=1)).isoformat()


@dataclass(frozen=True, slots=True)
class KeptEntry:
    """An entry as it is stored: whether readers are answered with it, and who may change it."""

    entry: Entry
    state: EntryState
    owner: EntryOwner
    updated_at: datetime
    placing: Placing = Placing()
    is_in_force: bool = True


@dataclass(frozen=True, slots=True)
class Revision:
    """An entry as it was from `at` on, by `who`; empty for a rebuild."""

    number: int
    at: datetime
    who: str
    what: What
    entry: Entry
    state: EntryState
    placing: Placing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What entries are looked for: by words and by what they are; empty for any."""

    words: str = ""
    state: EntryState | Literal[""] = ""
    owner: EntryOwner | Literal[""] = ""
    section: str = ""
    problem: Problem = ""
