"""The cells of one run, interleaved: in each round every contestant has each of its cells.

Machines and moments differ by a fifth: only figures of one run are compared, and of each the
median over the rounds. A cell that fails is told at once and leaves no figure.
"""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import uvloop

from benchmarks.load import cells, crowds
from benchmarks.load.cells import Times
from benchmarks.load.contestants import BARE, CHAT, ECHO, FRESH, LIMITED, NODE, Contestant
from benchmarks.load.errors import LoadError
from benchmarks.load.meter import Figures, medians
from benchmarks.load.server import Server, cores, pinned_to

CELL_SECONDS_MAX = 180.0
RATES = (500, 1000)
WHOLE_TIMES = Times(warm_up=2.0, measured=4.0)
FAIR_TIMES = Times(warm_up=2.0, measured=10.0)
KINDS = ("closed", "open", "idle", "storm", "fairness")

Cell = Callable[[Contestant, Server], Coroutine[object, object, Figures]]
Results = Mapping[str, Figures]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is measured; sizes are connections, times are in seconds."""

    kinds: Sequence[str] = KINDS
    rounds: int = 3
    times: Times = WHOLE_TIMES
    fair_times: Times = FAIR_TIMES
    idle_sizes: Sequence[int] = (1_000, 10_000)
    storm_size: int = 2_000
    rates: Sequence[int] = RATES


@dataclass(slots=True)
class Run:
    """What was measured: by letter, the figures of each round, and what failed."""

    rounds: dict[str, list[Figures]] = field(default_factory=lambda: defaultdict(list))
    failures: list[str] = field(default_factory=list)

    def results(self) -> Results:
        """Give the median of each figure."""
        return {letter: medians(figures) for letter, figures in self.rounds.items()}


def measured(plan: Plan, contestants: Sequence[Contestant], folder: Path) -> Run:
    """Measure everything that is planned."""
    run = Run()
    for turn in range(plan.rounds):
        # Every other round backwards, so that nobody always comes after the same one.
        for contestant in contestants[:: -1 if turn % 2 else 1]:
            for kinds in (("closed", "open"), ("storm",), ("fairness",), ("idle",)):
                chosen = [
                    (name, cell)
                    for kind in kinds
                    for name, cell in cells_of(plan, contestant.letter, kind, turn)
                ]
                if chosen:
                    _with_one_server(run, contestant, folder, chosen)
    return run


def cells_of(plan: Plan, letter: str, kind: str, turn: int) -> Iterator[tuple[str, Cell]]:
    """Yield the cells of a kind that a contestant has in a round, each with its name."""
    if kind not in plan.kinds:
        return
    if kind == "closed" and letter != LIMITED:
        yield "closed", lambda it, server: cells.closed_loop(it, server, plan.times)
    if kind == "open" and letter != LIMITED:
        for rate in plan.rates:
            yield f"open {rate}", _open_loop(plan.times, rate)
    if kind == "storm" and letter in (BARE, NODE, ECHO, CHAT):
        yield "storm", lambda it, server: crowds.storm(it, server, plan.storm_size)
    if kind == "fairness" and letter in (BARE, LIMITED):
        yield "fairness", lambda it, server: crowds.fairness(it, server, plan.fair_times)
    # Memory does not vary: once is enough.
    if kind == "idle" and letter not in (FRESH, LIMITED) and turn == 0:
        # As it installs, it has two descriptors a connection, too many for the larger size.
        sizes = plan.idle_sizes[:1] if letter == BARE else plan.idle_sizes
        yield "idle", lambda it, server: crowds.idle(it, server, sizes)


def _open_loop(times: Times, rate: int) -> Cell:
    return lambda it, server: cells.open_loop(it, server, times, rate)


def _with_one_server(
    run: Run, contestant: Contestant, folder: Path, chosen: Sequence[tuple[str, Cell]]
) -> None:
    """Measure some cells on one server; one that has died is not asked any further."""
    try:
        with contestant.server(folder) as server:
            for name, cell in chosen:
                if server.is_running:
                    _one_cell(run, contestant, server, name, cell)
    except LoadError as error:
        _failed(run, f"{contestant.letter}: {error}")


def _one_cell(run: Run, contestant: Contestant, server: Server, name: str, cell: Cell) -> None:
    """Measure one cell, on a core of its own and without the pauses of our own collector."""

    async def bounded() -> Figures:
        async with asyncio.timeout(CELL_SECONDS_MAX):
            return await cell(contestant, server)

    gc.collect()
    gc.disable()
    try:
        with pinned_to(cores()[0]):
            figures = uvloop.run(bounded())
    except (LoadError, OSError, TimeoutError) as error:
        _failed(run, f"{contestant.letter}, {name}: {error or repr(error)}")
    else:
        run.rounds[contestant.letter].append(figures)
        shown = {key: round(value, 2) for key, value in figures.items()}
        print(json.dumps({"server": contestant.letter, "cell": name, **shown}), flush=True)
    finally:
        gc.enable()


def _failed(run: Run, why: str) -> None:
    run.failures.append(why)
    print(f"no figure: {why}", file=sys.stderr, flush=True)
