"""Passwords: argon2id, made and checked beside the event loop, never more than a few at once.

A hash takes 64 MiB and a tenth of a second on purpose. `run` decides where: it is given the work
and waits for it. Nothing here logs, and no error holds a password.
"""

from __future__ import annotations

import base64
import os
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from chat.errors import WeakPasswordError

LENGTH_MIN = 12
BYTES_MAX = 1024
DIFFERENT_MIN = 5
_SALT_BYTES, _HASH_BYTES = 16, 32

Made = TypeVar("Made")


class Run(Protocol):
    """Where the work of a hash is done."""

    def __call__(self, work: Callable[[], Made], /) -> Made:
        """Do the work, and give what it gives."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a hash costs, as RFC 9106 recommends it for machines with little memory."""

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4


def at_once(work: Callable[[], Made], /) -> Made:
    """Do the work here and now."""
    return work()


class Passwords:
    """Hashes of one cost; those of another one are still recognised."""

    def __init__(self, run: Run = at_once, cost: Cost | None = None) -> None:
        told = cost or Cost()
        self._run = run
        self._hasher = PasswordHasher(
            told.passes, told.memory_kib, told.lanes, _HASH_BYTES, _SALT_BYTES
        )
        self._nobodys = _nobodys(told)

    def hashed(self, password: str) -> str:
        """Give what is stored of a password."""
        return self._run(partial(self._hasher.hash, _prepared(password)))

    def is_right(self, password: str, held: str) -> bool:
        """Tell whether this is the password of a hash; it takes as long when there is none."""
        is_right = self._run(partial(self._is_right, _prepared(password), held or self._nobodys))
        return is_right and bool(held)

    def is_outdated(self, held: str) -> bool:
        """Tell whether a hash was made at another cost."""
        return self._hasher.check_needs_rehash(held)

    def _is_right(self, password: bytes, held: str) -> bool:
        try:
            return self._hasher.verify(held, password)
        except (VerificationError, InvalidHashError):
            return False


def check_new(password: str, *known: str) -> None:
    """Raise WeakPasswordError unless a new password is long, varied and none of the words known."""
    folded = password.casefold()
    guessable = [each.casefold() for each in known if len(each) > 3]
    if (
        len(password) < LENGTH_MIN
        or is_too_long(password)
        or len(set(folded)) < DIFFERENT_MIN
        or any(folded.strip() == each or folded in each for each in guessable)
    ):
        raise WeakPasswordError(f"write {LENGTH_MIN} characters or more, and not your own name")


def is_too_long(password: str) -> bool:
    """Tell a password over the limit, which is not even hashed."""
    return len(password) > BYTES_MAX or len(_prepared(password)) > BYTES_MAX


def _prepared(password: str) -> bytes:
    """Give the bytes of a password, the same ones from every keyboard."""
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")


def _nobodys(cost: Cost) -> str:
    """Give a hash that no password has, and that takes as long to check as any other."""
    salt, digest = _base64(os.urandom(_SALT_BYTES)), _base64(os.urandom(_HASH_BYTES))
    told = f"m={cost.memory_kib},t={cost.passes},p={cost.lanes}"
    return f"$argon2id$v=19${told}${salt}${digest}"


def _base64(raw: bytes) -> str:
    return base64.b64encode(raw).rstrip(b"=").decode()
