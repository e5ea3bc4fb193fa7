"""Feedback: a visitor says whether an answer has helped, and may change his mind."""

from __future__ import annotations

from datetime import datetime

import store
from chat.errors import EmptyTextError, NotFoundError
from chat.messages import clean_text
from store import feedback

REASON_LENGTH_MAX = 500


def give(
    database: store.Database,
    conversation_id: str,
    message_id: str,
    helpful: bool,
    reason: str,
    now: datetime,
) -> None:
    """Store what a visitor thinks of an answer in his own conversation.

    Raise TextTooLongError, NotFoundError (no answer of the bot there), store.DatabaseBusyError.
    """
    try:
        cleaned = clean_text(reason, REASON_LENGTH_MAX)
    except EmptyTextError:
        cleaned = ""

    def work(session: store.Session) -> bool:
        return feedback.give(session, conversation_id, message_id, helpful, cleaned, now)

    if not database.commit(work):
        raise NotFoundError("the bot has said no such message here")
