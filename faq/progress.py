"""How far a long work is: counted in one place, told to who asks, drawn where a person looks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TextIO

# Told (how many are done, how many there are where that is known, what was done last).
Progress = Callable[[int, int | None, str], None]
Clock = Callable[[], float]

REDRAWN_SECONDS = 0.1
WIDTH = 20
NAME_CHARACTERS_MAX = 40


class Tally:
    """Counts what is done and what is known to come."""

    def __init__(self, progress: Progress | None = None) -> None:
        self._progress = progress
        self._done = 0
        self._total: int | None = 0

    def expect(self, count: int | None) -> None:
        """Add to what is to be done; None where nobody can know how much comes."""
        self._total = None if count is None or self._total is None else self._total + count

    def done(self, location: str) -> None:
        """Count one more as done."""
        self._done += 1
        if self._progress is not None:
            total = None if self._total is None else max(self._total, self._done)
            self._progress(self._done, total, location)


@contextmanager
def bar(stream: TextIO, clock: Clock = time.monotonic) -> Iterator[Progress | None]:
    """Give what draws a bar on a terminal, and take the bar away at the end.

    None where the stream is no terminal.
    """
    if not stream.isatty():
        yield None
        return
    drawn = _Bar(stream, clock)
    try:
        yield drawn
    finally:
        drawn.clear()


class _Bar:
    """One line of a terminal, drawn over and over."""

    def __init__(self, stream: TextIO, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock
        self._began = clock()
        self._drawn = float("-inf")

    def __call__(self, done: int, total: int | None, location: str) -> None:
        """Draw, unless that was done a moment ago and more is to come."""
        now = self._clock()
        if now - self._drawn < REDRAWN_SECONDS and done != total:
            return
        self._drawn = now
        line = line_of(done, total, location, now - self._began)
        self._stream.write(f"\r{line}\x1b[K")
        self._stream.flush()

    def clear(self) -> None:
        """Take the line away."""
        self._stream.write("\r\x1b[K")
        self._stream.flush()


def line_of(done: int, total: int | None, location: str, seconds: float) -> str:
    """Write how far it is, how fast it goes, and how long it still takes."""
    rate = done / seconds if seconds > 0 else 0.0
    name = "".join(c if c.isprintable() else "?" for c in location[-NAME_CHARACTERS_MAX:])
    if total is None:
        return f"{done} · {rate:.0f}/s · {name}"
    full = WIDTH * done // max(total, 1)
    left = f"{_duration((total - done) / rate)} left" if rate else "…"
    return f"[{'#' * full}{'.' * (WIDTH - full)}] {done}/{total} · {rate:.0f}/s · {left} · {name}"


def _duration(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes}:{rest:02}"
