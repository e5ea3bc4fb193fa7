"""Messages: the lines of a conversation, ordered by `seq`, each question answered at most once."""

from __future__ import annotations

from dataclasses import asdict

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from faq.model import Source
from store import conversations
from store.records import Message
from store.tables import MessageRow


def add(session: Session, message: Message) -> Message:
    """Store a message at the end of its conversation; its `seq` is given here."""
    seq = conversations.next_seq(session, message.conversation_id, message.created_at)
    row = MessageRow(
        id=message.id,
        conversation_id=message.conversation_id,
        seq=seq,
        client_id=message.client_id,
        author=message.author,
        kind=message.kind,
        text=message.text,
        confidence=message.confidence,
        sources=[asdict(source) for source in message.sources],
        suggestions=list(message.suggestions),
        page=message.page,
        question_id=message.question_id,
        created_at=message.created_at,
    )
    session.add(row)
    session.flush()
    return _record(row)


def by_client_id(session: Session, conversation_id: str, client_id: str) -> Message | None:
    """Find the message that a widget sent under this client id."""
    row = session.scalar(
        select(MessageRow).where(
            MessageRow.conversation_id == conversation_id, MessageRow.client_id == client_id
        )
    )
    return None if row is None else _record(row)


def after(session: Session, conversation_id: str, seq: int = 0) -> list[Message]:
    """List the messages of a conversation that came after `seq`, in order."""
    rows = session.scalars(
        select(MessageRow)
        .where(MessageRow.conversation_id == conversation_id, MessageRow.seq > seq)
        .order_by(MessageRow.seq)
    )
    return [_record(row) for row in rows]


def oldest_unanswered(session: Session, conversation_id: str) -> Message | None:
    """Find the first question of a conversation that nobody has answered yet."""
    answer = aliased(MessageRow)
    row = session.scalar(
        select(MessageRow)
        .outerjoin(answer, answer.question_id == MessageRow.id)
        .where(
            MessageRow.conversation_id == conversation_id,
            MessageRow.author == "visitor",
            answer.id.is_(None),
        )
        .order_by(MessageRow.seq)
        .limit(1)
    )
    return None if row is None else _record(row)


def pair_before(session: Session, question: Message) -> tuple[Message, Message] | None:
    """Find the question before this one in its conversation, with its answer."""
    asked, answered = aliased(MessageRow), aliased(MessageRow)
    pair = session.execute(
        select(asked, answered)
        .join(answered, answered.question_id == asked.id)
        .where(asked.conversation_id == question.conversation_id, asked.seq < question.seq)
        .order_by(asked.seq.desc())
        .limit(1)
    ).first()
    return None if pair is None else (_record(pair[0]), _record(pair[1]))


def _record(row: MessageRow) -> Message:
    return Message(
        id=row.id,
        conversation_id=row.conversation_id,
        seq=row.seq,
        author=row.author,  # type: ignore[arg-type]
        kind=row.kind,  # type: ignore[arg-type]
        text=row.text,
        created_at=row.created_at,
        client_id=row.client_id,
        confidence=row.confidence,
        sources=tuple(_source(**source) for source in row.sources),
        suggestions=tuple(row.suggestions),
        page=row.page,
        question_id=row.question_id,
    )


def _source(marks: list[list[int]] | None = None, **told: str) -> Source:
    """Make a source of its JSON, which knows no tuples; older rows have no marks."""
    return Source(**told, marks=tuple((start, end) for start, end in marks or ()))
