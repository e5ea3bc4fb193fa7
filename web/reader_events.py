"""What a reader may send: the form of each row of the table in `sockets.py`, and who counts it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from chat.conversations import Thread
from chat.limits import Limits
from web.answering import Answering
from web.payloads import Incoming
from web.people import People
from web.rooms import Rooms
from web.services import Services

Ack = dict[str, Any]
Payload = TypeVar("Payload", bound=Incoming)


@dataclass(frozen=True, slots=True)
class Connection:
    """What an accepted socket may do: one visitor's one conversation.

    `address` is where he is counted, None where that says nothing of him.
    """

    thread: Thread
    locale: str
    address: str | None


@dataclass(frozen=True, slots=True)
class Parts:
    """What the handlers of events work with."""

    services: Services
    rooms: Rooms
    people: People
    answering: Answering


@dataclass(frozen=True, slots=True)
class Event(Generic[Payload]):
    """What a reader may send: its name, its one payload, who handles it and what counts it.

    `handle` gives what its ack says besides `ok`.
    """

    name: str
    payload: type[Payload]
    handle: Callable[[Parts, str, Connection, Payload], Ack]
    count: Callable[[Limits, Connection], None]


def count_message(limits: Limits, connection: Connection) -> None:
    """Count a question: of its visitor, its address and its site."""
    thread = connection.thread
    limits.count_message(thread.visitor.id, connection.address, thread.site.key)


def count_event(limits: Limits, connection: Connection) -> None:
    """Count anything else, of its visitor."""
    limits.count_event(connection.thread.visitor.id)


def count_rare_event(limits: Limits, connection: Connection) -> None:
    """Count what is dear, or calls for people: of its visitor and its address."""
    limits.count_rare_event(connection.thread.visitor.id, connection.address)
