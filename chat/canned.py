"""Canned replies: the site's own answers, found while an agent types, for him to quote."""

from __future__ import annotations

import faq
import store
from chat.knowledge import Knowledge
from faq.suggest import begun
from store import inbox


def canned_answers(
    database: store.Database,
    knowledge: Knowledge,
    conversation: store.Conversation,
    text: str,
    limit: int,
) -> list[faq.Entry]:
    """Find answers by the beginning of a question, best first, each once.

    Without any text, give those of the article that the reader is on; none while the index is being
    built. Raise store.StoreError.
    """
    index = knowledge.index_if_built(conversation.site_key)
    if index is None:
        return []
    with database.read() as session:
        held = inbox.summary(session, conversation.id)
    page = None if held is None else held.page
    if text.strip():
        found = [match.entry for match in begun(index, text, page)]
    else:
        found = [index.entries[number] for number in index.of_page(page or "")]
    return list({entry.answer: entry for entry in reversed(found)}.values())[::-1][:limit]
