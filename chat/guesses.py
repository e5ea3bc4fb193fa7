"""Guesses: how often a password or a code may be tried, counted before any work is done for it.

An account is not locked: its windows slide, so that its owner can always try again after a while.
Neither address nor e-mail is a key: what is counted under is its HMAC.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import time

from limits import RateLimitItem, RateLimitItemPerHour, RateLimitItemPerMinute
from limits.storage import Storage
from limits.strategies import SlidingWindowCounterRateLimiter

from chat.errors import RateLimitedError
from chat.tokens import Keys

OF_ADDRESS = RateLimitItemPerMinute(5, 1, "sign-in address")
OF_ACCOUNT = RateLimitItemPerMinute(10, 15, "sign-in account")
OF_CODE = RateLimitItemPerHour(10, 1, "sign-in code")


class Guesses:
    """What was tried, and who has to wait: then RateLimitedError is raised.

    `storage` is memory for one process, or one of `limits` that several share.
    """

    def __init__(self, storage: Storage, keys: Keys) -> None:
        self._counter = SlidingWindowCounterRateLimiter(storage)
        self._key = keys.by_kid[keys.current]

    def count_password(self, address: str | None, email: str) -> None:
        """Count a try at the password of an account, whether there is one or not.

        An address is None where it says nothing of who is trying.
        """
        if address is not None:
            self._count(OF_ADDRESS, self._disguised(address))
        self._count(OF_ACCOUNT, self._disguised(email))

    def count_code(self, agent_id: str) -> None:
        """Count a try at the second factor of an agent."""
        self._count(OF_CODE, agent_id)

    def forget(self, email: str, agent_id: str) -> None:
        """Begin anew for an account: its owner is in."""
        self._counter.clear(OF_ACCOUNT, self._disguised(email))
        self._counter.clear(OF_CODE, agent_id)

    def _count(self, item: RateLimitItem, who: str) -> None:
        """Count once; raise RateLimitedError with the whole seconds until there is room."""
        if self._counter.hit(item, who):
            return
        wait_seconds = self._counter.get_window_stats(item, who).reset_time - time.time()
        raise RateLimitedError(max(1, math.ceil(wait_seconds)))

    def _disguised(self, told: str) -> str:
        return hmac.digest(self._key, b"salut sign-in " + told.encode(), hashlib.sha256).hex()
