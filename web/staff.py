"""Who of the staff sends a request, or opens a socket: read from the cookie, looked up each time.

`agent_of` is all that a namespace for the staff needs; it gives nobody until the second factor is
given where one is asked for.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from limits.storage import MemoryStorage

from chat import staff_sessions
from chat.agents import Agent
from chat.guesses import Guesses
from chat.office import Office
from chat.passwords import Cost, Passwords
from chat.staff_sessions import SignedIn
from web import staff_cookie
from web.addresses import Networks
from web.hash_threads import HashThreads
from web.services import Services


def make_staff(services: Services, cost: Cost | None = None) -> Staff:
    """Make the staff of an application; `cost` is that of a password's hash."""
    return Staff(_office(services, cost), services.settings.trusted_networks)


def _office(services: Services, cost: Cost | None) -> Office:
    settings, keys = services.settings, services.keys
    return Office(
        database=services.database,
        passwords=Passwords(HashThreads(), cost),
        guesses=Guesses(MemoryStorage(), keys),
        key=hmac.digest(keys.by_kid[keys.current], b"salut office", hashlib.sha256),
        now=services.now,
        new_id=services.new_id,
        idle=timedelta(minutes=settings.staff_idle_minutes),
        lifetime=timedelta(hours=settings.staff_session_hours),
    )


@dataclass(frozen=True, slots=True)
class Staff:
    """The staff as requests show it."""

    office: Office
    trusted: Networks

    def signed_in(self, environ: Mapping[str, Any]) -> SignedIn | None:
        """Find who is signed in in a browser, even if his second factor is still awaited."""
        token = staff_cookie.token_of(environ, self.trusted)
        if not token or not staff_cookie.is_safe(environ, self.trusted):
            return None
        with self.office.database.read() as session:
            return staff_sessions.find(session, self.office, token)

    def agent_of(self, environ: Mapping[str, Any]) -> Agent | None:
        """Find who sends a request or holds a socket, with the rights that he has now.

        Call it again at every event of a socket: it tells too whether he is still signed in, and
        keeps his session from growing idle.
        """
        found = self.signed_in(environ)
        if found is None or found.awaits:
            return None
        staff_sessions.keep(self.office, found)
        return found.agent
