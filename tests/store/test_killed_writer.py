"""A writer that is killed in the middle of its work has lost nothing that it acknowledged."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import store
from store import messages

ROOT = Path(__file__).resolve().parents[2]
KILLS = 12
# One process knows the code and forks a writer for each line that it reads: a start costs no time.
WRITERS = """
import os, sys
from datetime import UTC, datetime
import store
from store import messages

def say(line):  # in one piece, whatever PYTHONUNBUFFERED says: a kill must not cut it
    os.write(1, f"{line}\\n".encode())

def write(run):
    database = store.open_database(store.sqlite_address(sys.argv[1]))
    number = 0
    while True:
        number += 1
        name = f"{run}-{number}"
        asked = store.Message(id=name, conversation_id=sys.argv[2], seq=0, author="visitor",
            kind="text", text="?", created_at=datetime.now(UTC), client_id=name)
        database.commit(lambda session: messages.add(session, asked))
        say(name)

for line in sys.stdin:
    if not (child := os.fork()):
        write(line.strip())
    say(f"writer {child}")
    os.waitpid(child, 0)
    say("dead")
"""


class Writers:
    """Writers in processes of their own, one after the other."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._number = 0

    def start(self, name: str) -> str:
        """Start a writer and give the first message that it acknowledges."""
        assert self._process.stdin is not None
        self._process.stdin.write(f"{name}\n")
        self._process.stdin.flush()
        lines = [self._line(), self._line()]
        lines.sort(key=lambda line: line.startswith("writer "))
        self._number = int(lines[1].split()[1])
        return lines[0]

    def kill(self) -> list[str]:
        """Kill -9 the writer and give what it had acknowledged meanwhile."""
        os.kill(self._number, signal.SIGKILL)
        return list(iter(self._line, "dead"))

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the process that starts writers has died"
        return line.strip()


@contextmanager
def writers(path: Path, conversation: store.Conversation) -> Iterator[Writers]:
    """Give writers to a conversation."""
    with subprocess.Popen(
        [sys.executable, "-c", WRITERS, str(path), conversation.id],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Writers(process)
        process.communicate()


def test_what_was_acknowledged_is_there_without_a_gap(
    database: store.Database, conversation: store.Conversation, path: Path
) -> None:
    acknowledged: list[str] = []
    with writers(path, conversation) as each:
        for run in range(KILLS):
            acknowledged.append(each.start(str(run)))
            time.sleep(random.uniform(0.0, 0.06))
            acknowledged += each.kill()
    with database.read() as session:
        kept = messages.after(session, conversation.id)
    assert len(acknowledged) > KILLS
    assert set(acknowledged) <= {each.client_id for each in kept}
    assert [each.seq for each in kept] == list(range(1, len(kept) + 1))
