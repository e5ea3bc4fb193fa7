"""How a server ends: nothing new is begun, what is begun is finished, readers are told to move.

A question is stored before it is acked, and its answer can be sought later: what is cut here is
late, never lost. This module is there so that a restart is not even noticed.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import gevent
from engineio.exceptions import EngineIOError
from flask import Flask
from websockets.frames import CloseCode
from werkzeug.wsgi import ClosingIterator

SOCKET_PATH = "/socket.io"
RETURNS_PER_SECOND = 1000.0  # a process was measured to greet 1200 to 2000 in a second
AWAY_SECONDS = 1.0  # nobody is there again sooner
FAREWELL_SECONDS = 2.0  # for readers who do not fetch what was sent to them
LOOK_SECONDS = 0.01
TOLD_AT_A_TIME = 50

log = logging.getLogger(__name__)

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class InHand:
    """How much was begun and has not ended."""

    def __init__(self) -> None:
        self.count = 0

    def begin(self) -> None:
        """Count one more."""
        self.count += 1

    def end(self) -> None:
        """Count one less."""
        self.count -= 1


class Drain:
    """What an application has in hand, and whether it still begins anything."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = gevent.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._clock, self._sleep, self._chance = clock, sleep, chance
        self._work, self._lines = InHand(), InHand()
        self._server: Any = None
        self._namespace = ""
        self.has_begun = False

    def watch(self, app: Flask, namespace: str) -> None:
        """Count the requests, events and tasks of an application; call it once all are there."""
        self._server = server = app.extensions["socketio"].server
        self._namespace = namespace
        app.wsgi_app = self._requests(app.wsgi_app)  # type: ignore[method-assign, assignment]
        server.eio.handlers["message"] = self._events(server.eio.handlers["message"])
        server.start_background_task = self._tasks(server.start_background_task)

    def run(self, seconds: float, stop_accepting: Callable[[], None] = lambda: None) -> None:
        """End within some seconds, usually at once; what is still in hand then is cut."""
        if self.has_begun:
            return
        self.has_begun = True
        begin = self._clock()
        stop_accepting()
        self._tell()
        self._wait(self._work, begin + seconds)
        self._hang_up()
        end = min(begin + seconds, self._clock() + FAREWELL_SECONDS)
        while self._server.eio.sockets and self._clock() < end:
            self._sleep(LOOK_SECONDS)  # who polls has to fetch the last words
        self._wait(self._lines, end)
        if self._work.count:
            log.warning("%d pieces of work were cut", self._work.count)
        log.info("drained in %.2f seconds", self._clock() - begin)

    def return_seconds(self, readers: int) -> float:
        """Choose when one of so many readers shall return: not all of them at once."""
        spread = max(1.0, readers / RETURNS_PER_SECOND)
        return round(AWAY_SECONDS + self._chance() * spread, 2)

    def _tell(self) -> None:
        """Tell every reader that we go, and each when to return."""
        sids = [sid for sid, _ in self._server.manager.get_participants(self._namespace, None)]
        for number, sid in enumerate(sids):
            body = {"retry_after": self.return_seconds(len(sids))}
            self._server.emit(
                "moving", body, room=sid, namespace=self._namespace, ignore_queue=True
            )
            if number % TOLD_AT_A_TIME == 0:
                self._sleep(0)

    def _hang_up(self) -> None:
        """Close every session once what was sent to it is written."""
        for session in list(self._server.eio.sockets.values()):
            session.close_code = CloseCode.SERVICE_RESTART
            with suppress(EngineIOError):
                session.close()

    def _wait(self, in_hand: InHand, deadline: float) -> None:
        while in_hand.count and self._clock() < deadline:
            self._sleep(LOOK_SECONDS)

    def _requests(self, serve: WSGIApplication) -> WSGIApplication:
        """Count requests to the last byte of their answers; let no new socket in at the end."""

        def counted(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            is_line = environ.get("PATH_INFO", "").startswith(SOCKET_PATH)
            if is_line and self.has_begun and "sid=" not in environ.get("QUERY_STRING", ""):
                start_response("503 Service Unavailable", [("Content-Length", "0")])
                return []
            in_hand = self._lines if is_line else self._work
            in_hand.begin()
            try:
                return ClosingIterator(serve(environ, start_response), in_hand.end)
            except BaseException:
                in_hand.end()
                raise

        return counted

    def _events(self, handle: Callable[[str, Any], None]) -> Callable[[str, Any], None]:
        """Count events; at the end one is left unacked, so that its sender sends it again."""

        def counted(sid: str, data: Any) -> None:
            if not self.has_begun:
                self._work.begin()
                self._finish(handle, sid, data)

        return counted

    def _tasks(self, start: Callable[..., Any]) -> Callable[..., Any]:
        """Count what runs beside the events, welcomes and answers, from when it is called for."""

        def counted(task: Callable[..., None], *arguments: Any, **named: Any) -> Any:
            self._work.begin()
            return start(self._finish, task, *arguments, **named)

        return counted

    def _finish(self, work: Callable[..., None], *arguments: Any, **named: Any) -> None:
        """Do what is counted already."""
        try:
            work(*arguments, **named)
        finally:
            self._work.end()
