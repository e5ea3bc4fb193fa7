"""What a run has measured, as tables and a plot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from benchmarks import plot, results
from benchmarks.load.contestants import BARE, CHAT, ECHO, FRESH, LIMITED, NAMES, NODE
from benchmarks.load.meter import SHARES, Figures
from benchmarks.load.run import Plan, Results
from benchmarks.load.targets import met, verdict

NOTHING = "–"
PLOTTED_RATE = 500
PLOTTED = {"bare": BARE, "Node": NODE, "our echo": ECHO, "Salut": CHAT}


def section(plan: Plan, measured: Results) -> str:
    """Write the section of RESULTS.md."""
    return "\n\n".join(
        [
            "## Sockets",
            f"One server at a time on one core, the client on another; {results.conditions()}, "
            f"median of {plan.rounds} rounds of {plan.times.measured:.0f} s, servers interleaved. "
            "*Bare* is Flask-SocketIO as it installs, on gevent and simple-websocket. *Salut* is "
            "the whole server: 10,000 passages, matched by words, stored with "
            "`synchronous=FULL`; a message is done when its ack and the bot's answer are there.",
            targets(measured),
            throughput(plan, measured),
            crowds(plan, measured),
            "Rates are open: a message counts from when it was to be sent, in milliseconds p50 / "
            "p99; those without an answer after 5 s count with the time they have waited. Idle "
            "clients offer deflate, as browsers do. After a kill and a start, all readers come at "
            "once, each with one question; time begins when the server is ready. The flood is one "
            "client with 500 messages on their way at any moment, the others send 50 a second in "
            "all; there the limits are as they install, elsewhere they are off.",
            f"![latency at {PLOTTED_RATE} messages a second](sockets.svg)",
        ]
    )


def targets(measured: Results) -> str:
    """Write the table of the ratios to reach."""
    rows = [
        [
            f"{target.subject}: {target.figure}",
            f"{target.bound} {target.limit:.3g}",
            NOTHING if value is None else f"{value:.3g}",
            verdict(target, value),
        ]
        for target, value in met(measured)
    ]
    return results.table(["figure", "to reach", "met", ""], rows)


def throughput(plan: Plan, measured: Results) -> str:
    """Write the table of messages a second and of latency at fixed rates."""
    head = ["200 readers", "messages/s", "CPU µs/message", *(f"at {r}/s" for r in plan.rates)]
    rows = [
        [
            NAMES[letter],
            _number(figures, "messages a second", ",.0f"),
            _number(figures, "microseconds a message", ",.0f"),
            *(_spread(figures, rate) for rate in plan.rates),
        ]
        for letter, figures in _rows(measured, (BARE, NODE, ECHO, CHAT, FRESH))
    ]
    return results.table(head, rows)


def crowds(plan: Plan, measured: Results) -> str:
    """Write the table of memory, returns and fairness."""
    head = [
        "crowds",
        *(f"kB/connection at {size:,}" for size in plan.idle_sizes),
        f"connects/s to {plan.idle_sizes[-1]:,}",
        f"{plan.storm_size:,} back",
        "and answered",
        "a flood adds to p99",
    ]
    rows = [
        [
            NAMES[letter],
            *(_number(figures, f"kilobytes at {size}", ".1f") for size in plan.idle_sizes),
            _number(figures, f"connects a second to {plan.idle_sizes[-1]}", ",.0f"),
            _number(figures, f"storm {plan.storm_size} back", ".2f", " s"),
            _number(figures, f"storm {plan.storm_size} answered", ".2f", " s"),
            _number(figures, "flood adds", ",.1f", " ms"),
        ]
        for letter, figures in _rows(measured, (BARE, NODE, ECHO, CHAT, LIMITED))
    ]
    return results.table(head, rows)


def latency_plot(measured: Results) -> str:
    """Draw how long one message in so many takes, at one rate."""
    lines = {
        name: [
            (1 / (1 - share), measured[letter][f"{PLOTTED_RATE} {label}"])
            for label, share in SHARES.items()
        ]
        for name, letter in PLOTTED.items()
        if f"{PLOTTED_RATE} p50" in measured.get(letter, {})
    }
    return plot.log_log(
        f"Latency at {PLOTTED_RATE} messages a second", "one message in … takes longer", "ms", lines
    )


def _rows(measured: Results, letters: Sequence[str]) -> list[tuple[str, Figures]]:
    return [(letter, measured[letter]) for letter in letters if letter in measured]


def _number(figures: Mapping[str, float], name: str, form: str, unit: str = "") -> str:
    return f"{figures[name]:{form}}{unit}" if name in figures else NOTHING


def _spread(figures: Mapping[str, float], rate: int) -> str:
    if f"{rate} p50" not in figures:
        return NOTHING
    told = f"{figures[f'{rate} p50']:,.2f} / {figures[f'{rate} p99']:,.1f}"
    unanswered = figures[f"{rate} unanswered"]
    return f"{told}, {unanswered:,.0f} unanswered" if unanswered else told
