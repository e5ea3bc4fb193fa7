"""The inbox: which conversations an agent sees, and what he reads of one; each reading is noted."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

import store
from chat.errors import NotFoundError
from store import conversations, feedback, inbox, messages, notes
from store.inbox import Shelf, Summary

LISTED_MAX = 100

Witness = Callable[[store.Session, store.Conversation], None]
"""Notes that somebody reads a conversation, in the transaction that gives it to him."""


@dataclass(frozen=True, slots=True)
class Reading:
    """All that an agent reads of a conversation."""

    summary: Summary
    messages: list[store.Message]
    opinions: dict[str, store.Opinion]
    notes: list[store.Note]


def find(database: store.Database, conversation_id: str) -> store.Conversation:
    """Find a conversation; raise NotFoundError."""
    with database.read() as session:
        held = conversations.get(session, conversation_id)
    if held is None:
        raise NotFoundError("there is no such conversation")
    return held


def listed(
    database: store.Database,
    site_keys: Collection[str],
    shelf: Shelf,
    agent_id: str,
    before: datetime | None,
) -> list[Summary]:
    """List the conversations on a shelf, at most LISTED_MAX."""
    with database.read() as session:
        return inbox.listed(session, site_keys, shelf, agent_id, before, LISTED_MAX)


def summary(database: store.Database, conversation_id: str) -> Summary | None:
    """Give what a list shows of a conversation; None when it is gone."""
    with database.read() as session:
        return inbox.summary(session, conversation_id)


def read(database: store.Database, conversation_id: str, witness: Witness) -> Reading:
    """Read a conversation before a witness; raise NotFoundError, store.DatabaseBusyError."""

    def work(session: store.Session) -> Reading | None:
        found = inbox.summary(session, conversation_id)
        if found is None:
            return None
        witness(session, found.conversation)
        return Reading(
            found,
            messages.after(session, conversation_id),
            feedback.of_conversation(session, conversation_id),
            notes.of_conversation(session, conversation_id),
        )

    reading = database.commit(work)
    if reading is None:
        raise NotFoundError("there is no such conversation")
    return reading
