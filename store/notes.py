"""Notes: what agents tell each other about a conversation."""

from __future__ import annotations

from dataclasses import asdict, fields

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from store.conversation_tables import NoteRow
from store.records import Note

_COLUMNS = tuple(getattr(NoteRow, each.name) for each in fields(Note))


def add(session: Session, note: Note) -> Note:
    """Store a note; raise MissingError when its conversation is gone."""
    session.execute(insert(NoteRow).values(**asdict(note)))
    return note


def of_conversation(session: Session, conversation_id: str) -> list[Note]:
    """List the notes about a conversation, the oldest first."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(NoteRow.conversation_id == conversation_id)
        .order_by(NoteRow.created_at, NoteRow.id)
    )
    return [Note(*row) for row in rows]
