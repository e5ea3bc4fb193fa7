"""Reasons: why the bot gave an answer, told to those who go on in its place.

What is told is how the question is matched now: the index may be another one by then.
"""

from __future__ import annotations

from dataclasses import dataclass

import store
from chat.errors import NotFoundError
from chat.knowledge import Knowledge
from faq.explain import Explanation, explain
from store import messages


@dataclass(frozen=True, slots=True)
class Reasons:
    """The question of an answer, and how it is matched."""

    question: str
    explanation: Explanation


def reasons(
    database: store.Database,
    knowledge: Knowledge,
    conversation: store.Conversation,
    message_id: str,
) -> Reasons:
    """Explain an answer of a conversation; raise NotFoundError, store.StoreError."""
    with database.read() as session:
        said = {each.id: each for each in messages.after(session, conversation.id)}
    answer = said.get(message_id)
    asked = None if answer is None else said.get(answer.question_id or "")
    if asked is None:
        raise NotFoundError("no answer of the bot in this conversation")
    index = knowledge.index(conversation.site_key)
    return Reasons(asked.text, explain(index, asked.text, asked.page))
