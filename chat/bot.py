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
from chat.kept_answers import Asked, Previous
from chat.knowledge import Knowledge
from store import messages

log = logging.getLogger(__name__)


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
    shelf = bot.knowledge.shelf(site_key)

    def find() -> faq.Answer:
        return shelf.answer(question, page, previous, locale, bot.bands)

    try:
        return shelf.kept.answer(Asked(question, page, previous, locale), find)
    except Exception:
        log.exception("site %s: a question could not be matched", site_key)
        return faq.Answer(kind="unknown", text=bot.apology(locale))


def known_answer(
    bot: Bot,
    conversation: store.Conversation,
    asked: store.OpenQuestion,
    now: datetime,
    new_id: Callable[[], str],
) -> store.Message | None:
    """Give the answer that is at hand, so that it need not be sought; nothing is stored yet."""
    question, kept = asked.message, bot.knowledge.kept_answers(conversation.site_key)
    if kept is None:
        return None
    found = kept.known(Asked(question.text, question.page, asked.previous, conversation.locale))
    return None if found is None else as_message(found, conversation.id, question.id, now, new_id)


def next_question(database: store.Database, conversation_id: str) -> store.OpenQuestion | None:
    """Find the oldest question of a conversation that has no answer yet."""
    with database.read() as session:
        return messages.oldest_unanswered(session, conversation_id)


def answer_to(
    bot: Bot,
    conversation: store.Conversation,
    asked: store.OpenQuestion,
    now: datetime,
    new_id: Callable[[], str],
) -> store.Message:
    """Answer a question with the one before it in mind; nothing is stored yet."""
    question = asked.message
    found = answer(
        bot,
        conversation.site_key,
        question.text,
        question.page,
        asked.previous,
        conversation.locale,
    )
    return as_message(found, conversation.id, question.id, now, new_id)


def store_answer(database: store.Database, answered: store.Message, claim: int) -> store.Message:
    """Store an answer, or give the one that is stored already.

    That may be another worker's, or the same one, whose commit was not sure. Raise
    store.MissingError when the conversation is gone, store.StaleClaimError when it has changed
    hands since the question had that claim: then the bot has nothing to say.
    """
    try:
        return database.commit(lambda session: messages.add_all(session, [answered], claim)[0])
    except store.MissingError:
        raise
    except store.ConflictError:
        with database.read() as session:
            held = messages.answer_to(session, answered.question_id or "")
        if held is None:
            raise
        return held


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
