"""Replying: what an agent says to a visitor, and what he notes for his colleagues alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import store
from chat.errors import InvalidPayloadError, NotYoursError
from chat.handover import commit
from chat.messages import Posted, clean_text
from store import conversations, messages, notes


def reply(
    database: store.Database,
    conversation_id: str,
    agent_id: str,
    client_id: str,
    text: str,
    length_max: int,
    now: datetime,
    new_id: Callable[[], str],
) -> Posted:
    """Store what the agent who has a conversation says; the same `client_id` again changes nothing.

    Raise EmptyTextError, TextTooLongError, NotYoursError, NotFoundError, store.DatabaseBusyError.
    """
    cleaned = clean_text(text, length_max)

    def work(session: store.Session) -> Posted:
        held = conversations.hold(session, conversation_id)
        said = messages.by_client_id(session, conversation_id, client_id)
        if said is not None and said.author != "agent":
            raise InvalidPayloadError("the visitor has used this client id")
        if said is not None:
            return Posted(said, is_new=False, state=held.state)
        if held.state != "open" or held.agent_id != agent_id:
            raise NotYoursError("take the conversation first")
        stored = messages.add(
            session,
            store.Message(
                id=new_id(),
                conversation_id=conversation_id,
                seq=0,
                client_id=client_id,
                author="agent",
                kind="text",
                text=cleaned,
                agent_name=held.agent_name,
                created_at=now,
            ),
        )
        return Posted(stored, is_new=True, state=held.state)

    return commit(database, work)


def note(
    database: store.Database,
    conversation_id: str,
    agent_id: str,
    agent_name: str,
    text: str,
    length_max: int,
    now: datetime,
    new_id: Callable[[], str],
) -> store.Note:
    """Store a note about a conversation, whoever has it; no visitor is sent it.

    Raise EmptyTextError, TextTooLongError, NotFoundError, store.DatabaseBusyError.
    """
    cleaned = clean_text(text, length_max)
    noted = store.Note(new_id(), conversation_id, agent_id, agent_name, cleaned, now)
    return commit(database, lambda session: notes.add(session, noted))
