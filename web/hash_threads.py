"""The threads on which passwords are hashed: few, for each hash takes 64 MiB and a tenth of a
second, and the event loop serves readers meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from gevent.threadpool import ThreadPool

from chat.errors import BusyError

AT_ONCE_MAX = 2
WAITING_MAX = 20

Made = TypeVar("Made")


class HashThreads:
    """Runs a few hashes at once; a few more wait, others are told to come back."""

    def __init__(self, at_once_max: int = AT_ONCE_MAX, waiting_max: int = WAITING_MAX) -> None:
        self._pool = ThreadPool(at_once_max)
        self._waiting_max = waiting_max
        self._begun = 0

    def __call__(self, work: Callable[[], Made], /) -> Made:
        """Run the work on a thread and give what it gives; raise BusyError, or what it raises."""
        if self._begun >= self._waiting_max:
            raise BusyError
        self._begun += 1
        try:
            outcome: Made | Exception = self._pool.apply(_outcome, (work,))
        finally:
            self._begun -= 1
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


def _outcome(work: Callable[[], Made]) -> Made | Exception:
    """Give what goes wrong: the pool would print it as if nobody awaited it."""
    try:
        return work()
    except Exception as error:
        return error
