"""Messages: a reader's question is validated, then stored once, however often it is sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import store
from chat import urls
from chat.errors import EmptyTextError, NotFoundError, TextTooLongError
from store import messages

_DROPPED = dict.fromkeys(
    number
    for number in range(0xA0)
    if unicodedata.category(chr(number)) == "Cc" and chr(number) not in "\n\t"
)  # every control character that there is


@dataclass(frozen=True, slots=True)
class Posted:
    """A stored question; `is_new` is False when this was a retry.

    `answer` was stored with it; `turn` is what the bot needs to answer it now: None where that is
    done, or one before it is still open.
    """

    message: store.Message
    is_new: bool
    turn: store.OpenQuestion | None = None
    answer: store.Message | None = None


Known = Callable[[store.OpenQuestion], store.Message | None]


def clean_text(text: str, length_max: int) -> str:
    """Give the text without control characters and outer blanks.

    Raise EmptyTextError, or TextTooLongError beyond `length_max` characters.
    """
    if len(text) > length_max:
        raise TextTooLongError(f"a message has at most {length_max} characters")
    cleaned = text.translate(_DROPPED).strip()
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
    known: Known = lambda _: None,
) -> Posted:
    """Store a question; when this returns it is committed, with the answer where `known` gives one.

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

    def work(session: store.Session) -> Posted:
        held = messages.by_client_id(session, conversation_id, client_id)
        if held is not None:
            return Posted(held, is_new=False)
        turn = messages.as_open(session, question)
        answer = None if turn is None else known(turn)
        if answer is not None:
            asked, answered = messages.add_all(session, [question, answer])
            return Posted(asked, True, answer=answered)
        stored = messages.add(session, question)
        return Posted(stored, True, None if turn is None else replace(turn, message=stored))

    try:
        return database.commit(work)
    except store.MissingError as error:
        raise NotFoundError("the conversation is gone") from error
