"""JSON that no client of ours writes: too deep, numbers without end, NUL; all is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from chat.urls import page_address
from web.packets import DEPTH_MAX, MALFORMED, Json, StrictPacket
from web.payloads import SEQ_MAX, Ask, Auth


def nested(levels: int, kind: str) -> str:
    """Write lists or dictionaries within each other."""
    opening, closing = ("[", "]") if kind == "list" else ('{"a":', "}")
    return f"{opening * (levels - 1)}{'[]' if kind == 'list' else '{}'}{closing * (levels - 1)}"


def depth(value: object) -> int:
    """Count the levels of a value, without the code under test."""
    text = json.dumps(value)
    levels, deepest, in_string = 0, 0, False
    for place, char in enumerate(text):
        if char == '"' and (len(text[:place]) - len(text[:place].rstrip("\\"))) % 2 == 0:
            in_string = not in_string
        if not in_string:
            levels += (char in "[{") - (char in "]}")
            deepest = max(deepest, levels)
    return deepest


@pytest.mark.parametrize("kind", ["list", "dictionary"])
def test_eight_levels_are_read_and_nine_are_not(kind: str) -> None:
    assert DEPTH_MAX == 8
    assert depth(Json.loads(nested(DEPTH_MAX, kind))) == DEPTH_MAX
    for levels in (DEPTH_MAX + 1, 200, 5000):
        with pytest.raises(ValueError, match="line 1 column"):
            Json.loads(nested(levels, kind))


@given(
    st.recursive(
        st.integers(0, 9) | st.text('[]{}"\\a', max_size=12),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text("[{a"), inner, max_size=2)
        ),
        max_leaves=30,
    ),
    st.integers(0, 9),
)
def test_what_is_read_is_just_what_is_not_too_deep(value: Any, more: int) -> None:
    for _ in range(more):
        value = [value]
    text = json.dumps(value, ensure_ascii=False)
    if depth(value) <= DEPTH_MAX:
        assert Json.loads(text) == value
    else:
        with pytest.raises(ValueError, match="deeper"):
            Json.loads(text)


def test_brackets_in_a_text_are_text() -> None:
    text = "[" * 500 + "{" * 500
    packet = StrictPacket(encoded_packet=f'2["message",{{"text":{json.dumps(text)}}}]')
    assert packet.data == ["message", {"text": text}]


def test_an_event_that_is_too_deep_is_malformed() -> None:
    packet = StrictPacket(encoded_packet=f'2/widget,7["message",{nested(DEPTH_MAX, "list")}]')
    assert (packet.namespace, packet.id, packet.data) == ("/widget", 7, [MALFORMED])


@pytest.mark.parametrize(
    "number", [str(SEQ_MAX + 1), str(2**64), "9" * 300, "1e3", "1.0", "-1", "-0.5", "true", '"1"']
)
def test_a_number_that_is_no_place_in_a_conversation_is_refused(number: str) -> None:
    with pytest.raises(ValidationError):
        Auth.model_validate(Json.loads(f'{{"last_seq":{number}}}'))


def test_the_greatest_number_is_taken() -> None:
    assert Auth.model_validate(Json.loads(f'{{"last_seq":{SEQ_MAX}}}')).last_seq == SEQ_MAX


def test_no_database_is_asked_for_nul() -> None:
    for site in ("\0", "demo\0", "a\nb\0"):
        with pytest.raises(ValidationError):
            Auth.model_validate({"site": site})
        with pytest.raises(ValidationError):
            Ask.model_validate({"question": "merci", "site": site})
    assert page_address("/a\0.html") is None
    assert page_address("/a.html") == "/a.html"


@pytest.mark.parametrize(
    "body",
    [
        nested(DEPTH_MAX + 1, "dictionary").encode(),
        b'{"question": "\\ud800"}',
        b'{"question": "merci \xff"}',
        b'{"question": ' + b"9" * 5000 + b"}",
    ],
    ids=["too deep", "half a character", "no UTF-8", "a number without end"],
)
def test_over_http_the_same_is_refused(client: FlaskClient, body: bytes) -> None:
    response = client.post("/api/ask", data=body)
    assert (response.status_code, response.get_json()["error"]["code"]) == (400, "invalid_payload")
