"""Limits: how much one visitor, one address and one site may send, counted before any work.

Each is counted by itself, in a sliding window of the library `limits`. An address is never a
key: what is counted under is its HMAC, by a key that changes every day and is kept nowhere.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from limits import RateLimitItem, RateLimitItemPerSecond
from limits.storage import Storage
from limits.strategies import SlidingWindowCounterRateLimiter

from chat.errors import RateLimitedError
from chat.tokens import Keys

TEN_SECONDS, MINUTE_SECONDS = 10, 60


@dataclass(frozen=True, slots=True)
class Rates:
    """How many may come in a while; 0 for any number."""

    visitor_messages_per_ten_seconds: int
    address_messages_per_ten_seconds: int
    site_messages_per_ten_seconds: int
    visitor_events_per_ten_seconds: int
    address_connections_per_minute: int
    visitor_rare_events_per_minute: int = 0
    address_rare_events_per_minute: int = 0


class Limits:
    """What was counted, and who has to wait: then RateLimitedError is raised.

    `storage` is memory for one process, or one of `limits` that several share. An address is None
    where it says nothing of who is asking.
    """

    def __init__(
        self, rates: Rates, storage: Storage, keys: Keys, now: Callable[[], datetime]
    ) -> None:
        self._counter = SlidingWindowCounterRateLimiter(storage)
        self._secret, self._now = keys.by_kid[keys.current], now
        self._day, self._key_of_the_day = date.min, b""
        self._of_visitor = _item("visitor", rates.visitor_messages_per_ten_seconds)
        self._of_address = _item("address", rates.address_messages_per_ten_seconds)
        self._of_site = _item("site", rates.site_messages_per_ten_seconds)
        self._of_events = _item("events", rates.visitor_events_per_ten_seconds)
        self._of_connections = _item(
            "connections", rates.address_connections_per_minute, MINUTE_SECONDS
        )
        self._of_rare_events = _item(
            "rare events", rates.visitor_rare_events_per_minute, MINUTE_SECONDS
        )
        self._of_rare_events_of_address = _item(
            "rare events of address", rates.address_rare_events_per_minute, MINUTE_SECONDS
        )

    def count_connection(self, address: str | None) -> None:
        """Count a connection that is asked for."""
        self._count_address(self._of_connections, address)

    def count_message(self, visitor_id: str, address: str | None, site_key: str) -> None:
        """Count a question of a visitor."""
        self._count(self._of_visitor, visitor_id)
        self._count_address(self._of_address, address)
        self._count(self._of_site, site_key)

    def count_request(self, address: str | None) -> None:
        """Count a question that comes without a visitor, and not yet for a site."""
        self._count_address(self._of_address, address)

    def count_for_site(self, site_key: str) -> None:
        """Count a question for a site that there is."""
        self._count(self._of_site, site_key)

    def count_event(self, visitor_id: str) -> None:
        """Count anything else that a visitor sends."""
        self._count(self._of_events, visitor_id)

    def count_rare_event(self, visitor_id: str, address: str | None) -> None:
        """Count what takes much work, or calls for people."""
        self._count(self._of_rare_events, visitor_id)
        self._count_address(self._of_rare_events_of_address, address)

    def _count_address(self, item: RateLimitItem | None, address: str | None) -> None:
        if item is not None and address is not None:
            self._count(item, self._disguised(address))

    def _count(self, item: RateLimitItem | None, who: str) -> None:
        """Count once; raise RateLimitedError with the whole seconds until there is room."""
        if item is None or self._counter.hit(item, who):
            return
        wait_seconds = self._counter.get_window_stats(item, who).reset_time - time.time()
        raise RateLimitedError(max(1, math.ceil(wait_seconds)))

    def _disguised(self, address: str) -> str:
        """Give what an address is counted under; tomorrow it is another one."""
        today = self._now().date()
        if today != self._day:
            told = f"salut address {today.isoformat()}".encode()
            self._day, self._key_of_the_day = today, _mac(self._secret, told)
        return _mac(self._key_of_the_day, address.encode()).hex()


def _item(name: str, amount: int, seconds: int = TEN_SECONDS) -> RateLimitItem | None:
    """Say how many in how long; None for no limit."""
    return RateLimitItemPerSecond(amount, seconds, name) if amount else None


def _mac(key: bytes, told: bytes) -> bytes:
    return hmac.digest(key, told, hashlib.sha256)
