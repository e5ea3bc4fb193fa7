"""The /inbox namespace: the sockets of agents, who are asked anew at every event who they are.

Nothing is done by somebody who was disabled a moment ago. Every event comes in by one way, as with
readers; what it does stands in `inbox_events.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

import store
from chat.audit import Act
from chat.audit import note as write_down
from chat.authorize import authorize
from chat.errors import InvalidPayloadError, NotAllowedError, NotSignedInError
from store.account_records import Agent
from web.acks import error_ack, refused
from web.inbox_desk import Ack, AgentEvent, Authorize, Desk, Witness
from web.inbox_events import ANY_OTHER, EVENTS, readable_sites
from web.people import People
from web.rooms import INBOX, Rooms
from web.services import Services

AgentOf = Callable[[Mapping[str, Any]], Agent | None]


class Watch(Protocol):
    """Ends the sockets of sessions that are good no more."""

    def watch(self, sid: str, environ: Mapping[str, Any]) -> None:
        """Follow the session that a socket was opened in."""

    def forget(self, sid: str) -> None:
        """Follow a socket no more."""


class InboxSockets:
    """The handlers of the namespace, and who is there on which sites."""

    def __init__(self, desk: Desk, agent_of: AgentOf, watch: Watch) -> None:
        self._desk = desk
        self._agent_of = agent_of
        self._watch = watch
        self._there: dict[str, tuple[str, list[str]]] = {}

    def connect(self, sid: str, environ: dict[str, Any], _auth: Any = None) -> None:
        """Accept an agent who may read conversations of some site; refuse all others."""
        translations = self._desk.services.translations
        try:
            agent = self._agent(environ)
            keys = [each.key for each in readable_sites(self._desk, agent)]
            if not keys:
                raise NotAllowedError("no conversations to be read anywhere")
        except Exception as error:
            raise refused(error, None, translations) from error
        self._there[sid] = (agent.name, keys)
        self._watch.watch(sid, environ)
        self._desk.rooms.start(self._join, sid, keys)

    def receive(self, event: AgentEvent[Any], sid: str, *payloads: Any) -> Ack:
        """Ask who it is, count, read the payload, handle it: the way that every event comes in."""
        services, locale = self._desk.services, None
        try:
            agent = self._agent(self._desk.server.get_environ(sid, namespace=INBOX) or {})
            locale = agent.locale
            services.limits.count_event(agent.id)
            if len(payloads) != 1:
                raise InvalidPayloadError("one payload is expected")
            payload = event.payload.model_validate(payloads[0])
            return {"ok": True, **event.handle(self._desk, sid, agent, payload)}
        except Exception as error:
            return error_ack(error, locale, services.translations)

    def disconnect(self, sid: str, _reason: str = "") -> None:
        """Forget a socket."""
        self._watch.forget(sid)
        _, keys = self._there.pop(sid, ("", []))
        self._show_presence(keys)

    def _agent(self, environ: Mapping[str, Any]) -> Agent:
        agent = self._agent_of(environ)
        if agent is None:
            raise NotSignedInError("nobody of the staff, or no longer")
        return agent

    def _join(self, sid: str, keys: list[str]) -> None:
        """Let an agent hear of his sites, once his connection is accepted."""
        if sid in self._there:
            for key in keys:
                self._desk.server.enter_room(sid, key, namespace=INBOX)
            self._show_presence(keys)

    def _show_presence(self, keys: list[str]) -> None:
        """Tell the agents of sites who of them is there."""
        for key in keys:
            names = sorted({name for name, theirs in self._there.values() if key in theirs})
            self._desk.rooms.emit_to_staff("presence", partial(dict, site=key, agents=names), key)


def register(
    server: Any,
    services: Services,
    agent_of: AgentOf,
    make_watch: Callable[[Callable[[str], None]], Watch],
    may: Authorize = authorize,
) -> None:
    """Attach the namespace to a Socket.IO server that readers have already.

    `agent_of` finds who holds a socket by its request, None for nobody; `make_watch` is given what
    ends a socket by its sid.
    """
    rooms = Rooms(server)
    people = People(services, rooms)
    desk = Desk(services, server, rooms, people, may, _witness(services))
    watch = make_watch(lambda sid: server.disconnect(sid, namespace=INBOX))
    handlers = InboxSockets(desk, agent_of, watch)
    server.on("connect", handlers.connect, namespace=INBOX)
    server.on("disconnect", handlers.disconnect, namespace=INBOX)
    for event in EVENTS:
        server.on(event.name, _listener(event, handlers), namespace=INBOX)


def _witness(services: Services) -> Witness:
    """Make what writes into the audit that an agent reads a conversation."""

    def note(session: store.Session, agent: Agent, conversation: store.Conversation) -> None:
        write_down(
            session,
            agent,
            Act.CONVERSATION_READ,
            services.now(),
            site_key=conversation.site_key,
            about=conversation.id,
        )

    return note


def _listener(event: AgentEvent[Any], handlers: InboxSockets) -> Callable[..., Ack]:
    """Make what Socket.IO calls; for an unknown event it puts the name before all else."""
    if event.name == ANY_OTHER:
        return lambda _name, sid, *payloads: handlers.receive(event, sid, *payloads)
    return partial(handlers.receive, event)
