"""Something to be done for each of many, always after the same time: one greenlet does it for all.

A greenlet that sleeps costs more memory than the rest of an idle socket.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

import gevent

TURN = 50

log = logging.getLogger(__name__)


class Alarms:
    """Names with the moment at which each is due, in the order in which they were set."""

    def __init__(self, seconds: float, ring: Callable[[str], None]) -> None:
        self._seconds = seconds
        self._ring = ring
        self._due: dict[str, float] = {}
        self._is_watched = False

    def __len__(self) -> int:
        return len(self._due)

    def set(self, name: str) -> None:
        """Ring for a name once the time is over, counted from now."""
        self._due.pop(name, None)
        self._due[name] = time.monotonic() + self._seconds
        if not self._is_watched:
            self._is_watched = True
            gevent.spawn(self._watch)

    def forget(self, name: str) -> None:
        """Ring no more for a name."""
        self._due.pop(name, None)

    def _watch(self) -> None:
        """Ring as long as any alarm is set; let others work after a few."""
        rung = 0
        while self._due:
            name, due = next(iter(self._due.items()))
            left = due - time.monotonic()
            if left > 0:
                gevent.sleep(left)
                continue
            del self._due[name]
            try:
                self._ring(name)
            except Exception:
                log.exception("an alarm has failed")
            rung += 1
            if rung % TURN == 0:
                gevent.sleep(0)
        self._is_watched = False
