"""The newsroom, played for Vera's browser: its hours, and Alice before her inbox."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from queue import Queue
from typing import Any
from uuid import uuid4

import socketio
from limits.storage import MemoryStorage

import store
from chat import agents, staff_sessions, tokens
from chat.guesses import Guesses
from chat.office import OPERATOR, Office
from chat.passwords import Cost, Passwords
from store import sites
from tests.server_process import Server

NAMESPACE = "/inbox"
PATIENCE_SECONDS = 20.0
CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "les phares du ponant"
DAYS = ("mo", "tu", "we", "th", "fr", "sa", "su")


class Alice:
    """An agent with one conversation before her."""

    def __init__(self, url: str, cookie: str, conversation_id: str) -> None:
        self._typing: Queue[dict[str, Any]] = Queue()
        self._chosen = {"conversation_id": conversation_id}
        self._client = socketio.Client(reconnection=False)
        self._client.on("typing", self._typing.put, namespace=NAMESPACE)
        self._client.connect(
            url,
            headers={"Cookie": cookie},
            namespaces=[NAMESPACE],
            transports=["polling"],
            wait_timeout=PATIENCE_SECONDS,
        )

    def take(self) -> None:
        """Take the conversation."""
        self._send("take")

    def reply(self, text: str) -> None:
        """Say something to Vera."""
        self._send("reply", client_id=uuid4().hex, text=text)

    def typing(self, *, active: bool) -> None:
        """Begin or stop to write."""
        self._send("typing", active=active)

    def close(self) -> None:
        """End the conversation."""
        self._send("close")

    def hear_typing(self) -> dict[str, Any]:
        """Wait until Vera begins or stops to write."""
        return self._typing.get(timeout=PATIENCE_SECONDS)

    def leave(self) -> None:
        """Close the inbox."""
        self._client.disconnect()

    def _send(self, event: str, **told: object) -> None:
        ack = self._client.call(
            event, {**self._chosen, **told}, namespace=NAMESPACE, timeout=PATIENCE_SECONDS
        )
        assert ack["ok"], ack


@contextmanager
def newsroom(server: Server) -> Iterator[Alice]:
    """Sit Alice down before the newest conversation of a server."""
    with _opened(server) as database:
        cookie = f"salut={_signed_in(database)}"
    with sqlite3.connect(server.instance / "salut.db") as read:
        found = read.execute("SELECT id FROM conversation ORDER BY created_at DESC").fetchone()
    alice = Alice(server.url, cookie, str(found[0]))
    yield alice
    alice.leave()


def close_the_newsroom(server: Server) -> None:
    """Have nobody there until the day after tomorrow."""
    opens = DAYS[(datetime.now(UTC).weekday() + 2) % len(DAYS)]
    with _opened(server) as database, database.write() as session:
        sites.set_hours(session, "demo", {opens: ["09:00-18:00"]}, "UTC")


def _signed_in(database: store.Database) -> str:
    """Hire Alice and sign her in; give the token of her session."""
    office = Office(
        database=database,
        passwords=Passwords(cost=CHEAP),
        guesses=Guesses(MemoryStorage(), tokens.make_keys(["s" * 40])),
        key=b"k" * 32,
        now=lambda: datetime.now(UTC),
        new_id=lambda: uuid4().hex,
    )
    alice = agents.add(office, OPERATOR, "alice@example.org", "Alice", "agent", "demo", PASSWORD)
    return database.commit(
        lambda session: staff_sessions.begin(
            session, office, alice, "Firefox, Linux", is_confirmed=True
        )
    )


@contextmanager
def _opened(server: Server) -> Iterator[store.Database]:
    database = store.open_database(store.sqlite_address(server.instance / "salut.db"))
    yield database
    database.close()
