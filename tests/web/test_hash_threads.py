"""Two hashes at once and no more, however many ask; and the rest is told to come back."""

from __future__ import annotations

import threading

import gevent
import pytest

from chat.errors import BusyError
from web.hash_threads import AT_ONCE_MAX, HashThreads


class Work:
    """Work that goes on until it is let go, and counts how much of it is done at once."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.at_once = self.most = 0
        self._lock = threading.Lock()

    def __call__(self) -> str:
        with self._lock:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        self.go.wait(30)
        with self._lock:
            self.at_once -= 1
        return "done"


def test_two_are_done_at_once_and_no_more() -> None:
    threads, work = HashThreads(), Work()
    asked = [gevent.spawn(threads, work) for _ in range(8)]
    while work.at_once < AT_ONCE_MAX:
        gevent.sleep(0.01)
    work.go.set()
    gevent.joinall(asked, raise_error=True)
    assert [each.value for each in asked] == ["done"] * 8
    assert work.most == AT_ONCE_MAX == 2


def test_who_finds_too_many_waiting_is_told_to_come_back() -> None:
    threads, work = HashThreads(waiting_max=3), Work()
    asked = [gevent.spawn(threads, work) for _ in range(3)]
    while work.at_once < AT_ONCE_MAX:
        gevent.sleep(0.01)
    with pytest.raises(BusyError):
        threads(work)
    work.go.set()
    gevent.joinall(asked, raise_error=True)
    assert threads(lambda: 7) == 7


def test_what_the_work_raises_is_raised_here() -> None:
    def fail() -> None:
        raise LookupError("no")

    with pytest.raises(LookupError):
        HashThreads()(fail)
