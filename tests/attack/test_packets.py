"""Any text as a packet, any payload as an event: never an exception, never anything left behind."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.line import client_frame
from tests.web.visitor import NAMESPACE

from .house import House

TEXT, CLOSE = 1, 8
NUMBERS = st.integers(-(2**70), 2**70) | st.floats()
LEAVES = st.none() | st.booleans() | NUMBERS | st.text(max_size=30)
KEYS = st.sampled_from(["site", "token", "locale", "page", "last_seq", "client_id", "text", "url"])
VALUES: st.SearchStrategy[Any] = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(["message", "suggest", "connect", "disconnect", "malformed", "*", "x"])
EVENTS = st.builds(
    lambda number, name, values: f"42{NAMESPACE},{number}{json.dumps([name, *values])}",
    st.sampled_from(["", "1", "99", "9" * 200]),
    NAMES | st.text(max_size=5),
    st.lists(VALUES, max_size=2),
)
CONNECTS = st.builds(lambda auth: f"40{NAMESPACE},{json.dumps(auth)}", VALUES)
JOIN = st.just(f"40{NAMESPACE},{{}}")
ODD = st.builds(
    lambda kind, rest: kind + rest,
    st.sampled_from(["0", "1", "2", "3", "4", "5", "6", "7", "b", "40", "41", "43", "45", "451-"]),
    st.text('[]{}"\\,:0129-/_placeholdernum widget\u0662\x00', max_size=40),
)
TALKS = st.lists(JOIN | EVENTS | CONNECTS | ODD | st.text(max_size=20), max_size=6)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = House(tmp_path_factory.mktemp("house"))
    yield made
    made.close()


def frames(texts: list[str]) -> bytes:
    """Put texts into frames; a lone surrogate is none that a frame may hold."""
    return b"".join(client_frame(TEXT, each.encode("utf-8", "replace")) for each in texts)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TALKS)
def test_no_talk_raises_or_leaves_anything_behind(house: House, texts: list[str]) -> None:
    house.serve(frames(texts))
    house.check()


@given(TALKS)
def test_no_talk_before_it_keeps_a_good_question_from_its_ack(
    house: House, texts: list[str]
) -> None:
    good = json.dumps(["suggest", {"text": "abonnement"}])
    asked = frames([f"40{NAMESPACE},{{}}", f"42{NAMESPACE},7{good}"])
    house.serve(frames(texts))
    assert f"43{NAMESPACE},7[".encode() in house.serve(asked)


def test_a_house_that_something_is_left_in_would_be_seen(house: House) -> None:
    house.engine._gate.enter(None)
    with pytest.raises(AssertionError):
        house.check()
    house.engine._gate.leave(None)
    house.check()
