"""What is stored, held against what the tabs were told and have seen."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from .tab import Tab, wording


@dataclass(frozen=True, slots=True)
class Line:
    """A stored message."""

    conversation_id: str
    seq: int
    id: str
    author: str
    client_id: str | None
    text: str
    question_id: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found; all lists are empty when the promises were kept."""

    acknowledged: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    gaps: tuple[str, ...]
    inversions: tuple[str, ...]
    answers: tuple[str, ...]
    unlike: tuple[str, ...]
    told: tuple[str, ...]
    integrity: str

    @property
    def faults(self) -> list[str]:
        """List all that is wrong, by its kind."""
        kinds = ("lost", "doubled", "gaps", "inversions", "answers", "unlike", "told")
        found = [f"{kind}: {each}" for kind in kinds for each in getattr(self, kind)]
        return found if self.integrity == "ok" else [*found, f"integrity: {self.integrity}"]

    def __str__(self) -> str:
        return (
            f"{self.acknowledged} acknowledged, {len(self.lost)} lost, {len(self.doubled)} doubled"
        )


def judge(database: Path, tabs: Sequence[Tab]) -> Verdict:
    """Read a database, as its file is, and hold it against what its tabs know."""
    with closing(sqlite3.connect(database)) as connection:
        lines = stored(connection)
        integrity = str(connection.execute("PRAGMA integrity_check").fetchone()[0])
    return compare(lines, tabs, integrity)


def stored(connection: sqlite3.Connection) -> list[Line]:
    """List the messages by conversation and `seq`."""
    rows = connection.execute(
        "SELECT conversation_id, seq, id, author, client_id, text, question_id"
        " FROM message ORDER BY conversation_id, seq"
    )
    return [Line(*row) for row in rows]


def stored_texts(database: Path) -> Counter[str]:
    """Count what visitors' stored messages say."""
    with closing(sqlite3.connect(database)) as connection:
        return Counter(line.text for line in stored(connection) if line.author == "visitor")


def compare(lines: Sequence[Line], tabs: Sequence[Tab], integrity: str) -> Verdict:
    """Hold stored messages against what the tabs know."""
    threads = defaultdict(list)
    for line in lines:
        threads[line.conversation_id].append(line)
    texts = Counter(line.text for line in lines if line.author == "visitor")
    acked = [client_id for tab in tabs for client_id in tab.acked]
    return Verdict(
        acknowledged=len(acked),
        lost=tuple(each for each in acked if not texts[wording(each)]),
        doubled=tuple(text for text, times in texts.items() if times > 1),
        gaps=tuple(
            f"{thread[0].conversation_id} goes to {thread[-1].seq} with {len(thread)} messages"
            for thread in threads.values()
            if [line.seq for line in thread] != list(range(1, len(thread) + 1))
        ),
        inversions=tuple(_inversions(lines, tabs)),
        answers=tuple(_answers(lines)),
        unlike=tuple(each for tab in tabs for each in _unlike(tab, threads[tab.conversation_id])),
        told=tuple(f"{tab.name}: {fault}" for tab in tabs for fault in tab.faults),
        integrity=integrity,
    )


def _inversions(lines: Iterable[Line], tabs: Sequence[Tab]) -> Iterable[str]:
    """Name what a tab wrote later than a message that has a greater `seq`.

    What was refused at first may come behind what was under way with it.
    """
    seqs = {line.client_id: line.seq for line in lines if line.client_id}
    for tab in tabs:
        steady = (each for each in tab.sent if each in seqs and each not in tab.refused)
        ordered = [(seqs[each], each) for each in steady]
        for (earlier, _), (later, name) in pairwise(ordered):
            if later < earlier:
                yield name


def _answers(lines: Sequence[Line]) -> Iterable[str]:
    """Name the questions that have not exactly one answer, after them in the same conversation."""
    answers = defaultdict(list)
    for line in lines:
        answers[line.question_id].append(line)
    for line in lines:
        if line.author == "visitor":
            found = answers[line.id]
            if len(found) != 1:
                yield f"{line.client_id} has {len(found)} answers"
            elif found[0].seq < line.seq or found[0].conversation_id != line.conversation_id:
                yield f"{line.client_id} is answered elsewhere"


def _unlike(tab: Tab, thread: Sequence[Line]) -> Iterable[str]:
    """Tell where a tab has seen something else than what is stored."""
    kept = {line.seq: (line.id, line.author, line.client_id, line.text) for line in thread}
    seen = {
        seq: (body["id"], body["author"], body.get("client_id"), body["text"])
        for seq, body in tab.seen.items()
    }
    for seq in sorted(kept.keys() | seen.keys()):
        if kept.get(seq) != seen.get(seq):
            yield f"{tab.name} saw {seen.get(seq)} as {seq}, stored is {kept.get(seq)}"
