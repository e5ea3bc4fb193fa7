"""Messages: a reader's question is validated, then stored once, however often it is sent."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

import store
from chat import urls
from chat.conversations import reopen
from chat.errors import EmptyTextError, InvalidPayloadError, NotFoundError, TextTooLongError
from store import messages
from store.records import ConversationState

_DROPPED = dict.fromkeys(
    number
    for number in range(0xA0)
    if unicodedata.category(chr(number)) == "Cc" and chr(number) not in "\n\t"
)  # every control character that there is


@dataclass(frozen=True, slots=True)
class Posted:
    """A stored question; `is_new` is False when this was a retry.

    `answer` was stored with it; `turn` is what the bot needs to answer it now: None where that is
    done, one before it is still open, or people have the conversation, as `state` tells.
    `is_reopened` when it was closed before.
    """

    message: store.Message
    is_new: bool
    turn: store.OpenQuestion | None = None
    answer: store.Message | None = None
    state: ConversationState = "bot"
    is_reopened: bool = False


Known = Callable[[store.OpenQuestion], store.Message | None]


def clean_text(text: str, length_max: int) -> str:
    """Give the text without control characters and outer blanks.

    Raise EmptyTextError, or TextTooLongError beyond `length_max` characters.
    """
    if len(text) > length_max:
        raise TextTooLongError(f"a message has at most {length_max} characters")
    cleaned = text.strip() if text.isprintable() else text.translate(_DROPPED).strip()
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

    The same `client_id` again gives the first message back, unchanged. While people have the
    conversation there is no answer; one that was closed goes on with the bot. Raise EmptyTextError,
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
            return _again(held)
        stands = messages.standing(session, question)
        is_reopened = stands.state == "closed"
        if is_reopened:
            reopen(session, conversation_id)
            stands = messages.standing(session, question)
        return replace(_stored(session, question, stands, known), is_reopened=is_reopened)

    try:
        try:
            return database.commit(work)
        except store.StaleClaimError:  # it has changed hands while this was read
            return database.commit(work)
    except store.MissingError as error:
        raise NotFoundError("the conversation is gone") from error


def _again(held: store.Message) -> Posted:
    """Give a message back that was sent before."""
    if held.author != "visitor":
        raise InvalidPayloadError("somebody else has used this client id")
    return Posted(held, is_new=False)


def _stored(
    session: store.Session, question: store.Message, stands: store.Standing, known: Known
) -> Posted:
    """Store a question, with the answer that is at hand."""
    turn = stands.turn
    answer = None if turn is None else known(turn)
    if turn is not None and answer is not None:
        asked, answered = messages.add_all(session, [question, answer], turn.claim)
        return Posted(asked, True, answer=answered)
    stored = messages.add(session, question)
    turn = None if turn is None else replace(turn, message=stored)
    return Posted(stored, True, turn, state=stands.state)
