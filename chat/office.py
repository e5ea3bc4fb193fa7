"""The office: all that an act of the staff is given, and the operator who acts by command line."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import store
from chat.errors import NotSignedInError
from chat.guesses import Guesses
from chat.passwords import Passwords
from store import agents
from store.account_records import EVERY_SITE, Agent

OPERATOR = Agent(
    id="",
    email="",
    name="operator",
    created_at=datetime.fromtimestamp(0, UTC),
    roles={EVERY_SITE: "admin"},
    state="active",
)


def new_token() -> str:
    """Make a token that nobody can guess: 256 random bits."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Give what is stored of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Office:
    """What the functions for the staff work with.

    A session ends `idle` after it was last seen, and `lifetime` after it began. `key` is ours
    alone: forms and offered second factors are derived from it.
    """

    database: store.Database
    passwords: Passwords
    guesses: Guesses
    key: bytes
    now: Callable[[], datetime]
    new_id: Callable[[], str]
    new_token: Callable[[], str] = new_token
    idle: timedelta = timedelta(hours=8)
    lifetime: timedelta = timedelta(days=7)
    invitation_lifetime: timedelta = timedelta(days=7)


def as_he_is_now(session: store.Session, who: Agent) -> Agent:
    """Read an actor again in the transaction of what he does; raise NotSignedInError."""
    if who is OPERATOR:
        return who
    found = agents.get(session, who.id)
    if found is None or found.state != "active" or found.epoch != who.epoch:
        raise NotSignedInError("the rights of this agent have changed")
    return found
