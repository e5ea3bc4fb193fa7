"""Socket.IO packets: good ones are read as written, bad ones become the event `malformed`."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from socketio import packet

from web.packets import MALFORMED, Json, StrictPacket

WIDEST = 2**53
PAYLOADS: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-WIDEST, WIDEST)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("abcdefg", min_size=1), inner, max_size=4)
    ),
    max_leaves=10,
)


def read(text: str) -> Any:
    return StrictPacket(encoded_packet=text)


@given(PAYLOADS, st.integers(0, 10**6))
def test_an_event_is_read_as_it_was_written(payload: Any, number: int) -> None:
    written = StrictPacket(
        packet_type=packet.EVENT, data=["message", payload], namespace="/widget", id=number
    ).encode()
    known = read(written)
    assert (known.packet_type, known.namespace, known.id) == (packet.EVENT, "/widget", number)
    assert known.data == ["message", payload]


@pytest.mark.parametrize(
    "text",
    ["2", "2[]", "2[7]", "2[null]", "2[[]]", '2{"a":1}', "2[", "2nul", '2["a",NaN]', "2" + "[" * 9],
)
def test_an_event_that_has_no_name_or_is_no_json_is_malformed(text: str) -> None:
    assert (read(text).packet_type, read(text).data) == (packet.EVENT, [MALFORMED])


@pytest.mark.parametrize("text", ["2/widget,7[7]", "2/widget,7[", '2/widget,7["a"'])
def test_a_malformed_event_keeps_its_namespace_and_the_number_of_its_ack(text: str) -> None:
    known = read(text)
    assert (known.namespace, known.id, known.data) == ("/widget", 7, [MALFORMED])


@given(st.text(min_size=1))
def test_any_text_is_read_and_every_event_has_a_name(text: str) -> None:
    known = read(text)
    if known.packet_type == packet.EVENT:
        assert isinstance(known.data[0], str)


@given(st.text('[]{}"\\,:0129-/_placeholdernum \u0662', min_size=1, max_size=40))
def test_any_text_that_looks_like_a_packet_is_an_event_with_a_name(text: str) -> None:
    known = read(f"2{text}")
    assert known.packet_type == packet.EVENT
    assert isinstance(known.data[0], str)


@pytest.mark.parametrize("text", ['51-["message",{}]', "59999999999-[]", '50-["message"]', "61-[]"])
def test_a_packet_that_comes_with_bytes_is_malformed_and_waits_for_none(text: str) -> None:
    known = read(text)
    assert (known.packet_type, known.data) == (packet.EVENT, [MALFORMED])
    assert known.attachment_count == 0


@pytest.mark.parametrize("text", ["", "nul", "NaN", "Infinity", '"\\ud800"', "[" * 5000, "1 2"])
def test_what_is_no_json_is_one_kind_of_error(text: str) -> None:
    with pytest.raises(ValueError, match="line 1 column"):
        Json.loads(text)


@given(st.text('0123-/,?w["a]{}:', max_size=24))
def test_what_is_no_malformed_packet_is_read_as_socketio_itself_reads_it(text: str) -> None:
    known = read(text)
    if text and known.data != [MALFORMED]:
        told = packet.Packet(encoded_packet=text)
        assert (known.packet_type, known.namespace, known.id, known.data) == (
            *(told.packet_type, told.namespace, told.id, told.data),
        )
