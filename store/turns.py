"""Who writes next: one leads at a time, and may take along those who wait behind him.

Made of plain locks, which gevent makes cooperative: it works for threads and for greenlets.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from store.errors import DatabaseBusyError


@dataclass(slots=True, eq=False)
class Unit:
    """One writer's place in the queue; without `work` he wants the turn for himself alone."""

    deadline: float
    work: Callable[[Session], object] | None = None
    result: object = None
    error: Exception | None = None
    leads: bool = False
    is_taken: bool = False
    woken: threading.Event = field(default_factory=threading.Event)

    def run(self, session: Session) -> None:
        """Do the work; a second time if need be."""
        self.result = None if self.work is None else self.work(session)

    def outcome(self) -> object:
        """Give what the work gave, or raise what went wrong."""
        if self.error is not None:
            raise self.error
        return self.result


class Turns:
    """The queue of writers; its first one leads."""

    def __init__(self, waiting_max: int, clock: Callable[[], float]) -> None:
        self._waiting_max = waiting_max
        self._clock = clock
        self._waiting: deque[Unit] = deque()
        self._is_led = False
        self._lock = threading.Lock()

    def wait(self, unit: Unit) -> None:
        """Queue, and return when the unit leads or was done by another.

        Raise DatabaseBusyError when the queue is full, or when nobody has taken the unit up by
        its deadline; then it never will be.
        """
        with self._lock:
            if len(self._waiting) >= self._waiting_max:
                raise DatabaseBusyError("too many are waiting to write; try again in a moment")
            self._waiting.append(unit)
            unit.leads = not self._is_led
            self._is_led = True
        if unit.leads:
            return
        try:
            if not unit.woken.wait(max(0.0, unit.deadline - self._clock())):
                self._leave(unit)
                unit.woken.wait()
        except BaseException:
            self._abandon(unit)
            raise

    def taken(self, count_max: int) -> list[Unit]:
        """Take up to `count_max` units from the front of the queue that may commit together."""
        batch: list[Unit] = []
        with self._lock:
            while self._waiting and self._waiting[0].work is not None and len(batch) < count_max:
                batch.append(self._waiting.popleft())
                batch[-1].is_taken = True
        return batch

    def pass_on(self, done: list[Unit]) -> None:
        """Wake those whose work is done, and let the next one lead."""
        with self._lock:
            if self._waiting and self._waiting[0].leads:
                self._waiting.popleft()
            following = self._waiting[0] if self._waiting else None
            self._is_led = following is not None
            if following is not None:
                following.leads = True
        for unit in [*done, following]:
            if unit is not None:
                unit.woken.set()

    def _leave(self, unit: Unit) -> None:
        """Take a unit out of the queue, unless its turn has come at this very moment."""
        with self._lock:
            if unit.leads or unit.is_taken:
                return
            self._waiting.remove(unit)
        raise DatabaseBusyError("another request is still writing; try again in a moment")

    def _abandon(self, unit: Unit) -> None:
        """Go away in the middle of waiting: nobody is left to lead in this unit's name."""
        with self._lock:
            leads = unit.leads
            if not leads and unit in self._waiting:
                self._waiting.remove(unit)
        if leads:
            self.pass_on([])
