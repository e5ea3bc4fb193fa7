"""Revocation: which of the sessions that are at work are good no more.

A socket outlives the request that opened it. Whoever holds one asks here, at every event by
`is_good`, and once a second for all of them by `ended`: a disabled agent, a role that was cut, a
changed password, a session that was signed out of or is too old, each ends it.
"""

from __future__ import annotations

from collections.abc import Collection

import store
from chat.office import Office
from store import agent_sessions


def ended(session: store.Session, office: Office, session_ids: Collection[str]) -> set[str]:
    """Give those of some sessions that are good no more."""
    now = office.now()
    good = agent_sessions.good(session, session_ids, now - office.lifetime, now - office.idle)
    return set(session_ids) - good


def is_good(session: store.Session, office: Office, session_id: str) -> bool:
    """Tell whether a session still is good."""
    return not ended(session, office, [session_id])
