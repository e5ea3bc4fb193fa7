"""Messages: the lines of a conversation, ordered by `seq`, each question answered at most once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, bindparam, insert, select
from sqlalchemy.orm import Session, aliased

from faq.model import Source
from store import conversations
from store.conversation_tables import ConversationRow, MessageRow
from store.errors import MissingError
from store.prepared import Prepared, Row
from store.records import Message, OpenQuestion, Standing

_AT_THE_END = 2**31 - 1
_here = MessageRow.conversation_id == bindparam("conversation")
_earlier, _answer = aliased(MessageRow), aliased(MessageRow)


def _select() -> Select[*tuple[Any, ...]]:
    """Select what a Message is made of, in the order of its fields."""
    told = MessageRow
    return select(
        *(told.id, told.conversation_id, told.seq, told.author, told.kind, told.text),
        *(told.created_at, told.client_id, told.confidence, told.sources, told.suggestions),
        *(told.page, told.question_id, told.agent_name),
    )


_ADD = Prepared(insert(MessageRow))
_BY_CLIENT_ID = Prepared(_select().where(_here, MessageRow.client_id == bindparam("client")))
_ANSWER_TO = Prepared(_select().where(MessageRow.question_id == bindparam("question")))
_AFTER = Prepared(
    _select().where(_here, MessageRow.seq > bindparam("after")).order_by(MessageRow.seq)
)
_OLDEST_UNANSWERED = Prepared(
    _select()
    .add_columns(ConversationRow.claim)
    .join(ConversationRow, ConversationRow.id == MessageRow.conversation_id)
    .outerjoin(_answer, _answer.question_id == MessageRow.id)
    .where(
        _here,
        ConversationRow.state == "bot",
        MessageRow.seq > ConversationRow.bot_after_seq,
        MessageRow.author == "visitor",
        _answer.id.is_(None),
    )
    .order_by(MessageRow.seq)
    .limit(1)
)
_QUESTION_BEFORE = Prepared(
    select(
        *(ConversationRow.state, ConversationRow.claim),
        *(_earlier.text, _answer.text.label("answer")),
    )
    .outerjoin(
        _earlier,
        and_(
            _earlier.conversation_id == ConversationRow.id,
            _earlier.author == "visitor",
            _earlier.seq < bindparam("before"),
            _earlier.seq > ConversationRow.bot_after_seq,
        ),
    )
    .outerjoin(_answer, _answer.question_id == _earlier.id)
    .where(ConversationRow.id == bindparam("conversation"))
    .order_by(_earlier.seq.desc())
    .limit(1)
)


def add(session: Session, message: Message) -> Message:
    """Store a message at the end of its conversation; its `seq` is given here.

    Raise MissingError when the conversation is gone.
    """
    return add_all(session, [message])[0]


def add_all(
    session: Session, messages: Sequence[Message], claim: int | None = None
) -> list[Message]:
    """Store messages of one conversation at its end, in their order, as `add` does one.

    With a claim, raise StaleClaimError unless it still is the conversation's.
    """
    newest, count = messages[-1], len(messages)
    last = conversations.next_seq(session, newest.conversation_id, newest.created_at, count, claim)
    stored = [each.at(seq) for seq, each in enumerate(messages, start=last - count + 1)]
    _ADD.for_each(session, map(_values, stored))
    return stored


def _values(message: Message) -> dict[str, object]:
    return {
        "id": message.id,
        "conversation_id": message.conversation_id,
        "seq": message.seq,
        "client_id": message.client_id,
        "author": message.author,
        "kind": message.kind,
        "text": message.text,
        "confidence": message.confidence,
        "sources": message.sources,
        "suggestions": message.suggestions,
        "page": message.page,
        "question_id": message.question_id,
        "created_at": message.created_at,
        "agent_name": message.agent_name,
    }


def by_client_id(session: Session, conversation_id: str, client_id: str) -> Message | None:
    """Find the message that a widget sent under this client id."""
    return _record(_BY_CLIENT_ID.row(session, conversation=conversation_id, client=client_id))


def answer_to(session: Session, question_id: str) -> Message | None:
    """Find the answer to a question."""
    return _record(_ANSWER_TO.row(session, question=question_id))


def after(session: Session, conversation_id: str, seq: int = 0) -> list[Message]:
    """List the messages of a conversation that came after `seq`, in order."""
    return [_message(row) for row in _AFTER.rows(session, conversation=conversation_id, after=seq)]


def oldest_unanswered(session: Session, conversation_id: str) -> OpenQuestion | None:
    """Find the first question of a conversation that the bot is to answer."""
    row = _OLDEST_UNANSWERED.row(session, conversation=conversation_id)
    if row is None:
        return None
    *told, claim = row
    question = _message(tuple(told))
    _, _, *before = _before(session, question)
    return OpenQuestion(question, _pair(before), claim)


def standing(session: Session, question: Message) -> Standing:
    """Tell how a conversation stands for a question that is about to be stored.

    Raise MissingError when it is gone.
    """
    state, claim, *before = _before(session, question)
    pair = _pair(before)
    is_next = state == "bot" and (pair is None or pair[1] is not None)
    return Standing(state, OpenQuestion(question, pair, claim) if is_next else None)


def _before(session: Session, question: Message) -> Row:
    """Find state and claim of the conversation, the question before this one, and its answer.

    Answers are given in order: where that one has its answer, all before it have theirs. What was
    asked while people had the conversation does not count.
    """
    row = _QUESTION_BEFORE.row(
        session, conversation=question.conversation_id, before=question.seq or _AT_THE_END
    )
    if row is None:
        raise MissingError("the conversation is gone: open a new one")
    return row


def _pair(before: Sequence[Any]) -> tuple[str, str] | None:
    return None if before[0] is None else (before[0], before[1])


def _record(row: Row | None) -> Message | None:
    return None if row is None else _message(row)


def _message(row: Row) -> Message:
    told = list(row)
    told[9:11] = tuple(_source(**source) for source in row[9]), tuple(row[10])
    return Message(*told)


def _source(marks: list[list[int]] | None = None, **told: str) -> Source:
    """Make a source of its JSON, which knows no tuples; older rows have no marks."""
    return Source(**told, marks=tuple((start, end) for start, end in marks or ()))
