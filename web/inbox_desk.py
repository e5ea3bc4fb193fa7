"""What an agent's events are made of: the desk that they work at, their form, whom they concern."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import store
from chat import inbox
from chat.authorize import Action
from store.account_records import Agent
from web.inbox_payloads import Chosen
from web.payloads import Incoming
from web.people import People
from web.rooms import Rooms
from web.services import Services

Ack = dict[str, Any]
Payload = TypeVar("Payload", bound=Incoming)
Target = store.Site | store.Conversation
Authorize = Callable[[Agent, Action, Target], None]
Witness = Callable[[store.Session, Agent, store.Conversation], None]


@dataclass(frozen=True, slots=True)
class Desk:
    """What the handlers work with: `authorize` says who may, `witness` notes who has read."""

    services: Services
    server: Any
    rooms: Rooms
    people: People
    authorize: Authorize
    witness: Witness


@dataclass(frozen=True, slots=True)
class AgentEvent(Generic[Payload]):
    """What an agent may send: its name, its one payload, who handles it.

    `handle` gives what its ack says besides `ok`.
    """

    name: str
    payload: type[Payload]
    handle: Callable[[Desk, str, Agent, Payload], Ack]


def concerned(desk: Desk, agent: Agent, action: Action, chosen: Chosen) -> store.Conversation:
    """Find the conversation that an event is about, if its sender may do this to it."""
    held = inbox.find(desk.services.database, chosen.conversation_id)
    desk.authorize(agent, action, held)
    return held
