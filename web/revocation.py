"""The sockets of the staff, cut within a second once their session is good no more.

One question a second for all of them together, and none while there are no such sockets. Every
process asks for itself, so nothing has to be told from one to the other.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

import gevent

from chat import revocation
from chat.office import Office, digest
from web import staff_cookie
from web.addresses import Networks

LOOK_SECONDS = 0.8  # what is cut has still to be told to the browser, within the second

log = logging.getLogger(__name__)


class Revocation:
    """The staff's sockets by their sids; `disconnect` is called with the sid of each one ended."""

    def __init__(
        self,
        office: Office,
        trusted: Networks,
        disconnect: Callable[[str], None],
        sleep: Callable[[float], None] = gevent.sleep,
        start: Callable[[Callable[[], None]], Any] = gevent.spawn,
    ) -> None:
        self._office, self._trusted = office, trusted
        self._disconnect, self._sleep, self._start = disconnect, sleep, start
        self._sessions: dict[str, str] = {}
        self._is_followed = False

    def __len__(self) -> int:
        return len(self._sessions)

    def watch(self, sid: str, environ: Mapping[str, Any]) -> None:
        """Follow the session that a socket was opened in."""
        self._sessions[sid] = digest(staff_cookie.token_of(environ, self._trusted))
        if not self._is_followed:
            self._is_followed = True
            self._start(self._follow)

    def forget(self, sid: str) -> None:
        """Follow a socket no more: it is closed."""
        self._sessions.pop(sid, None)

    def look(self) -> None:
        """Cut the sockets whose sessions have ended."""
        with self._office.database.read() as session:
            ended = revocation.ended(session, self._office, set(self._sessions.values()))
        for sid, held in list(self._sessions.items()):
            if held in ended:
                self.forget(sid)
                self._disconnect(sid)

    def _follow(self) -> None:
        """Look once a second as long as there is anything to look for."""
        try:
            while self._sessions:
                try:
                    self.look()
                except Exception:
                    log.exception("nobody knows whether the staff is still signed in")
                self._sleep(LOOK_SECONDS)
        finally:
            self._is_followed = False
