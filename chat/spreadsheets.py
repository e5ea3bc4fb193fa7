"""Tables as CSV, for spreadsheets: what begins like a formula is made plain text.

UTF-8 with a mark at its head, without which some programs take it for another encoding.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from chat.statistics import Statistics
from store.statistic_records import MEASURES, Top
from store.teaching_records import Cluster

MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | None


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """Write a table as CSV (RFC 4180)."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    for row in (head, *rows):
        writer.writerow([harmless(cell) for cell in row])
    return MARK + written.getvalue()


def harmless(cell: Cell) -> str:
    """Write a cell so that no spreadsheet takes a text for a formula."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.4f}"
    text = str(cell).replace("\0", "")
    is_formula = isinstance(cell, str) and text.lstrip(" \u00a0\ufeff").startswith(_FORMULA)
    return f"'{text}" if is_formula else text


def periods_csv(told: Statistics) -> str:
    """Write the periods of some days, one a line."""
    head = [
        *("first", "last", "questions", *MEASURES),
        *("answered_share", "unknown_share", "helpful_share"),
        *("bot_median_ms_max", "bot_95_ms_max", "agents_median_ms_max"),
    ]
    rows = (
        [
            *(each.first.isoformat(), each.last.isoformat(), each.counts.questions),
            *(getattr(each.counts, name) for name in MEASURES),
            *(each.counts.answered_share, each.counts.unknown_share, each.counts.helpful_share),
            *(each.bot.median_max, each.bot.most_max, each.agents.median_max),
        ]
        for each in told.periods
    )
    return as_csv(head, rows)


def sections_csv(told: Statistics) -> str:
    """Write what happened in each section, one a line."""
    rows = (
        [name, counts.questions, *(getattr(counts, each) for each in MEASURES)]
        for name, counts in sorted(told.sections.items())
    )
    return as_csv(["section", "questions", *MEASURES], rows)


def tops_csv(tops: Iterable[Top]) -> str:
    """Write the commonest wordings or articles, one a line."""
    return as_csv(["label", "url", "count"], ([each.label, each.url, each.count] for each in tops))


def clusters_csv(clusters: Iterable[Cluster]) -> str:
    """Write clusters of unanswered questions, one a line."""
    rows = (_of_cluster(each) for each in clusters)
    head = ["question", "count", "language", "state", "entry", "first", "last", "wordings"]
    return as_csv(head, rows)


def _of_cluster(cluster: Cluster) -> list[Cell]:
    first, last = (
        "" if moment is None else moment.isoformat(timespec="seconds")
        for moment in (cluster.first_at, cluster.last_at)
    )
    told: list[Cell] = [cluster.question, cluster.count, cluster.language, cluster.state]
    return [*told, cluster.entry_id, first, last, " | ".join(cluster.wordings)]
