"""One request at a time to each host, and a pause between two."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Clock = Callable[[], float]
Sleep = Callable[[float], None]


class Pace:
    """When each host may be asked next, by a monotonic clock; several threads may share one."""

    def __init__(self, clock: Clock, sleep: Sleep) -> None:
        self._clock = clock
        self._sleep = sleep
        self._turns: dict[str, threading.Lock] = {}
        self._next: dict[str, float] = {}
        self._closed_until: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, pause_seconds: float) -> Iterator[None]:
        """Wait until a host may be asked; nobody else asks it within the block.

        The next turn begins `pause_seconds` after this one began, at the earliest.
        """
        with self._turns.setdefault(host, threading.Lock()):
            now = self._clock()
            wait = self._next.get(host, now) - now
            if wait > 0:
                self._sleep(wait)
            self._next[host] = self._clock() + pause_seconds
            yield

    def hold(self, host: str, seconds: float) -> None:
        """Let the next turn of a host begin no earlier than in some seconds."""
        held = self._clock() + seconds
        self._next[host] = max(self._next.get(host, held), held)

    def close(self, host: str, seconds: float) -> None:
        """Note that a host is not to be asked for some seconds."""
        self._closed_until[host] = self._clock() + seconds

    def closed_seconds(self, host: str) -> float:
        """Return for how long a host is not to be asked; 0 when it may be."""
        now = self._clock()
        return max(0.0, self._closed_until.get(host, now) - now)
