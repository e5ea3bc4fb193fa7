"""Threads and another process write to one conversation; nothing that was acknowledged is lost."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import store
from store import messages

from .conftest import message
from .test_killed_writer import writers

THREADS = 4
MESSAGES_EACH = 10
PATIENCE_SECONDS = 30.0


def test_writers_of_two_processes_leave_no_gap_when_one_is_killed(
    database: store.Database, conversation: store.Conversation, path: Path
) -> None:
    patient = store.Database(database.engine, wait_seconds=PATIENCE_SECONDS)

    def send(thread: int) -> list[str]:
        sent = []
        for number in range(thread * 1000, thread * 1000 + MESSAGES_EACH):
            asked = message(conversation, number)
            patient.commit(partial(messages.add, message=asked))
            sent.append(f"c{number}")
        return sent

    with writers(path, conversation) as other:
        acknowledged = {other.start("other")}
        with ThreadPoolExecutor(THREADS) as pool:
            for sent in pool.map(send, range(THREADS)):
                acknowledged.update(sent)
        acknowledged.update(other.kill())

    with database.read() as session:
        kept = messages.after(session, conversation.id)
    assert len(acknowledged) > THREADS * MESSAGES_EACH
    assert acknowledged <= {each.client_id for each in kept}
    assert [each.seq for each in kept] == list(range(1, len(kept) + 1))


def test_a_writer_works_on_after_another_was_killed(
    database: store.Database, conversation: store.Conversation, path: Path
) -> None:
    holding = (
        "import sqlite3, sys; other = sqlite3.connect(sys.argv[1], isolation_level=None);"
        "other.execute('BEGIN IMMEDIATE'); other.execute('DELETE FROM conversation');"
        "print('held', flush=True); sys.stdin.read()"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", holding, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdin is not None
    assert child.stdout is not None
    assert child.stdout.readline() == "held\n"
    child.kill()
    child.communicate()
    with database.write() as session:
        assert messages.add(session, message(conversation, 1)).seq == 1
