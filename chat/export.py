"""Export: everything that is held of a visitor on a site, in words that he can read.

Agents' notes are about him, and so are his: a site may leave them out where it has a reason to.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import faq
import store
from chat.conversations import Thread
from chat.errors import NotFoundError
from store import conversations, feedback, messages, notes, visitors

Data = dict[str, Any]


def export(
    database: store.Database, thread: Thread, now: datetime, *, with_notes: bool = True
) -> Data:
    """Gather what is held of a thread's visitor; raise NotFoundError, store.StoreError."""
    with database.read() as session:
        visitor = visitors.get(session, thread.visitor.id)
        if visitor is None:
            raise NotFoundError("nothing is held of this visitor")
        held = conversations.every_of_visitor(session, visitor.id)
        told = [_conversation(session, each, with_notes=with_notes) for each in held]
    return {
        "site": {"key": thread.site.key, "name": thread.site.name},
        "exported_at": _moment(now),
        "kept_for_days": thread.site.retention_days,
        "visitor": {"id": visitor.id, "known_since": _moment(visitor.created_at)},
        "conversations": told,
    }


def _conversation(session: store.Session, held: store.Conversation, *, with_notes: bool) -> Data:
    opinions = feedback.of_conversation(session, held.id)
    told = {
        "id": held.id,
        "state": held.state,
        "language": held.locale,
        "email": held.email,
        "agent": held.agent_name,
        "waiting_since": _moment(held.waiting_at),
        "began_at": _moment(held.created_at),
        "updated_at": _moment(held.updated_at),
        "messages": [_message(each, opinions) for each in messages.after(session, held.id)],
    }
    if with_notes:
        told["notes"] = [
            {"agent": each.agent_name, "text": each.text, "written_at": _moment(each.created_at)}
            for each in notes.of_conversation(session, held.id)
        ]
    return _without_nothing(told)


def _message(message: store.Message, opinions: Mapping[str, store.Opinion]) -> Data:
    opinion = opinions.get(message.id)
    told = {
        "number": message.seq,
        "id": message.id,
        "client_id": message.client_id,
        "written_at": _moment(message.created_at),
        "author": message.author,
        "agent": message.agent_name,
        "kind": message.kind,
        "text": message.text,
        "page": message.page,
        "confidence": message.confidence,
        "sources": [_source(each) for each in message.sources],
        "suggestions": list(message.suggestions),
        "answers": message.question_id,
        "feedback": None if opinion is None else _opinion(opinion),
    }
    return _without_nothing(told)


def _source(source: faq.Source) -> Data:
    return {"title": source.title, "url": source.url, "quote": source.quote}


def _opinion(opinion: store.Opinion) -> Data:
    return {
        "helpful": opinion.helpful,
        "reason": opinion.reason,
        "given_at": _moment(opinion.given_at),
    }


def _without_nothing(told: Data) -> Data:
    return {name: value for name, value in told.items() if value not in (None, [], "")}


def _moment(moment: datetime | None) -> str | None:
    return None if moment is None else moment.astimezone(UTC).isoformat(timespec="milliseconds")
