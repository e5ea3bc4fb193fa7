"""The Engine.IO edge made strict, in place of the one that Socket.IO brings along.

Measured on that one: a message was buffered whole before its size was looked at, a slow reader's
queue had no end, a malformed packet left its session behind, and who never joined stayed for
ever. docs/decisions/ has the figures. Here a session has one greenlet, one file and a deadline.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from http import HTTPStatus
from importlib.metadata import version
from typing import Any
from urllib.parse import parse_qs

import engineio
import gevent.queue
from engineio import packet
from engineio.packet import Packet

from web.alarms import Alarms
from web.errors import StartupError
from web.gate import RETRY_SECONDS, Gate
from web.session import Answer, Session

JOIN_SECONDS = 5.0
FAREWELL_SECONDS = 2.0  # for a reader by polling to fetch the last words
# What is done here leans on inner parts of these; a test tells what to read when one changes.
READ_VERSIONS = {"gevent": "26.9.0", "python-engineio": "4.15.1", "python-socketio": "5.18.1"}

log = logging.getLogger(__name__)

Refuse = Callable[[Mapping[str, Any], HTTPStatus], bytes]


class Engine(engineio.Server):  # type: ignore[misc]
    """The Engine.IO server: strict sessions, counted, who all have to join a namespace in time."""

    def __init__(self, gate: Gate, refuse: Refuse, has_joined: Callable[[str], bool], **told: Any):
        super().__init__(async_mode="gevent", monitor_clients=False, **told)
        self._gate = gate
        self._refuse = refuse
        self._has_joined = has_joined
        self._strangers = Alarms(JOIN_SECONDS, self._send_away)
        self._pings = Alarms(self.ping_interval, self._ping)
        self._pongs = Alarms(self.ping_timeout, self._give_up)
        self._farewells = Alarms(FAREWELL_SECONDS, self._drop)

    def handle_request(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Answer a request, of our version of the protocol only, if there is room for it."""
        query = parse_qs(environ.get("QUERY_STRING", ""))
        refused: HTTPStatus | None = None
        if query.get("EIO") != ["4"] or "j" in query:
            refused = HTTPStatus.BAD_REQUEST
        elif "sid" not in query:
            refused = self._gate.reason(self._gate.address(environ))
        if refused is None:
            answer: Iterable[bytes] = super().handle_request(environ, start_response)
            return answer
        body = self._refuse(environ, refused)
        headers = [("Content-Type", "application/json"), ("Content-Length", str(len(body)))]
        if refused is not HTTPStatus.BAD_REQUEST:
            headers.append(("Retry-After", str(RETRY_SECONDS)))
        start_response(f"{refused.value} {refused.phrase}", headers)
        return [body]

    def disconnect(self, sid: str | None = None) -> None:
        """End a session, or all."""
        for session in [self.sockets.get(sid)] if sid else list(self.sockets.values()):
            if session is not None:
                session.close()

    def create_queue(self, *_arguments: Any, **_named: Any) -> gevent.queue.Queue[Packet | None]:
        """Make the queue of a session, which nobody waits to see empty."""
        return gevent.queue.Queue()

    def expect(self, sid: str) -> None:
        """Send a session away if it has not joined a namespace in time."""
        if sid in self.sockets:
            self._strangers.set(sid)

    def forget(self, session: Session, is_to_be_fetched: bool = False) -> None:
        """Drop what is held of a session that is closed, but for last words still to be fetched."""
        self._gate.leave(session.address)
        for alarms in (self._strangers, self._pings, self._pongs):
            alarms.forget(session.sid)
        if is_to_be_fetched:
            self._farewells.set(session.sid)
        else:
            self._drop(session.sid)

    def await_ping(self, session: Session) -> None:
        """Ping a session later; that it is alive is known now."""
        self._pongs.forget(session.sid)
        self._pings.set(session.sid)

    def _handle_connect(
        self,
        environ: dict[str, Any],
        start_response: Callable[..., Any],
        transport: str,
        _jsonp_index: int | None = None,
    ) -> Answer | Iterable[bytes]:
        """Begin a session."""
        session = Session(self, self.generate_id(), self._gate.address(environ))
        self.sockets[session.sid] = session
        self._gate.enter(session.address)
        self.expect(session.sid)
        session.send(Packet(packet.OPEN, self._opening(session.sid, transport)))
        self._trigger_event("connect", session.sid, environ, run_async=False)
        session.schedule_ping()
        try:
            if transport == "websocket":
                served: Answer | Iterable[bytes] = session._upgrade_websocket(
                    environ, start_response
                )
                return served
            session.connected = True
            answer: Answer = self._ok(session.poll())
            return answer
        finally:
            if transport == "websocket":
                session.close(abort=True)

    def _trigger_event(
        self,
        event: str,
        *told: Any,
        run_async: bool = False,  # noqa: ARG002
    ) -> Any:
        """Have an event handled here and now; a fault of a handler is told to the log alone."""
        try:
            return self.handlers[event](*told)
        except Exception:
            log.exception("the handler of %s failed", event)
            return False

    def _get_socket(self, sid: str) -> Session:
        """Find a session, also one that is closed and has something to be fetched."""
        session: Session = self.sockets[sid]
        return session

    def _opening(self, sid: str, transport: str) -> dict[str, Any]:
        """Tell a client what it has to know."""
        return {
            "sid": sid,
            "upgrades": self._upgrades(sid, transport),
            "pingTimeout": int(self.ping_timeout * 1000),
            "pingInterval": int(self.ping_interval * 1000),
            "maxPayload": self.max_http_buffer_size,
        }

    def _drop(self, sid: str) -> None:
        self.sockets.pop(sid, None)

    def _send_away(self, sid: str) -> None:
        if not self._has_joined(sid) and sid in self.sockets:
            self.sockets[sid].cut(self.reason.SERVER_DISCONNECT)

    def _ping(self, sid: str) -> None:
        if sid in self.sockets:
            if not self._has_joined(sid):
                self.expect(sid)
            self._pongs.set(sid)
            self.sockets[sid].ping()

    def _give_up(self, sid: str) -> None:
        if sid in self.sockets:
            self.sockets[sid].cut(self.reason.PING_TIMEOUT)


def make_strict(server: Any, namespaces: tuple[str, ...], gate: Gate, refuse: Refuse) -> Engine:
    """Put our Engine.IO in place of the one that a Socket.IO server has made.

    Raise StartupError when something is installed whose inner parts nobody has read.
    """
    check_versions()
    made = server.eio

    def has_joined(sid: str) -> bool:
        return any(server.manager.sid_from_eio_sid(sid, each) is not None for each in namespaces)

    strict = Engine(
        gate,
        refuse,
        has_joined,
        max_http_buffer_size=made.max_http_buffer_size,
        cors_allowed_origins=made.cors_allowed_origins,
        cors_credentials=made.cors_credentials,
        logger=made.logger,
    )
    strict.handlers = made.handlers
    server.eio = strict
    return strict


def check_versions(installed: Callable[[str], str] = version) -> None:
    """Raise StartupError unless exactly what was read is installed."""
    for name, read in READ_VERSIONS.items():
        if installed(name) != read:
            raise StartupError(
                f"{name} {installed(name)} is installed, {read} is needed: "
                "run `pip install -r requirements.txt`"
            )
