"""Codes of an authenticator: those of RFC 6238, one step off at most, and each one once."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat import totp

from .conftest import NOW

RFC_SECRET = base64.b32encode(b"12345678901234567890").decode()
SECRET = totp.secret_for(b"k" * 32, "session")
STEP = timedelta(seconds=totp.STEP_SECONDS)


@pytest.mark.parametrize(
    ("seconds", "code"),
    [(59, "287082"), (1111111109, "081804"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_codes_are_those_of_the_rfc(seconds: int, code: str) -> None:
    moment = datetime.fromtimestamp(seconds, UTC)
    assert totp.code_at(RFC_SECRET, moment) == code
    assert totp.step_of(RFC_SECRET, code, 0, moment) == seconds // totp.STEP_SECONDS


@pytest.mark.parametrize(
    ("steps", "is_good"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)]
)
def test_a_clock_may_be_one_step_off(steps: int, is_good: bool) -> None:
    code = totp.code_at(SECRET, NOW + steps * STEP)
    assert (totp.step_of(SECRET, code, 0, NOW) is not None) is is_good


def test_a_step_that_was_used_is_over_and_so_are_those_before_it() -> None:
    used = totp.step_of(SECRET, totp.code_at(SECRET, NOW), 0, NOW)
    assert used is not None
    for steps in (-1, 0):
        assert totp.step_of(SECRET, totp.code_at(SECRET, NOW + steps * STEP), used, NOW) is None
    assert totp.step_of(SECRET, totp.code_at(SECRET, NOW + STEP), used, NOW) == used + 1


@given(st.text(max_size=50))
def test_any_other_text_is_no_code(text: str) -> None:
    codes = {totp.code_at(SECRET, NOW + steps * STEP) for steps in (-1, 0, 1)}
    assert (totp.step_of(SECRET, text, 0, NOW) is not None) is (text in codes)


def test_a_secret_is_of_one_session_and_of_one_server() -> None:
    assert totp.secret_for(b"k" * 32, "session") == SECRET
    assert totp.secret_for(b"k" * 32, "another") != SECRET
    assert totp.secret_for(b"l" * 32, "session") != SECRET
    assert len(base64.b32decode(SECRET)) == totp.SECRET_BYTES


def test_an_authenticator_reads_the_address() -> None:
    parts = urlsplit(totp.address(SECRET, "bob@example.org"))
    assert (parts.scheme, parts.netloc) == ("otpauth", "totp")
    assert parse_qs(parts.query) == {"secret": [SECRET], "issuer": ["Salut"]}


def test_recovery_codes_differ_and_are_read_however_they_are_typed() -> None:
    codes = totp.new_recovery_codes()
    assert len(set(codes)) == totp.RECOVERY_CODES
    first = codes[0]
    assert len(first) == 19
    assert totp.recovery_digest(first) == totp.recovery_digest(
        f" {first.upper().replace('-', ' ')}"
    )
    assert totp.recovery_digest(first) != totp.recovery_digest(codes[1])
    assert first not in totp.recovery_digest(first)
