"""A visitor token is ours, whole, in time, or worth nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat import tokens
from chat.errors import InvalidTokenError

from .conftest import DAY, NOW

KEYS = tokens.make_keys(["s" * 40])
CLAIMS = tokens.Claims("demo", "v" * 32, 1, NOW, NOW + DAY)
TOKEN = tokens.mint(KEYS, CLAIMS)


def test_what_was_signed_is_read_again() -> None:
    assert tokens.read(KEYS, TOKEN, NOW) == CLAIMS


@given(st.integers(0, len(TOKEN) - 1), st.characters(min_codepoint=32, max_codepoint=126))
def test_one_changed_character_is_enough(place: int, character: str) -> None:
    changed = TOKEN[:place] + character + TOKEN[place + 1 :]
    if changed != TOKEN:
        with pytest.raises(InvalidTokenError):
            tokens.read(KEYS, changed, NOW)


@given(st.one_of(st.text(max_size=80), st.from_regex(r"v1\.[0-9a-f]{8}\.[\w-]*\.[\w-]*")))
def test_no_other_text_is_a_token(text: str) -> None:
    with pytest.raises(InvalidTokenError):
        tokens.read(KEYS, text, NOW)


@pytest.mark.parametrize("text", ["", "....", TOKEN + ".x", TOKEN * 40, TOKEN + "é", TOKEN + " "])
def test_odd_texts_are_no_token(text: str) -> None:
    with pytest.raises(InvalidTokenError):
        tokens.read(KEYS, text, NOW)


def test_a_token_ends() -> None:
    with pytest.raises(InvalidTokenError, match="out of date"):
        tokens.read(KEYS, TOKEN, NOW + DAY)


def test_a_clock_may_be_a_little_behind_but_not_much() -> None:
    assert tokens.read(KEYS, TOKEN, NOW - tokens.CLOCK_SKEW) == CLAIMS
    with pytest.raises(InvalidTokenError):
        tokens.read(KEYS, TOKEN, NOW - tokens.CLOCK_SKEW - timedelta(seconds=1))


def test_an_older_secret_is_accepted_until_it_is_taken_away() -> None:
    rotated = tokens.make_keys(["n" * 40, "s" * 40])
    assert tokens.read(rotated, TOKEN, NOW) == CLAIMS
    fresh = tokens.mint(rotated, CLAIMS)
    assert tokens.read(tokens.make_keys(["n" * 40]), fresh, NOW) == CLAIMS
    with pytest.raises(InvalidTokenError):
        tokens.read(tokens.make_keys(["n" * 40]), TOKEN, NOW)


def test_another_secret_signs_nothing_of_ours() -> None:
    forged = tokens.mint(tokens.make_keys(["x" * 40]), replace(CLAIMS, visitor_id="w" * 32))
    with pytest.raises(InvalidTokenError):
        tokens.read(KEYS, forged, NOW)


@given(
    st.from_regex(r"[a-z0-9][a-z0-9-]{0,63}", fullmatch=True),
    st.text("0123456789abcdef", min_size=32, max_size=32),
    st.integers(1, 2**53),
    st.integers(1, 400),
)
def test_any_claim_is_read_as_it_was_signed(site: str, visitor: str, epoch: int, days: int) -> None:
    claims = tokens.Claims(site, visitor, epoch, NOW, NOW + days * DAY)
    token = tokens.mint(KEYS, claims)
    assert tokens.read(KEYS, token, NOW) == claims
    assert len(token) <= tokens.TOKEN_LENGTH_MAX
    assert token.isascii()


def test_no_part_of_one_token_fits_another() -> None:
    other = tokens.mint(KEYS, replace(CLAIMS, site_key="journal")).split(".")
    for place in (2, 3):
        mixed = TOKEN.split(".")
        mixed[place] = other[place]
        with pytest.raises(InvalidTokenError, match="not signed"):
            tokens.read(KEYS, ".".join(mixed), NOW)


def test_the_name_of_another_key_does_not_help() -> None:
    both = tokens.make_keys(["s" * 40, "n" * 40])
    other = next(kid for kid in both.by_kid if kid != both.current)
    with pytest.raises(InvalidTokenError, match="not signed"):
        tokens.read(both, TOKEN.replace(both.current, other), NOW)
    with pytest.raises(InvalidTokenError, match="no visitor token"):
        tokens.read(KEYS, TOKEN.replace(KEYS.current, other), NOW)


def test_a_key_signs_under_its_own_name_alone() -> None:
    both = tokens.make_keys(["s" * 40, "n" * 40])
    other = next(kid for kid in both.by_kid if kid != both.current)
    misnamed = tokens.Keys(current=other, by_kid={other: both.by_kid[both.current]})
    with pytest.raises(InvalidTokenError, match="not signed"):
        tokens.read(both, tokens.mint(misnamed, CLAIMS), NOW)


def test_the_secret_and_its_key_are_not_in_the_token() -> None:
    assert "sss" not in TOKEN
    assert KEYS.by_kid[KEYS.current].hex()[:8] not in TOKEN
