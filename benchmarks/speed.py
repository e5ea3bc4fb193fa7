"""How long a question takes as a site grows, beside RapidFuzz's linear search in the same run.

`python -m benchmarks.speed [--sizes 1000 10000 100000 1000000] [--update [--allow-regression]]`.
For each size a process of its own builds and saves the index of a made-up site; another one opens
it, answers every kind of question by words alone, and then lets RapidFuzz search the same passages.
How many times faster is held against floors.json; RESULTS.md and speed.svg are written anew.
"""

from __future__ import annotations

import argparse
import json
import logging
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz, process

import faq
from benchmarks import floors, passages, plot, results
from faq.text import fold

SIZES = (1_000, 10_000, 100_000)
QUESTIONS_OF_A_KIND = 200
LINEAR_PASSAGES, LINEAR_MIN, LINEAR_MAX = 1_000_000, 4, 40
ROUNDS = 3
PINNED_SHARE = 0.5
PLOT = Path(__file__).with_name("speed.svg")

Figures = dict[str, Any]


def built(size: int, folder: Path) -> Figures:
    """Build and save the index of a made-up site."""
    entries = list(passages.entries(size))
    before = _peak()
    start = time.perf_counter()
    index = faq.Index(entries, meaning="off", progress=_show)
    build = time.perf_counter() - start
    start = time.perf_counter()
    index.save(folder)
    save = time.perf_counter() - start
    stored = sum(path.stat().st_size for path in folder.rglob("*.npy"))
    text = sum(path.stat().st_size for path in folder.rglob("*.jsonl"))
    return {
        "build_s": build,
        "save_s": save,
        "build_mb": _peak() - before,
        "arrays_mb": stored / 1e6,
        "text_mb": text / 1e6,
    }


def asked(size: int, folder: Path) -> Figures:
    """Open an index, ask it every kind of question, then let RapidFuzz search its passages."""
    shared, own = _memory()
    start = time.perf_counter()
    index = faq.Index.open(folder, meaning="off")
    figures: Figures = {"size": size, "open_s": time.perf_counter() - start}
    kinds = passages.questions(index.entries, QUESTIONS_OF_A_KIND)
    every = [question for questions in kinds.values() for question in questions]
    for question in every[::4]:
        faq.answer(index, question)
    for kind, questions in kinds.items():
        figures[kind] = _spread(_took(index.search, questions))
    figures["answer"] = _spread(_took(lambda question: faq.answer(index, question), every))
    figures["shared_mb"], figures["own_mb"] = (
        after - before for after, before in zip(_memory(), (shared, own), strict=True)
    )
    figures |= _linear(index, kinds, min(max(LINEAR_PASSAGES // size, LINEAR_MIN), LINEAR_MAX))
    hostile = passages.pathological(index.entries)
    figures["hostile"] = float(_took(lambda text: faq.answer(index, text), hostile).max())
    return figures


def _linear(index: faq.Index, kinds: dict[str, list[str]], count: int) -> Figures:
    """Measure RapidFuzz's search over the passages, and ours, on the same questions."""
    texts = [fold(entry.answer) for entry in index.entries]
    questions = [kinds[kind][n] for n in range(count) for kind in ("plain", "typos")][:count]
    slow = float(np.median(_took(lambda question: _extract_one(question, texts), questions)))
    quick = float(np.median(_took(index.search, questions)))
    return {"linear_ms": slow, "times": slow / quick}


def _extract_one(question: str, texts: list[str]) -> object:
    return process.extractOne(fold(question), texts, scorer=fuzz.token_set_ratio)


def _took(ask: Callable[[str], object], questions: Sequence[str]) -> npt.NDArray[np.float64]:
    """Return how many milliseconds each question takes: the quickest of a few rounds."""
    rounds = np.zeros((ROUNDS, len(questions)))
    for turn in range(ROUNDS):
        for place, question in enumerate(questions):
            start = time.perf_counter()
            ask(question)
            rounds[turn, place] = (time.perf_counter() - start) * 1e3
    quickest: npt.NDArray[np.float64] = rounds.min(axis=0)
    return quickest


def _spread(taken: npt.NDArray[np.float64]) -> dict[str, float]:
    return {"p50": float(np.percentile(taken, 50)), "p99": float(np.percentile(taken, 99))}


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def _memory() -> tuple[float, float]:
    """Return the megabytes that are mapped from files, which workers share, and the others."""
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.is_file():
        return 0.0, _peak()
    told = dict(line.split(":") for line in rollup.read_text("utf-8").splitlines()[1:])
    whole, own = (int(told[name].split()[0]) / 1e3 for name in ("Rss", "Anonymous"))
    return whole - own, own


def _show(done: int, total: int) -> None:
    if sys.stderr.isatty():
        filled = 30 * done // max(total, 1)
        print(f"\r{'█' * filled}{'·' * (30 - filled)} {done}", end="", file=sys.stderr, flush=True)


def measured(size: int) -> Figures:
    """Measure one size, each half of it in a process of its own."""
    with tempfile.TemporaryDirectory() as place:
        figures: Figures = {}
        for half in ("build", "ask"):
            command = [sys.executable, "-m", "benchmarks.speed", "--half", half]
            command += ["--sizes", str(size), "--folder", str(Path(place) / "index")]
            told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
            figures |= json.loads(told.stdout)
        return figures


def written(every: list[Figures]) -> None:
    """Write the tables and the plot."""
    kinds = ("plain", "typos", "slang", "long")
    head = ["passages", *(f"{kind} p50 / p99" for kind in kinds), "answer p50 / p99", "worst input"]
    spread = [
        [
            f"{one['size']:,}",
            *(f"{one[kind]['p50']:.1f} / {one[kind]['p99']:.1f}" for kind in (*kinds, "answer")),
            f"{one['hostile']:.0f}",
        ]
        for one in every
    ]
    other = ["passages", "RapidFuzz", "times faster", "build", "open", "arrays", "shared", "own"]
    costs = [
        [
            f"{one['size']:,}",
            f"{one['linear_ms']:,.0f} ms",
            f"**{one['times']:,.0f}**",
            f"{one['build_s']:.1f} s",
            f"{one['open_s']:.2f} s",
            f"{one['arrays_mb']:,.0f} MB",
            f"{one['shared_mb']:,.0f} MB",
            f"{one['own_mb']:,.0f} MB",
        ]
        for one in every
    ]
    text = "\n\n".join(
        [
            "## Speed",
            f"By words alone, one question at a time; {results.conditions()}. Milliseconds, "
            f"each question the quickest of {ROUNDS} rounds, so that what else the machine does "
            "counts less. The search is all but the last two columns; `answer` chooses the "
            "sentences too, and is what a reader waits for.",
            results.table(head, spread),
            "Against `process.extractOne(scorer=token_set_ratio)` over the same passages, on the "
            "same plain and mistyped questions, in the same run:",
            results.table(other, costs),
            "`build` is from entries to arrays; `open` checks every digest. `arrays` is what lies "
            "on the disk beside the text; `shared` what of it a worker had in memory after all "
            "questions, once for all workers; `own` what each worker needs for itself.",
            "![milliseconds against passages](speed.svg)",
        ]
    )
    results.write_section("speed", text)
    PLOT.write_text(
        plot.log_log(
            "Milliseconds for one question",
            "passages",
            "ms",
            {
                "token_set_ratio": [(one["size"], one["linear_ms"]) for one in every],
                "Salut, p99": [(one["size"], max(one[k]["p99"] for k in kinds)) for one in every],
                "Salut, p50": [(one["size"], one["plain"]["p50"]) for one in every],
            },
        ),
        encoding="utf-8",
    )


def held(every: list[Figures], update: bool, allow_regression: bool) -> int:
    """Compare with the floors; pin half of what was met, for machines and moments differ."""
    met = {f"{one['size']} passages": {"times": float(one["times"])} for one in every}
    missed = floors.held("speed", met)
    if not update or (missed and not allow_regression):
        return missed
    known = json.loads(floors.FILE.read_text("utf-8")) if floors.FILE.is_file() else {}
    pinned = {
        name: {"times": round(figures["times"] * PINNED_SHARE)} for name, figures in met.items()
    }
    higher = {
        name: figures
        for name, figures in pinned.items()
        if allow_regression
        or figures["times"] > known.get("speed", {}).get(name, {}).get("times", 0)
    }
    return floors.held("speed", higher, update=True, allow_regression=allow_regression)


def main() -> int:
    """Measure the sizes asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=list(SIZES))
    parser.add_argument("--update", action="store_true", help="write the floors")
    parser.add_argument("--allow-regression", action="store_true", help="let a floor sink")
    parser.add_argument("--half", choices=["build", "ask"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    logging.getLogger("faq").setLevel(logging.ERROR)
    if options.half:
        half = built if options.half == "build" else asked
        print(json.dumps(half(options.sizes[0], options.folder)))
        return 0
    every = []
    for size in sorted(options.sizes):
        every.append(measured(size))
        print(json.dumps(every[-1]), flush=True)
    written(every)
    return held(every, options.update, options.allow_regression)


if __name__ == "__main__":
    sys.exit(main())
