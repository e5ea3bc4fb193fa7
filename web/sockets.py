"""The /widget namespace: connect, welcome, questions with their acks.

Handlers sit on the Socket.IO server itself: a Flask request context for each event would cost
more than the event. Every event comes in by one way, `receive`: it is counted before anything is
done for it, and whatever happens, its sender gets an ack and never an exception.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from flask import Flask
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as RefusedError
from socketio.pubsub_manager import PubSubManager

import faq
import store
from chat import conversations, messages
from chat.errors import InvalidPayloadError, NotConnectedError
from chat.limits import Limits
from web import errors
from web.addresses import countable_address
from web.answering import Answering
from web.gate import Gate, refusal, room_for
from web.packets import MALFORMED, Json, StrictPacket
from web.payloads import Auth, Incoming, MessageOut, Question, Typed
from web.services import Services
from web.transport import make_strict
from web.websocket import TURN_SECONDS
from web.welcome import welcome_of

NAMESPACE = "/widget"
EVENT_BYTES_MAX = 16_000
SUGGESTIONS_MAX = 5

log = logging.getLogger(__name__)

Ack = dict[str, Any]
Payload = TypeVar("Payload", bound=Incoming)


@dataclass(frozen=True, slots=True)
class Connection:
    """What an accepted socket may do: one visitor's one conversation.

    `address` is where he is counted, None where that says nothing of him.
    """

    thread: conversations.Thread
    locale: str
    address: str | None


class SocketRoom:
    """The sockets of a conversation, as the bot's task sees them."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def emit(self, event: str, body: dict[str, Any], conversation_id: str) -> None:
        """Send an event to all sockets of a conversation."""
        self._server.emit(event, body, room=conversation_id, namespace=NAMESPACE)

    def show_others(self, body: dict[str, Any], conversation_id: str, sid: str) -> None:
        """Send a message to the sockets of a conversation but its sender's, if there are any."""
        manager = self._server.manager
        here = manager.rooms.get(NAMESPACE, {}).get(conversation_id, ())
        if len(here) > 1 or isinstance(manager, PubSubManager):
            self._server.emit(
                "message", body, room=conversation_id, skip_sid=sid, namespace=NAMESPACE
            )

    def after_ack(self, sid: str, work: Callable[[], None]) -> None:
        """Do something right behind the ack of the event that a socket has sent."""
        session = self._server.eio.sockets.get(
            self._server.manager.eio_sid_from_sid(sid, NAMESPACE)
        )
        if session is not None:
            session.after_event(work)

    def start(self, task: Callable[..., None], *arguments: Any) -> None:
        """Run a task in a greenlet of its own."""
        self._server.start_background_task(task, *arguments)

    def sleep(self, seconds: float) -> None:
        """Let other greenlets work, those too whose lines nobody has looked at yet."""
        self._server.sleep(seconds or TURN_SECONDS)


class WidgetSockets:
    """The handlers of the namespace and the connections that were accepted."""

    def __init__(self, services: Services, server: Any) -> None:
        self._services = services
        self._server = server
        self._room = SocketRoom(server)
        self._answering = Answering(services, self._room)
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
            raise self._refusal(error, locale) from error
        self._connections[sid] = connection
        self._room.start(self._welcome, sid, connection, said)

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
            return {"ok": True, **event.handle(self, sid, connection, payload)}
        except Exception as error:
            return self._error_ack(error, connection)

    def message(self, sid: str, connection: Connection, question: Question) -> Ack:
        """Store a question; the answer follows as an event of its own."""
        return {"message": self._post(sid, connection, question)}

    def suggest(self, _sid: str, connection: Connection, typed: Typed) -> Ack:
        """Give what is being typed may become; nothing while the index is being built."""
        self._room.sleep(0)  # it takes milliseconds: everyone else's turn first
        index = self._services.knowledge.index_if_built(connection.thread.site.key)
        found = [] if index is None else faq.suggest(index, typed.text, limit=SUGGESTIONS_MAX)
        return {"suggestions": [{"question": each} for each in found]}

    def refuse(self, _sid: str, _connection: Connection, _payload: Incoming) -> Ack:
        """Say that there is no such event, or that it could not be read."""
        raise InvalidPayloadError("no event of ours")

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
        self._server.emit("welcome", welcome.body(), room=sid, namespace=NAMESPACE)
        self._answering.start(conversation)

    def _post(self, sid: str, connection: Connection, question: Question) -> dict[str, Any]:
        """Store a question, show it on the visitor's other tabs, and call the bot."""
        services, conversation = self._services, connection.thread.conversation
        posted = messages.post(
            services.database,
            conversation.id,
            question.client_id,
            question.text,
            None if question.page is None else question.page.url,
            services.settings.message_length_max,
            services.now(),
            services.new_id,
            self._answering.known(conversation),
        )
        body = MessageOut.of(posted.message).body()
        if posted.is_new:
            self._room.show_others(body, conversation.id, sid)
        if posted.answer is None:
            self._answering.start(conversation, posted)
        else:
            answer = MessageOut.of(posted.answer).body()
            self._room.after_ack(sid, lambda: self._room.emit("message", answer, conversation.id))
        return body

    def _error_ack(self, error: Exception, connection: Connection | None) -> Ack:
        """Put whatever went wrong into an ack."""
        translations = self._services.translations
        locale = connection.locale if connection else translations.negotiate()
        said = errors.as_chat_error(error)
        return {"ok": False, "error": errors.body(said, locale, translations)}

    def _refusal(self, error: Exception, locale: str | None) -> RefusedError:
        """Put whatever went wrong into the refusal of a connection."""
        translations = self._services.translations
        said = errors.as_chat_error(error)
        body = errors.body(said, translations.negotiate(locale), translations)
        return RefusedError(body["message"], body)


@dataclass(frozen=True, slots=True)
class Event(Generic[Payload]):
    """What a reader may send: its name, its one payload, who handles it and what counts it.

    `handle` gives what its ack says besides `ok`.
    """

    name: str
    payload: type[Payload]
    handle: Callable[[WidgetSockets, str, Connection, Payload], Ack]
    count: Callable[[Limits, Connection], None]


def count_message(limits: Limits, connection: Connection) -> None:
    """Count a question: of its visitor, its address and its site."""
    thread = connection.thread
    limits.count_message(thread.visitor.id, connection.address, thread.site.key)


def count_event(limits: Limits, connection: Connection) -> None:
    """Count anything else, of its visitor."""
    limits.count_event(connection.thread.visitor.id)


ANY_OTHER = "*"
EVENTS: tuple[Event[Any], ...] = (
    Event("message", Question, WidgetSockets.message, count_message),
    Event("suggest", Typed, WidgetSockets.suggest, count_event),
    Event(MALFORMED, Incoming, WidgetSockets.refuse, count_event),
    Event(ANY_OTHER, Incoming, WidgetSockets.refuse, count_event),
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
    make_strict(socketio.server, NAMESPACE, gate, partial(refusal, services.translations))
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
