"""Our server under load, beside a bare Flask-SocketIO echo and Node's, in one run.

`python -m benchmarks.sockets [--quick] [--without-node] [--only closed open idle storm fairness]
[--servers B E M] [--update [--allow-regression]]`, or `make load`. Servers run on one core and
the client on another. The ratios to reach are told with PASS or MISS and held against
floors.json; a whole run writes RESULTS.md and sockets.svg anew. Linux only.
"""

from __future__ import annotations

import argparse
import dataclasses
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks import results
from benchmarks.load import contestants, report, run, targets
from benchmarks.load.cells import Times
from benchmarks.load.errors import LoadError
from benchmarks.load.run import Plan, Run
from benchmarks.load.server import precedence

# Not /tmp, which may be memory.
DISK = "/var/tmp"
PLOT = Path(__file__).with_name("sockets.svg")
QUICK = Plan(
    rounds=1,
    times=Times(warm_up=1.0, measured=1.5),
    fair_times=Times(warm_up=0.5, measured=2.0),
    idle_sizes=(500,),
    storm_size=300,
    rates=(500,),
)


def main() -> int:
    """Measure, tell, compare with the floors."""
    options = _options()
    plan = QUICK if options.quick else Plan()
    if options.only:
        plan = dataclasses.replace(plan, kinds=options.only)
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    try:
        measured = _measured(plan, _letters(options.servers, options.without_node))
    except LoadError as error:
        sys.exit(f"no figures: {error}")
    found = measured.results()
    print(targets.shown(found))
    is_whole = not (options.quick or options.only or options.servers or measured.failures)
    if is_whole:
        results.write_section("sockets", report.section(plan, found))
        PLOT.write_text(report.latency_plot(found), encoding="utf-8")
    missed = targets.held(found, options.update and is_whole, options.allow_regression)
    return int(missed or bool(measured.failures))


def _letters(wanted: Sequence[str] | None, without_node: bool) -> list[str]:
    """Give the letters of the servers to measure; without Node's where there is no Node."""
    letters = list(wanted or contestants.NAMES)
    if not without_node and not contestants.has_node():
        print("Node.js or npm is not there: measured without it", file=sys.stderr)
        without_node = True
    return [each for each in letters if each != contestants.NODE or not without_node]


def _measured(plan: Plan, letters: Sequence[str]) -> Run:
    """Measure in a folder on the disk: what is committed has to get there, as for readers."""
    with tempfile.TemporaryDirectory(prefix="salut-load-", dir=DISK) as place:
        folder = Path(place)
        made = contestants.chosen(letters, folder)
        with precedence():
            return run.measured(plan, made, folder)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.sockets", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a minute: small cells, one round")
    parser.add_argument("--without-node", action="store_true", help="leave Node's server out")
    parser.add_argument("--only", nargs="+", choices=run.KINDS, help="kinds of cells")
    letters = ", ".join(f"{letter} {name}" for letter, name in contestants.NAMES.items())
    parser.add_argument("--servers", nargs="+", choices=contestants.NAMES, help=letters)
    parser.add_argument("--update", action="store_true", help="raise the floors, by a whole run")
    parser.add_argument("--allow-regression", action="store_true", help="let a floor sink")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
