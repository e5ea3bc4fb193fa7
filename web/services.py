"""The parts that every handler needs, made once at start and passed along."""

from __future__ import annotations

import os
import struct
import time
from collections.abc import Callable, Iterator
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

ROLLED_BYTES = 10_000


def now_in_utc() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


class Dice:
    """Random bytes, asked of the system a few pages at a time.

    Each call lets go of the interpreter's lock, and waits for it behind whoever has taken it.
    """

    def __init__(self) -> None:
        self.forget()
        os.register_at_fork(after_in_child=self.forget)  # lest two processes draw the same

    def forget(self) -> None:
        """Throw away what was asked for and not used."""
        self._rolled: Iterator[tuple[bytes]] = iter(())

    def roll(self) -> bytes:
        """Give ten random bytes."""
        for (rolled,) in self._rolled:
            return rolled
        self._rolled = struct.iter_unpack("10s", os.urandom(ROLLED_BYTES))
        return self.roll()


_dice = Dice()


def new_id() -> str:
    """Make an id of 32 hexadecimal digits: the milliseconds since 1970, then 80 random bits.

    Nobody can guess it, and what is stored together stands together in the indexes of the database.
    """
    return f"{time.time_ns() // 1_000_000:012x}{_dice.roll().hex()}"


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
