"""Bringing: entries of a file are compared with those of a site, told, and then stored.

A hundred at a time, so that neither memory nor readers suffer from a file of a hundred
thousand. Nothing is stored of a dry run; what a file does not name stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import BinaryIO

import store
from chat import audit
from chat.audit import Act
from chat.authorize import Action, authorize
from chat.conversations import find_site
from chat.entry_files import Kind, Numbered, read
from chat.entry_rows import RowError, brought_by, id_of, is_like, row_of
from chat.errors import UnreadableTableError
from chat.examination import Report, refuse_regression
from chat.office import as_he_is_now
from chat.publishing import Edit, Publisher, preview
from chat.taught import CHANGES_MAX
from store import entry_import, entry_search, sites
from store.account_records import Agent
from store.entry_import import Brought

ROWS_AT_A_TIME, ROWS_MAX = 100, 100_000
REFUSALS_NAMED_MAX, EXAMPLES_MAX = 100, 5

Run = Callable[[Callable[[], list[Numbered]]], list[Numbered]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that is not taken: its line, and the name of the reason."""

    line: int
    reason: str
    question: str


@dataclass(slots=True)
class Outcome:
    """What a file comes to; `report` is of the test set, None where too much would change."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    examples: list[tuple[str, str]] = field(default_factory=list)
    report: Report | None = None
    _seen: set[str] = field(default_factory=set)

    @property
    def written(self) -> int:
        """Count the entries that are, or would be, stored."""
        return self.new + self.changed

    def take(self, line: int, entry_id: str, question: str, reason: str = "") -> bool:
        """Count a row that is refused, or that comes a second time; tell whether it is taken."""
        reason = reason or ("double" if entry_id in self._seen else "")
        if not reason:
            self._seen.add(entry_id)
            return True
        self.refused += 1
        if len(self.refusals) < REFUSALS_NAMED_MAX:
            self.refusals.append(Refusal(line, reason, question[:80]))
        return False


def look(
    publisher: Publisher, by: Agent, site_key: str, kind: Kind, file: BinaryIO, run: Run
) -> Outcome:
    """Tell what a file would change; raise NotAllowedError, UnreadableTableError.

    `run` says where the file is read: it takes the processor for a while.
    """
    site, outcome, edits = _site(publisher, by, site_key), Outcome(), list[Brought]()
    for rows in batches(kind, file, run):
        with publisher.database.read() as session:
            found = _differing(session, site, rows, outcome)
        if len(edits) <= CHANGES_MAX:
            edits += found
    if len(edits) <= CHANGES_MAX:
        told = [Edit(each.entry, each.state, each.placing) for each in edits]
        outcome.report = preview(publisher, site_key, told)
    return outcome


def bring(
    publisher: Publisher,
    by: Agent,
    site_key: str,
    kind: Kind,
    file: BinaryIO,
    run: Run,
    *,
    force: bool = False,
) -> Outcome:
    """Store what a file changes; raise as `look` does, and RegressionError unless told to `force`.

    A file that is broken in its middle is refused before anything of it is stored.
    """
    looked = look(publisher, by, site_key, kind, file, run)
    if looked.report is not None:
        refuse_regression(looked.report, force=force)
    file.seek(0)
    site, outcome, now = _site(publisher, by, site_key), Outcome(), publisher.now()
    for rows in batches(kind, file, run):
        with publisher.database.write() as session:
            found = _differing(session, site, rows, outcome)
            if found:
                entry_import.save_all(session, site_key, found, by.name, now)

    def end(session: store.Session) -> None:
        who = as_he_is_now(session, by)
        told = {"new": str(outcome.new), "changed": str(outcome.changed)}
        audit.note(session, who, Act.ENTRIES_IMPORTED, now, site_key=site_key, details=told)
        sites.raise_knowledge_version(session, site_key)

    if outcome.written:
        publisher.database.commit(end)
    outcome.report = looked.report
    return outcome


def rows_of(database: store.Database, site_key: str) -> Iterator[dict[str, str]]:
    """Yield all entries of a site as rows, a hundred read at a time."""
    last = None
    while True:
        with database.read() as session:
            some = entry_search.following(session, site_key, last, ROWS_AT_A_TIME)
        if not some:
            return
        yield from (row_of(kept) for _, kept in some)
        last = some[-1][0]


def _site(publisher: Publisher, by: Agent, site_key: str) -> store.Site:
    with publisher.database.read() as session:
        site = find_site(session, site_key)
    authorize(by, Action.EDIT_ENTRIES, site)
    return site


def batches(kind: Kind, file: BinaryIO, run: Run) -> Iterator[list[Numbered]]:
    """Yield the rows of a file, a hundred at a time; raise UnreadableTableError."""
    rows, count = read(kind, file), 0
    while some := run(lambda: list(islice(rows, ROWS_AT_A_TIME))):
        count += len(some)
        if count > ROWS_MAX:
            raise UnreadableTableError("rows", some[-1][0])
        yield some


def _differing(
    session: store.Session, site: store.Site, rows: Sequence[Numbered], outcome: Outcome
) -> list[Brought]:
    """Give the entries of rows that are new or changed, and count all."""
    named: list[tuple[int, str, dict[str, str]]] = []
    for line, row in rows:
        try:
            entry_id = id_of(row)
        except RowError as error:
            outcome.take(line, "", row.get("question", ""), str(error))
            continue
        if outcome.take(line, entry_id, row.get("question", "")):
            named.append((line, entry_id, row))
    there = entry_import.held(session, site.key, [entry_id for _, entry_id, _ in named])
    found = []
    for line, entry_id, row in named:
        kept = there.get(entry_id)
        try:
            brought = brought_by(row, kept, site)
        except RowError as error:
            outcome.take(line, entry_id, row.get("question", ""), str(error))
            continue
        if kept is not None and is_like(brought, kept):
            outcome.unchanged += 1
            continue
        outcome.new += kept is None
        outcome.changed += kept is not None
        if len(outcome.examples) < EXAMPLES_MAX:
            outcome.examples.append(("new" if kept is None else "changed", brought.entry.question))
        found.append(brought)
    return found
