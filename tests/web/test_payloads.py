"""Whatever JSON comes in is a payload or a ValidationError, never another exception."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from web.packets import MALFORMED, StrictPacket
from web.payloads import Ask, Auth, Question

SCALARS = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text())
KEYS = st.sampled_from(["client_id", "text", "page", "url", "question", "site", "token", "x"])
JSON: st.SearchStrategy[Any] = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.dictionaries(KEYS, inner), max_leaves=20
)


@given(JSON)
def test_any_json_is_a_payload_or_is_refused(value: Any) -> None:
    for kind in (Question, Auth, Ask):
        model: type[BaseModel] = kind
        try:
            assert model.model_validate(value) is not None
        except ValidationError:
            continue


@given(st.text(min_size=1))
def test_any_text_is_a_packet(text: str) -> None:
    packet = StrictPacket(encoded_packet=text)
    if packet.packet_type in (2, 5):
        assert isinstance(packet.data[0], str)


def test_an_event_without_a_name_is_malformed() -> None:
    for text in ("2", "2[]", "2[7]", '2{"a":1}', "2[", "2" + "[" * 9999):
        assert StrictPacket(encoded_packet=text).data == [MALFORMED]
