"""The ratios to reach, each inside one run; what was met is held against floors.json."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import floors
from benchmarks.load.contestants import BARE, CHAT, ECHO, LIMITED, NODE
from benchmarks.load.run import Results

SECTION = "sockets"
LEAST, MOST = "at least", "at most"
# Moments differ by a fifth. A floor is the target once that is reached with some to spare; until
# then what was met, less this share.
MARGIN = 0.3
THROUGHPUT = "messages a second"

Value = Callable[[Results], float]


@dataclass(frozen=True, slots=True)
class Target:
    """One ratio or figure to reach; `value` raises KeyError where it was not measured."""

    subject: str
    figure: str
    bound: str
    limit: float
    value: Value

    def is_met(self, value: float) -> bool:
        """Tell whether a figure reaches the target."""
        return value >= self.limit if self.bound == LEAST else value <= self.limit

    def floor(self, value: float) -> float:
        """Give what is to be pinned when a figure was met."""
        if self.bound == LEAST:
            return min(self.limit, value * (1 - MARGIN))
        return max(self.limit, value * (1 + MARGIN))


def _of(letter: str, figure: str) -> Value:
    return lambda results: results[letter][figure]


def _times(letter: str, other: str, figure: str) -> Value:
    return lambda results: results[letter][figure] / results[other][figure]


TARGETS = (
    Target("echo", "throughput, times bare", LEAST, 4.0, _times(ECHO, BARE, THROUGHPUT)),
    Target("echo", "throughput, times Node", LEAST, 0.35, _times(ECHO, NODE, THROUGHPUT)),
    Target("chat", "throughput, times bare", LEAST, 0.7, _times(CHAT, BARE, THROUGHPUT)),
    Target("chat", "p99 at 500/s, ms", MOST, 10.0, _of(CHAT, "500 p99")),
    Target("chat", "p99 at 500/s, of bare", MOST, 1 / 3, _times(CHAT, BARE, "500 p99")),
    Target("echo", "kB a connection, 10,000 idle", MOST, 60.0, _of(ECHO, "kilobytes at 10000")),
    Target("chat", "kB a connection, 10,000 idle", MOST, 60.0, _of(CHAT, "kilobytes at 10000")),
    Target("echo", "2,000 back and answered, s", MOST, 3.5, _of(ECHO, "storm 2000 answered")),
    Target("chat", "2,000 back and answered, s", MOST, 3.5, _of(CHAT, "storm 2000 answered")),
    Target("chat", "a flood adds to p99, ms", MOST, 50.0, _of(LIMITED, "flood adds")),
)


def met(results: Results) -> Iterator[tuple[Target, float | None]]:
    """Yield each target with what was met; None where it was not measured."""
    for target in TARGETS:
        try:
            yield target, target.value(results)
        except KeyError:
            yield target, None


def verdict(target: Target, value: float | None) -> str:
    """Say PASS, MISS, or that there is no figure."""
    if value is None:
        return "no figure"
    return "PASS" if target.is_met(value) else "MISS"


def shown(results: Results) -> str:
    """Give one line for each target."""
    return "\n".join(
        f"{verdict(target, value):9} {target.subject}: {target.figure} "
        f"{'?' if value is None else f'{value:.3g}'} ({target.bound} {target.limit:.3g})"
        for target, value in met(results)
    )


def held(results: Results, update: bool, allow_regression: bool, file: Path = floors.FILE) -> int:
    """Compare with the floors; with `update`, pin what was met less a margin, up to the target."""
    told = [(target, value) for target, value in met(results) if value is not None]
    lower = {target.figure for target in TARGETS if target.bound == MOST}
    missed = floors.held(SECTION, _grouped(dict(told)), lower, file=file)
    if not update or (missed and not allow_regression):
        return missed
    pinned = {target: target.floor(value) for target, value in told}
    if not allow_regression:
        pinned = {target: _better(target, value, file) for target, value in pinned.items()}
    return floors.held(SECTION, _grouped(pinned), lower, True, allow_regression, file)


def _better(target: Target, value: float, file: Path) -> float:
    """Give the stricter of a floor that would be pinned and the one that is."""
    known = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    floor = float(known.get(SECTION, {}).get(target.subject, {}).get(target.figure, value))
    return max(value, floor) if target.bound == LEAST else min(value, floor)


def _grouped(figures: Mapping[Target, float]) -> dict[str, dict[str, float]]:
    grouped: dict[str, dict[str, float]] = {}
    for target, value in figures.items():
        grouped.setdefault(target.subject, {})[target.figure] = value
    return grouped
