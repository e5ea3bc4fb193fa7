"""Passwords are kept as argon2id hashes, checked at the same price whether there is one or not."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Callable

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type
from hypothesis import given
from hypothesis import strategies as st

from chat.errors import WeakPasswordError
from chat.passwords import BYTES_MAX, Cost, Made, Passwords, check_new, is_too_long

from .staff import CHEAP, PASSWORD

CHEAPLY = Passwords(cost=CHEAP)


def test_a_real_hash_costs_what_we_say() -> None:
    passwords = Passwords()
    held = passwords.hashed(PASSWORD)
    told = extract_parameters(held)
    assert (told.type, told.memory_cost, told.time_cost) == (Type.ID, 64 * 1024, 3)
    assert passwords.is_right(PASSWORD, held)
    assert not passwords.is_right(PASSWORD + " ", held)
    assert not passwords.is_outdated(held)
    assert passwords.is_outdated(CHEAPLY.hashed(PASSWORD))


@given(st.text(min_size=1, max_size=200), st.text(min_size=1, max_size=200))
def test_a_password_opens_and_no_other_does(password: str, other: str) -> None:
    held = CHEAPLY.hashed(password)
    assert CHEAPLY.is_right(password, held)
    same = unicodedata.normalize("NFC", password) == unicodedata.normalize("NFC", other)
    assert CHEAPLY.is_right(other, held) is same


def test_two_keyboards_write_the_same_accent() -> None:
    held = CHEAPLY.hashed("l'e\u0301te\u0301 au phare")
    assert CHEAPLY.is_right("l'été au phare", held)


@pytest.mark.parametrize("held", ["", "no hash", "$argon2id$v=19$m=8,t=1,p=1$", "$2b$12$x"])
def test_nothing_opens_what_is_no_hash(held: str) -> None:
    assert not CHEAPLY.is_right("", held)
    assert not CHEAPLY.is_right(PASSWORD, held)


def test_nobodys_password_takes_the_work_of_a_real_one() -> None:
    done: list[Cost] = []

    def run(work: Callable[[], Made], /) -> Made:
        _, held = work.args  # type: ignore[attr-defined]
        told = extract_parameters(held)
        done.append(Cost(told.memory_cost, told.time_cost, told.parallelism))
        return work()

    passwords = Passwords(run, CHEAP)
    held = CHEAPLY.hashed(PASSWORD)
    assert not passwords.is_right("wrong guess here", held)
    assert not passwords.is_right("wrong guess here", "")
    assert done == [CHEAP, CHEAP]


@pytest.mark.parametrize(
    "password",
    ["", "court", "elevensigns", "aaaaaaaaaaaaaaaa", "abababababababab", "x" * 1_000_000],
)
def test_it_refuses_a_password_that_is_guessed_or_endless(password: str) -> None:
    with pytest.raises(WeakPasswordError):
        check_new(password, "bob@example.org", "Bob")


def test_it_refuses_the_address_and_the_name_of_its_owner() -> None:
    for password in ("bob.martin@example.org", "BOB.MARTIN@example.org", "Bob Martin-Dupont"):
        with pytest.raises(WeakPasswordError):
            check_new(password, "bob.martin@example.org", "Bob Martin-Dupont")
    check_new("Bob aime les phares", "bob.martin@example.org", "Bob")


def test_the_limit_is_in_bytes() -> None:
    assert not is_too_long("é" * (BYTES_MAX // 2))
    assert is_too_long("é" * (BYTES_MAX // 2 + 1))
    assert is_too_long("x" * 10_000_000)


def test_no_password_is_logged_or_shown(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    CHEAPLY.is_right(PASSWORD, CHEAPLY.hashed(PASSWORD))
    with pytest.raises(WeakPasswordError) as refused:
        check_new("secretsecret"[:11])
    assert PASSWORD not in caplog.text
    assert "secret" not in str(refused.value)
