"""What a reader sends to be answered: a question, or the beginning of one."""

from __future__ import annotations

import faq
from chat import messages
from chat.messages import Posted
from web.message_body import message_body
from web.payloads import Question, Typed
from web.reader_events import Ack, Connection, Parts

SUGGESTIONS_MAX = 5


def message(parts: Parts, sid: str, connection: Connection, question: Question) -> Ack:
    """Store a question, show it on the visitor's other tabs; the answer follows as an event."""
    services, conversation = parts.services, connection.thread.conversation
    posted = messages.post(
        services.database,
        conversation.id,
        question.client_id,
        question.text,
        None if question.page is None else question.page.url,
        services.settings.message_length_max,
        services.now(),
        services.new_id,
        parts.answering.known(conversation),
    )
    body = message_body(posted.message)
    if posted.is_new:
        parts.rooms.show_others(body, conversation.id, sid)
    if posted.state == "bot":
        _answer(parts, sid, connection, posted)
    else:
        parts.people.told(conversation.id, conversation.site_key)
    return {"message": body}


def suggest(parts: Parts, _sid: str, connection: Connection, typed: Typed) -> Ack:
    """Give what is being typed may become; nothing while the index is being built."""
    parts.rooms.sleep(0)  # it takes milliseconds: everyone else's turn first
    index = parts.services.knowledge.index_if_built(connection.thread.site.key)
    found = [] if index is None else faq.suggest(index, typed.text, limit=SUGGESTIONS_MAX)
    return {"suggestions": [{"question": each} for each in found]}


def _answer(parts: Parts, sid: str, connection: Connection, posted: Posted) -> None:
    """Send the answer that is at hand right behind the ack, or have it sought."""
    conversation = connection.thread.conversation
    if posted.is_reopened:
        parts.people.reopened(conversation.id)
    if posted.answer is None:
        parts.answering.start(conversation, posted)
    else:
        answer = message_body(posted.answer)
        parts.rooms.after_ack(sid, lambda: parts.rooms.emit("message", answer, conversation.id))
