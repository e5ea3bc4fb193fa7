"""The thread that waits for the disk, so that the event loop serves readers meanwhile."""

from __future__ import annotations

from collections.abc import Callable

from gevent.threadpool import ThreadPool


class DiskThread:
    """Runs one commit after another beside the event loop."""

    def __init__(self) -> None:
        self._pool = ThreadPool(1)

    def __call__(self, work: Callable[[], None]) -> None:
        """Run `work` on the thread and return when it is done; raise what it raises.

        Whoever is stopped meanwhile still waits for the end: the connection is at work until then.
        """
        outcome = self._pool.spawn(_error_of, work)
        stopped: BaseException | None = None
        while not outcome.ready():
            try:
                outcome.wait()
            except BaseException as error:
                stopped = error
        failed: Exception | None = outcome.get()
        if stopped is not None:
            raise stopped
        if failed is not None:
            raise failed


def _error_of(work: Callable[[], None]) -> Exception | None:
    """Give what goes wrong: the pool would print it as if nobody awaited it."""
    try:
        work()
    except Exception as error:
        return error
    return None
