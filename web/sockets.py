"""The /widget namespace: connect, welcome, questions with their acks.

Handlers sit on the Socket.IO server itself: a Flask request context for each event would cost
more than the event. Whatever comes in, a handler gives an ack and never an exception.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from flask_socketio import SocketIO
from socketio.exceptions import ConnectionRefusedError as RefusedError

import faq
import store
from chat import conversations, messages, visitors
from chat.errors import InvalidPayloadError, NotConnectedError
from chat.urls import page_address
from web import errors
from web.answering import Answering
from web.packets import MALFORMED, Json, StrictPacket
from web.payloads import Auth, MessageOut, Question, Typed, Welcome
from web.services import Services
from web.transport import make_strict
from web.widget import greeting

NAMESPACE = "/widget"
EVENT_BYTES_MAX = 64_000
STARTERS_MAX = 3
SUGGESTIONS_MAX = 5

log = logging.getLogger(__name__)

Ack = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Connection:
    """What an accepted socket may do: one visitor's one conversation."""

    thread: conversations.Thread
    locale: str


class SocketRoom:
    """The sockets of a conversation, as the bot's task sees them."""

    def __init__(self, server: Any) -> None:
        self._server = server

    def emit(
        self, event: str, body: dict[str, Any], conversation_id: str, skip_sid: str | None = None
    ) -> None:
        """Send an event to all sockets of a conversation, but for one."""
        self._server.emit(event, body, room=conversation_id, skip_sid=skip_sid, namespace=NAMESPACE)

    def start(self, task: Callable[..., None], *arguments: Any) -> None:
        """Run a task in a greenlet of its own."""
        self._server.start_background_task(task, *arguments)

    def sleep(self, seconds: float) -> None:
        """Let other greenlets work."""
        self._server.sleep(seconds)


class WidgetSockets:
    """The handlers of the namespace and the connections that were accepted."""

    def __init__(self, services: Services, server: Any) -> None:
        self._services = services
        self._server = server
        self._room = SocketRoom(server)
        self._answering = Answering(services, self._room)
        self._connections: dict[str, Connection] = {}

    def connect(self, sid: str, _environ: dict[str, Any], auth: Any = None) -> None:
        """Accept a visitor, new or known by his token; refuse with `{code, message}`."""
        locale = auth.get("locale") if isinstance(auth, dict) else None
        locale = locale if isinstance(locale, str) else None
        try:
            said = Auth.model_validate({} if auth is None else auth)
            connection = self._admit(said)
        except Exception as error:
            raise self._refusal(error, locale) from error
        self._connections[sid] = connection
        self._room.start(self._welcome, sid, connection, said)

    def message(self, sid: str, *payloads: Any) -> Ack:
        """Store a question and ack it; the answer follows as an event of its own."""
        connection = self._connections.get(sid)
        try:
            question = Question.model_validate(self._one(connection, payloads))
            message = self._post(sid, self._connections[sid], question)
        except Exception as error:
            return self._error_ack(error, connection)
        return {"ok": True, "message": MessageOut.of(message).body()}

    def suggest(self, sid: str, *payloads: Any) -> Ack:
        """Give the questions that what is being typed may become; nothing is stored."""
        connection = self._connections.get(sid)
        try:
            typed = Typed.model_validate(self._one(connection, payloads))
            found = self._suggestions(sid, typed.text)
        except Exception as error:
            return self._error_ack(error, connection)
        return {"ok": True, "suggestions": [{"question": each} for each in found]}

    def malformed(self, sid: str, *_payloads: Any) -> Ack:
        """Say that an event could not be read."""
        return self._error_ack(InvalidPayloadError("unreadable"), self._connections.get(sid))

    def unknown(self, _event: str, sid: str, *_payloads: Any) -> Ack:
        """Say that there is no such event."""
        return self.malformed(sid)

    def disconnect(self, sid: str, _reason: str = "") -> None:
        """Forget a socket; its conversation stays."""
        self._connections.pop(sid, None)

    @staticmethod
    def _one(connection: Connection | None, payloads: tuple[Any, ...]) -> Any:
        """Give the one payload of an event on an accepted connection."""
        if connection is None:
            raise NotConnectedError("connect first")
        if len(payloads) != 1:
            raise InvalidPayloadError("one payload is expected")
        return payloads[0]

    def _suggestions(self, sid: str, text: str) -> list[str]:
        """Suggest from the site's index; nothing while it is being built."""
        site_key = self._connections[sid].thread.site.key
        index = self._services.knowledge.index_if_built(site_key)
        return [] if index is None else faq.suggest(index, text, limit=SUGGESTIONS_MAX)

    def _admit(self, said: Auth) -> Connection:
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
        return Connection(thread, locale)

    def _welcome(self, sid: str, connection: Connection, said: Auth) -> None:
        """Join the room, then replay: what is stored after the reading arrives through the room."""
        conversation = connection.thread.conversation
        if sid not in self._connections:
            return
        self._server.enter_room(sid, conversation.id, namespace=NAMESPACE)
        try:
            welcome = self._welcome_of(connection, said)
        except store.StoreError:
            log.exception("no welcome without the database")
            self._server.disconnect(sid, namespace=NAMESPACE)
            return
        self._server.emit("welcome", welcome.body(), room=sid, namespace=NAMESPACE)
        self._answering.start(conversation)

    def _welcome_of(self, connection: Connection, said: Auth) -> Welcome:
        """Gather what the panel needs to draw itself."""
        services, thread, locale = self._services, connection.thread, connection.locale
        with services.database.read() as session:
            unseen = conversations.replay(session, thread.conversation.id, said.last_seq)
        return Welcome(
            conversation_id=thread.conversation.id,
            token=visitors.mint_token(
                services.keys, thread.visitor, services.settings.token_lifetime, services.now()
            ),
            greeting=greeting(thread.site, locale, services.translations),
            starters=self._starters(thread.site.key, said, locale),
            messages=[MessageOut.of(each) for each in unseen],
            locale=locale,
            notice=services.translations.text(locale, "widget", "notice"),
        )

    def _starters(self, site_key: str, said: Auth, locale: str) -> list[str]:
        """Suggest questions on the page being read; none while the index is being built."""
        index = self._services.knowledge.index_if_built(site_key)
        if index is None:
            return []
        page = None if said.page is None else page_address(said.page.url)
        return faq.starters(index, page=page, limit=STARTERS_MAX, locale=locale)

    def _post(self, sid: str, connection: Connection, question: Question) -> store.Message:
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
        )
        if posted.is_new:
            body = MessageOut.of(posted.message).body()
            self._room.emit("message", body, conversation.id, skip_sid=sid)
        self._answering.start(conversation)
        return posted.message

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


def register(app: Flask, services: Services) -> SocketIO:
    """Attach Socket.IO to the application: same origin only, no cookie, gevent or nothing."""
    socketio = SocketIO(
        app,
        async_mode="gevent",
        async_handlers=False,
        cors_credentials=False,
        max_http_buffer_size=EVENT_BYTES_MAX,
        manage_session=False,
        serializer=StrictPacket,
        json=Json,
    )
    make_strict(socketio.server.eio)
    handlers = WidgetSockets(services, socketio.server)
    for event, handler in (
        ("connect", handlers.connect),
        ("disconnect", handlers.disconnect),
        ("message", handlers.message),
        ("suggest", handlers.suggest),
        (MALFORMED, handlers.malformed),
        ("*", handlers.unknown),
    ):
        socketio.server.on(event, handler, namespace=NAMESPACE)
    return socketio
