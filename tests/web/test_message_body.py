"""A message on the wire has the shape that is promised, whatever is stored."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import orjson
from hypothesis import given
from hypothesis import strategies as st

import faq
import store
from web.message_body import message_body
from web.payloads import MessageOut

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
NOW = datetime(2026, 11, 24, 9, 30, 0, 123_456, tzinfo=UTC)
SOURCES = st.builds(
    faq.Source,
    title=WORDS,
    url=WORDS,
    published=WORDS,
    quote=WORDS,
    section=WORDS,
    marks=st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=2).map(tuple),
)
MESSAGES = st.builds(
    store.Message,
    id=WORDS,
    conversation_id=WORDS,
    seq=st.integers(0, 2**53 - 1),
    author=st.sampled_from(["visitor", "bot", "agent", "system"]),
    kind=st.sampled_from(["text", "answered", "unknown", "notice"]),
    text=WORDS,
    created_at=st.datetimes(timezones=st.just(UTC)),
    client_id=st.none() | WORDS,
    confidence=st.none() | st.floats(0, 1),
    sources=st.lists(SOURCES, max_size=2).map(tuple),
    suggestions=st.lists(WORDS, max_size=2).map(tuple),
    page=st.none() | WORDS,
    question_id=st.none() | WORDS,
    agent_name=st.none() | WORDS,
)
OPINIONS = st.none() | st.builds(
    store.Opinion, message_id=WORDS, helpful=st.booleans(), reason=WORDS, given_at=st.just(NOW)
)


def sent(body: dict[str, Any]) -> dict[str, Any]:
    """Give a body as it arrives."""
    arrived: dict[str, Any] = json.loads(orjson.dumps(body))
    return arrived


@given(MESSAGES, OPINIONS)
def test_it_has_the_shape_that_is_promised(
    message: store.Message, opinion: store.Opinion | None
) -> None:
    written = sent(message_body(message, opinion))
    assert sent(MessageOut.model_validate(written).body()) == written


@given(MESSAGES)
def test_what_is_ours_alone_stays_here(message: store.Message) -> None:
    ours = replace(message, conversation_id="OURS-A", page="OURS-B", question_id="OURS-C")
    assert "OURS-" not in str(message_body(ours))


def test_its_moment_is_told_in_utc_to_the_millisecond() -> None:
    message = store.Message("a", "b", 1, "visitor", "text", "?", NOW)
    assert message_body(message)["created_at"] == "2026-11-24T09:30:00.123Z"


@given(MESSAGES, st.integers(1, 99))
def test_a_message_put_in_its_place_is_else_the_same(message: store.Message, seq: int) -> None:
    assert message.at(seq) == replace(message, seq=seq)
