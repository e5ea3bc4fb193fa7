"""The /widget namespace: connect, welcome, and the one way that every event comes in by.

Handlers sit on the Socket.IO server itself: a Flask request context for each event would cost
more than the event. Every event is counted before anything is done for it, and whatever happens,
its sender gets an ack and never an exception.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from flask import Flask
from flask_socketio import SocketIO

import store
from chat import conversations
from chat.errors import InvalidPayloadError, NotConnectedError, NotFoundError
from web import people_sockets, question_sockets
from web.acks import error_ack, refused
from web.addresses import countable_address
from web.answering import Answering
from web.gate import Gate, refusal, room_for
from web.packets import MALFORMED, Json, StrictPacket
from web.payloads import Auth, Incoming, Question, Typed
from web.people import People
from web.reader_events import Ack, Connection, Event, Parts, count_event, count_message
from web.rooms import INBOX, WIDGET, Rooms
from web.services import Services
from web.transport import make_strict
from web.welcome import welcome_of

NAMESPACE = WIDGET
EVENT_BYTES_MAX = 16_000

log = logging.getLogger(__name__)


class WidgetSockets:
    """The handlers of the namespace and the connections that were accepted."""

    def __init__(self, services: Services, server: Any) -> None:
        self._services = services
        self._server = server
        rooms = Rooms(server)
        self.parts = Parts(services, rooms, People(services, rooms), Answering(services, rooms))
        self._connections: dict[str, Connection] = {}
        self._trusted = services.settings.trusted_networks

    def connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Accept a visitor, new or known by his token; refuse with `{code, message}`."""
        locale = auth.get("locale") if isinstance(auth, dict) else None
        locale = locale if isinstance(locale, str) else None
        try:
            address = countable_address(environ, self._trusted)
            self._services.limits.count_connection(address)
            said = Auth.model_validate({} if auth is None else auth)
            connection = self._admit(said, address)
        except Exception as error:
            raise refused(error, locale, self._services.translations) from error
        self._connections[sid] = connection
        self.parts.rooms.start(self._welcome, sid, connection, said)

    def receive(self, event: Event[Any], sid: str, *payloads: Any) -> Ack:
        """Count an event, read its payload, handle it: the way that every event comes in by."""
        connection = self._connections.get(sid)
        try:
            if connection is None:
                raise NotConnectedError("connect first")
            event.count(self._services.limits, connection)
            if len(payloads) != 1:
                raise InvalidPayloadError("one payload is expected")
            payload = event.payload.model_validate(payloads[0])
            return {"ok": True, **event.handle(self.parts, sid, connection, payload)}
        except Exception as error:
            locale = None if connection is None else connection.locale
            return error_ack(error, locale, self._services.translations)

    def disconnect(self, sid: str, _reason: str = "") -> None:
        """Forget a socket; its conversation stays."""
        self._connections.pop(sid, None)

    def _admit(self, said: Auth, address: str | None) -> Connection:
        """Find or make the thread that a socket is bound to."""
        services = self._services
        site_key = said.site or services.settings.site
        with services.database.read() as session:
            site = conversations.find_site(session, site_key)
        locale = services.translations.negotiate(said.locale, site.locale)
        thread = conversations.open_or_resume(
            services.database,
            services.keys,
            site_key,
            said.token,
            locale,
            services.now(),
            services.new_id,
        )
        return Connection(thread, locale, address)

    def _welcome(self, sid: str, connection: Connection, said: Auth) -> None:
        """Join the room, then replay: what is stored after the reading arrives through the room."""
        conversation = connection.thread.conversation
        if sid not in self._connections:
            return
        self._server.enter_room(sid, conversation.id, namespace=NAMESPACE)
        try:
            welcome = welcome_of(self._services, connection.thread, connection.locale, said)
        except store.StoreError:
            log.exception("no welcome without the database")
            self._server.disconnect(sid, namespace=NAMESPACE)
            return
        except NotFoundError:  # another tab has had it erased since this one was accepted
            self._server.emit("forgotten", {}, room=sid, namespace=NAMESPACE)
            self._server.disconnect(sid, namespace=NAMESPACE)
            return
        self._server.emit("welcome", welcome.body(), room=sid, namespace=NAMESPACE)
        self.parts.answering.start(conversation)


def refuse(_parts: Parts, _sid: str, _connection: Connection, _payload: Incoming) -> Ack:
    """Say that there is no such event, or that it could not be read."""
    raise InvalidPayloadError("no event of ours")


ANY_OTHER = "*"
EVENTS: tuple[Event[Any], ...] = (
    Event("message", Question, question_sockets.message, count_message),
    Event("suggest", Typed, question_sockets.suggest, count_event),
    *people_sockets.EVENTS,
    Event(MALFORMED, Incoming, refuse, count_event),
    Event(ANY_OTHER, Incoming, refuse, count_event),
)


def register(app: Flask, services: Services) -> SocketIO:
    """Attach Socket.IO to the application: same origin only, no cookie, gevent or nothing."""
    settings = services.settings
    socketio = SocketIO(
        app,
        async_mode="gevent",
        async_handlers=False,
        cors_credentials=False,
        # A longer question, all of it in four bytes a character, and what stands around it.
        max_http_buffer_size=max(EVENT_BYTES_MAX, 4 * settings.message_length_max + 8_000),
        manage_session=False,
        serializer=StrictPacket,
        json=Json,
    )
    gate = Gate(
        room_for(settings.sockets_max), settings.sockets_per_address_max, settings.trusted_networks
    )
    make_strict(socketio.server, (WIDGET, INBOX), gate, partial(refusal, services.translations))
    handlers = WidgetSockets(services, socketio.server)
    listen(socketio.server, handlers)
    return socketio


def listen(server: Any, handlers: WidgetSockets) -> None:
    """Register what Socket.IO itself tells, and every event of the table; no other exists."""
    server.on("connect", handlers.connect, namespace=NAMESPACE)
    server.on("disconnect", handlers.disconnect, namespace=NAMESPACE)
    for event in EVENTS:
        server.on(event.name, _listener(event, handlers), namespace=NAMESPACE)


def _listener(event: Event[Any], handlers: WidgetSockets) -> Callable[..., Ack]:
    """Make what Socket.IO calls; for an unknown event it puts the name before all else."""
    if event.name == ANY_OTHER:
        return lambda _name, sid, *payloads: handlers.receive(event, sid, *payloads)
    return partial(handlers.receive, event)
