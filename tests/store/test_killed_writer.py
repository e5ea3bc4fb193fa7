"""A writer that is killed in the middle of its work has lost nothing that it acknowledged."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import store
from store import messages

ROOT = Path(__file__).resolve().parents[2]
WRITER = """
import sys
from datetime import UTC, datetime
import store
from store import messages
database = store.open_database(store.sqlite_address(sys.argv[1]))
number = int(sys.argv[3])
while True:
    number += 1
    name = f"{sys.argv[3]}-{number}"
    with database.write() as session:
        messages.add(session, store.Message(id=name, conversation_id=sys.argv[2], seq=0,
            author="visitor", kind="text", text="?", created_at=datetime.now(UTC), client_id=name))
    print(name, flush=True)
"""
KILLS = 4


def test_what_was_acknowledged_is_there_without_a_gap(
    database: store.Database, conversation: store.Conversation, path: Path
) -> None:
    acknowledged: list[str] = []
    for run in range(KILLS):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), conversation.id, str(run * 100_000)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        acknowledged.append(writer.stdout.readline().strip())
        time.sleep(random.uniform(0.02, 0.15))
        writer.kill()
        acknowledged += writer.stdout.read().split()
        writer.stdout.close()
        writer.wait()
    with database.read() as session:
        kept = messages.after(session, conversation.id)
    assert len(acknowledged) > KILLS
    assert set(acknowledged) <= {each.client_id for each in kept}
    assert [each.seq for each in kept] == list(range(1, len(kept) + 1))
