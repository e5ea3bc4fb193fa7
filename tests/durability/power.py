"""Cut the power of a server that has run: open whatever its disk may hold, and count what is gone.

The log of a real server under load tells what was written and synced when; its readers tell
when each ack arrived. What was acked before a cut has to be there after it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from . import crowd, servers, write_log
from .crash_states import CrashState
from .faults import Fault
from .tab import Tab
from .write_log import Record

REST_SECONDS = 0.5
CONVERSATIONS, TABS_EACH, WINDOW = 6, 2, 4
DATABASE = "salut.db"
OFTEN = "wal_autocheckpoint=100"  # the log is moved into the database many times in a short run
GAPS = "SELECT 1 FROM message GROUP BY conversation_id HAVING max(seq) != count(*)"


@dataclass(frozen=True, slots=True)
class Recording:
    """What a server did to the files of a folder, and the moment of each ack that a reader had."""

    folder: Path
    records: Sequence[Record]
    acked: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Losses:
    """What was found in the states that a power cut may leave."""

    states: int
    lost: frozenset[str]
    corrupt: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.states} crash states, {len(self.lost)} lost, {len(self.corrupt)} corrupt"


def record(folder: Path, acks: int, pragmas: str = OFTEN, fault: Fault = Fault.NONE) -> Recording:
    """Run a watched server under load until so many acks have come.

    It is killed when it is at rest: between a write and its record there would be no telling.
    """
    with (
        servers.running(servers.watched(folder, pragmas)) as server,
        crowd.gathered(server.url, CONVERSATIONS, TABS_EACH, WINDOW) as tabs,
    ):
        with crowd.at_work(tabs):
            servers.set_fault(folder, fault)
            crowd.wait_for(lambda: crowd.acks(tabs) >= acks)
        time.sleep(REST_SECONDS)
        server.kill()
    return recorded(folder, tabs)


def recorded(folder: Path, tabs: Sequence[Tab]) -> Recording:
    """Put together what a watched server of a folder wrote and what its tabs were told."""
    acked = {client_id: moment for tab in tabs for client_id, moment in tab.acked.items()}
    return Recording(folder, list(write_log.read(servers.log_of(folder))), acked)


def cut(recording: Recording, states: Iterable[CrashState], folder: Path) -> Losses:
    """Open each state as a server would after the power is back."""
    count, lost, corrupt = 0, set[str](), []
    for state in states:
        count += 1
        acked = {each for each, moment in recording.acked.items() if moment < state.moment_seconds}
        try:
            lost |= acked - stored_in(state, folder)
        except sqlite3.Error as error:
            corrupt.append(f"{state.moment_seconds}: {error}")
    return Losses(count, frozenset(lost), tuple(corrupt))


def stored_in(state: CrashState, folder: Path) -> set[str]:
    """Name the messages that a state still has; raise sqlite3.Error when it is corrupt."""
    for old in folder.iterdir():
        old.unlink()
    for name, content in state.files.items():
        (folder / name).write_bytes(content)
    with closing(sqlite3.connect(folder / DATABASE)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
        has_messages = connection.execute(
            "SELECT 1 FROM sqlite_master WHERE name = 'message'"
        ).fetchone()
        if not has_messages:
            return set()
        if connection.execute(GAPS).fetchone():
            raise sqlite3.DatabaseError("a gap in seq")
        return {str(text) for (text,) in connection.execute("SELECT text FROM message")}
