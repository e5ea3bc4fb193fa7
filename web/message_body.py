"""A stored message as it goes on the wire.

Two go out for every question that is asked: they are written at once, without a model in between,
in a quarter of its time. `payloads.MessageOut` is their shape, and a test holds one to the other.
"""

from __future__ import annotations

from typing import Any

import faq
import store
from web.payloads import as_moment

Body = dict[str, Any]


def message_body(message: store.Message, opinion: store.Opinion | None = None) -> Body:
    """Show a message, and what its reader thinks of it, without what is ours alone."""
    body: Body = {
        "id": message.id,
        "seq": message.seq,
        "author": message.author,
        "kind": message.kind,
        "text": message.text,
        "sources": [_source_body(each) for each in message.sources],
        "suggestions": message.suggestions,
        "created_at": as_moment(message.created_at),
    }
    if message.client_id is not None:
        body["client_id"] = message.client_id
    if message.confidence is not None:
        body["confidence"] = round(message.confidence, 4)
    if message.agent_name is not None:
        body["agent"] = message.agent_name
    if opinion is not None:
        body["helpful"] = opinion.helpful
    return body


def _source_body(source: faq.Source) -> Body:
    return {
        "title": source.title,
        "url": source.url,
        "published": source.published,
        "quote": source.quote,
        "section": source.section,
        "marks": source.marks,
    }
