"""A database in a file, a fixed clock, counted ids, and a site with its visitor Vera."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest

import store
from store import conversations, schema, sites, visitors

NOW = datetime(2026, 11, 24, 9, 30, 15, 123456, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "salut.db"


@pytest.fixture
def database(path: Path) -> Iterator[store.Database]:
    opened = store.open_database(store.sqlite_address(path), wait_seconds=0.5)
    schema.upgrade(opened)
    yield opened
    opened.close()


@pytest.fixture
def new_id() -> Callable[[], str]:
    numbers = count(1)
    return lambda: f"{next(numbers):032x}"


@pytest.fixture
def site(database: store.Database) -> store.Site:
    with database.write() as session:
        return sites.add(session, store.Site(key="demo", name="Le Fanal"), NOW)


@pytest.fixture
def conversation(
    database: store.Database, site: store.Site, new_id: Callable[[], str]
) -> store.Conversation:
    with database.write() as session:
        vera = visitors.add(session, site.key, NOW, new_id)
        return conversations.add(session, vera, "fr", NOW, new_id)


def message(conversation: store.Conversation, number: int, **told: object) -> store.Message:
    """Make Vera's message of that number, before it is stored."""
    made = {
        "id": f"m{number}",
        "conversation_id": conversation.id,
        "seq": 0,
        "client_id": f"c{number}",
        "author": "visitor",
        "kind": "text",
        "text": f"Question {number} ?",
        "created_at": NOW,
    }
    return store.Message(**(made | told))  # type: ignore[arg-type]
