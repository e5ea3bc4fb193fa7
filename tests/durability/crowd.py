"""Many tabs at once, each in a thread of its own: the load under which a server is hurt."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path
from string import ascii_lowercase

from .tab import Tab

PATIENCE_SECONDS = 60.0
LOOK_SECONDS = 0.01
UNANSWERED_MAX = 20


@contextmanager
def gathered(
    url: str, conversations: int = 1, tabs_each: int = 1, window: int = 1
) -> Iterator[list[Tab]]:
    """Give the tabs of some conversations, each with its token, and hang up in the end."""
    tabs = []
    try:
        for number in range(conversations):
            first = Tab(url, f"t{number}a", window=window)
            tabs.append(first)
            if not first.work_until(lambda tab=first: bool(tab.token)):  # type: ignore[misc]
                raise TimeoutError(f"no welcome: {first.refusals}")
            for letter in ascii_lowercase[1:tabs_each]:
                tabs.append(Tab(url, f"t{number}{letter}", first.token, window))
        yield tabs
    finally:
        for tab in tabs:
            tab.close()


@contextmanager
def at_work(tabs: Sequence[Tab]) -> Iterator[None]:
    """Let tabs ask as fast as they are acked and answered while something happens to the server."""
    over = threading.Event()

    def work(tab: Tab) -> None:
        while not over.is_set():
            if tab.unanswered < UNANSWERED_MAX:
                tab.write(tab.window - tab.waiting)
            tab.work()

    with ThreadPoolExecutor(len(tabs)) as pool:
        working = [pool.submit(work, tab) for tab in tabs]
        try:
            yield
        finally:
            over.set()
    for each in working:
        each.result()


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait until something is so; raise TimeoutError when it does not become so."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        if time.monotonic() > deadline:
            raise TimeoutError("it has not happened")
        time.sleep(LOOK_SECONDS)


def acks(tabs: Sequence[Tab]) -> int:
    """Count the acks that have come so far."""
    return sum(len(tab.acked) for tab in tabs)


def settle(tabs: Sequence[Tab], database: Path) -> None:
    """Let tabs send what is unacked, and take in all answers and all that is stored."""
    each_until(tabs, lambda tab: not tab.waiting)
    each_until(tabs, lambda tab: tab.last_seq >= 2 * questions(database, tab.conversation_id))


def each_until(tabs: Sequence[Tab], is_done: Callable[[Tab], bool]) -> None:
    """Let all tabs work at once until something holds for each, or patience ends."""
    with ThreadPoolExecutor(len(tabs)) as pool:
        for tab in tabs:
            pool.submit(tab.work_until, lambda tab=tab: is_done(tab), PATIENCE_SECONDS)  # type: ignore[misc]


def questions(database: Path, conversation_id: str) -> int:
    """Count the stored questions of a conversation."""
    with closing(sqlite3.connect(f"{database.as_uri()}?mode=ro", uri=True)) as connection:
        row = connection.execute(
            "SELECT count(*) FROM message WHERE conversation_id = ? AND author = 'visitor'",
            (conversation_id,),
        ).fetchone()
    return int(row[0])
