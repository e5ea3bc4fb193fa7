"""Messages: a reader's question is validated, then stored once, however often it is sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import store
from chat import urls
from chat.errors import EmptyTextError, NotFoundError, TextTooLongError
from store import conversations, messages

_KEPT_CONTROLS = "\n\t"


@dataclass(frozen=True, slots=True)
class Posted:
    """A stored question; `is_new` is False when this was a retry."""

    message: store.Message
    is_new: bool


def clean_text(text: str, length_max: int) -> str:
    """Give the text without control characters and outer blanks.

    Raise EmptyTextError, or TextTooLongError beyond `length_max` characters.
    """
    if len(text) > length_max:
        raise TextTooLongError(f"a message has at most {length_max} characters")
    kept = (char for char in text if char in _KEPT_CONTROLS or unicodedata.category(char) != "Cc")
    cleaned = "".join(kept).strip()
    if not any(char.isprintable() and not char.isspace() for char in cleaned):
        raise EmptyTextError("a message needs some text")
    return cleaned


def post(
    database: store.Database,
    conversation_id: str,
    client_id: str,
    text: str,
    page: str | None,
    length_max: int,
    now: datetime,
    new_id: Callable[[], str],
) -> Posted:
    """Store a question; when this returns it is committed.

    The same `client_id` again gives the first message back, unchanged. Raise EmptyTextError,
    TextTooLongError, NotFoundError (the conversation is gone), store.DatabaseBusyError.
    """
    question = store.Message(
        id=new_id(),
        conversation_id=conversation_id,
        seq=0,
        client_id=client_id,
        author="visitor",
        kind="text",
        text=clean_text(text, length_max),
        page=None if page is None else urls.page_address(page),
        created_at=now,
    )
    with database.write() as session:
        if conversations.get(session, conversation_id) is None:
            raise NotFoundError("the conversation is gone")
        held = messages.by_client_id(session, conversation_id, client_id)
        if held is not None:
            return Posted(held, is_new=False)
        return Posted(messages.add(session, question), is_new=True)
