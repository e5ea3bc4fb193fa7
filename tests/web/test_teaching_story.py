"""A reader asks in vain, an editor teaches, and the next reader of any worker is answered.

The indexes are built anew once an hour here: what is taught is not waited for that long.
"""

from __future__ import annotations

import json
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import faq
import store
from chat import teaching, unanswered
from chat.knowledge import Knowledge
from chat.publishing import Publisher
from store import clusters
from tests.server_process import Server, free_port
from web.services import new_id, now_in_utc

from .visitor import Visitor

pytestmark = pytest.mark.service

KOPECKS = "Où échanger des kopecks russes ?"
OTHER = "qui échange les kopecks"
TYPED = "echanger des kopek russe"
ANSWER = "Les kopecks russes s’échangent à la banque du port."
SECONDS_MAX = 60.0
SETTINGS = {"SALUT_FOLLOW_SECONDS": "3600"}


@pytest.fixture
def both(tmp_path: Path) -> Iterator[tuple[Server, Server]]:
    one = Server(tmp_path, free_port(), SETTINGS)
    other = Server(tmp_path, free_port(), SETTINGS)
    with ThreadPoolExecutor() as pool:
        list(pool.map(Server.start, (one, other)))
    yield one, other
    one.stop()
    other.stop()


@pytest.fixture
def publisher(both: tuple[Server, Server], tmp_path: Path) -> Iterator[Publisher]:
    """What an editor's process works with, on the database of both servers."""
    database = store.open_database(store.sqlite_address(tmp_path / "salut.db"))
    yield Publisher(database, Knowledge(database), faq.Bands(), now_in_utc, new_id)
    database.close()


def ask(server: Server, question: str) -> dict[str, Any]:
    body = json.dumps({"question": question}).encode()
    headers = {"Content-Type": "application/json"}
    with urllib.request.urlopen(
        urllib.request.Request(f"{server.url}/api/ask", body, headers), timeout=30
    ) as answer:
        told: dict[str, Any] = json.load(answer)
        return told


def until(server: Server, question: str, kind: str) -> dict[str, Any]:
    """Ask until the answer is of a kind."""
    deadline = time.monotonic() + SECONDS_MAX
    while (told := ask(server, question))["kind"] != kind:
        assert time.monotonic() < deadline, told
        time.sleep(0.02)
    return told


def test_what_is_taught_is_answered_by_both_and_gone_when_it_is_undone(
    both: tuple[Server, Server], publisher: Publisher
) -> None:
    for server, question in zip(both, (KOPECKS, TYPED), strict=True):
        with Visitor(server.url) as vera:
            assert vera.ask(question)["kind"] == "unknown"
    unanswered.gather(publisher.database, publisher.knowledge, publisher.now(), new_id)
    with publisher.database.read() as session:
        (cluster,) = clusters.every(session, "demo")
    assert cluster.count == 2
    taught = teaching.write(publisher, "demo", cluster.id, KOPECKS, ANSWER, "Alice")
    for server in both:
        assert until(server, OTHER, "answered")["text"] == ANSWER
        with Visitor(server.url) as vera:
            assert vera.ask(TYPED)["text"] == ANSWER
    teaching.undo(publisher, "demo", taught.cluster.id, "Alice")
    for server in both:
        until(server, TYPED, "unknown")
