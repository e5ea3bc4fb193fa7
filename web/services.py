"""The parts that every handler needs, made once at start and passed along."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import store
from chat.bot import Bot
from chat.knowledge import Knowledge
from chat.limits import Limits
from chat.meanings import Meanings
from chat.tokens import Keys
from web.drain import Drain
from web.settings import Settings
from web.translations import Translations


def now_in_utc() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


def new_id() -> str:
    """Make an id of 32 hexadecimal digits: the milliseconds since 1970, then 80 random bits.

    Nobody can guess it, and what is stored together stands together in the indexes of the database.
    """
    return f"{time.time_ns() // 1_000_000:012x}{os.urandom(10).hex()}"


@dataclass(frozen=True, slots=True)
class Services:
    """What web handlers hand on to `chat`."""

    settings: Settings
    database: store.Database
    keys: Keys
    knowledge: Knowledge
    meanings: Meanings | None
    bot: Bot
    translations: Translations
    limits: Limits
    now: Callable[[], datetime] = now_in_utc
    new_id: Callable[[], str] = new_id
    drain: Drain = field(default_factory=Drain)
