"""The bot: answers the oldest stored question of a conversation that has no answer yet.

It works from the store, not from what a socket has just sent: a question that a crash left
unanswered is answered when the visitor comes back, and no question is answered twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import faq
import store
from chat.knowledge import Knowledge
from store import messages

log = logging.getLogger(__name__)

Previous = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bot:
    """What the bot answers by: the indexes, the confidence bands, and words for its own failure."""

    knowledge: Knowledge
    bands: faq.Bands
    apology: Callable[[str], str]


def answer(
    bot: Bot,
    site_key: str,
    question: str,
    page: str | None,
    previous: Previous | None,
    locale: str,
) -> faq.Answer:
    """Answer a question from a site's index; a fault of the matcher becomes an honest unknown."""
    index = bot.knowledge.index(site_key)
    try:
        return faq.answer(
            index, question, page=page, previous=previous, locale=locale, bands=bot.bands
        )
    except Exception:
        log.exception("site %s: a question could not be matched", site_key)
        return faq.Answer(kind="unknown", text=bot.apology(locale))


def next_question(database: store.Database, conversation_id: str) -> store.Message | None:
    """Find the oldest question of a conversation that has no answer yet."""
    with database.read() as session:
        return messages.oldest_unanswered(session, conversation_id)


def answer_stored(
    database: store.Database,
    bot: Bot,
    conversation: store.Conversation,
    question: store.Message,
    now: datetime,
    new_id: Callable[[], str],
) -> store.Message:
    """Answer a stored question, with the one before it in mind, and store the answer.

    Raise store.ConflictError when another worker has answered it in the meantime.
    """
    with database.read() as session:
        pair = messages.pair_before(session, question)
    previous = None if pair is None else (pair[0].text, pair[1].text)
    found = answer(
        bot, conversation.site_key, question.text, question.page, previous, conversation.locale
    )
    message = as_message(found, conversation.id, question.id, now, new_id)
    with database.write() as session:
        return messages.add(session, message)


def as_message(
    found: faq.Answer,
    conversation_id: str,
    question_id: str | None,
    now: datetime,
    new_id: Callable[[], str],
) -> store.Message:
    """Put an answer into the form that is stored and sent."""
    return store.Message(
        id=new_id(),
        conversation_id=conversation_id,
        seq=0,
        author="bot",
        kind=found.kind,
        text=found.text,
        confidence=found.confidence,
        sources=found.sources,
        suggestions=found.suggestions,
        question_id=question_id,
        created_at=now,
    )
