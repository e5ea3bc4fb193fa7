"""What an agent may send, one row an event; what comes of it is told to both sides.

A row names the right that it takes: on the conversation it is about, or, for a list, on a site.
"""

from __future__ import annotations

from typing import Any

import store
from chat import handover, inbox, replying
from chat.authorize import Action
from chat.errors import InvalidPayloadError, NotAllowedError
from store import sites
from store.account_records import Agent
from web.inbox_answers import canned, explain
from web.inbox_desk import Ack, AgentEvent, Desk, concerned
from web.inbox_payloads import (
    AgentSignal,
    Canned,
    Chosen,
    Explaining,
    Listing,
    NoteOut,
    Noting,
    Reply,
    SummaryOut,
    Taking,
)
from web.message_body import message_body
from web.packets import MALFORMED
from web.payloads import Incoming
from web.rooms import INBOX


def list_conversations(desk: Desk, _sid: str, agent: Agent, wanted: Listing) -> Ack:
    """List conversations of the sites on which an agent may read them."""
    keys = [each.key for each in readable_sites(desk, agent) if wanted.site in (None, each.key)]
    found = inbox.listed(desk.services.database, keys, wanted.filter, agent.id, wanted.before)
    return {"conversations": [SummaryOut.of(each).body() for each in found]}


def read(desk: Desk, sid: str, agent: Agent, chosen: Chosen) -> Ack:
    """Give all of a conversation, before a witness; what is said from now on follows."""
    held = concerned(desk, agent, Action.READ_CONVERSATIONS, chosen)
    desk.server.enter_room(sid, held.id, namespace=INBOX)
    found = inbox.read(
        desk.services.database,
        held.id,
        lambda session, conversation: desk.witness(session, agent, conversation),
    )
    opinions = found.opinions
    return {
        "conversation": SummaryOut.of(found.summary).body(),
        "messages": [message_body(each, opinions.get(each.id)) for each in found.messages],
        "notes": [NoteOut.of(each).body() for each in found.notes],
    }


def take(desk: Desk, sid: str, agent: Agent, chosen: Taking) -> Ack:
    """Give a conversation to an agent; the bot is silent from the ack on."""
    services, people = desk.services, desk.people
    held = concerned(desk, agent, Action.REPLY, chosen)
    passed = handover.take(
        services.database,
        held.id,
        agent.id,
        agent.name,
        chosen.claim,
        people.say,
        services.now(),
        services.new_id,
        from_colleague=chosen.from_colleague,
    )
    desk.server.enter_room(sid, held.id, namespace=INBOX)
    return _passed(desk, passed)


def reply(desk: Desk, _sid: str, agent: Agent, said: Reply) -> Ack:
    """Say something to the visitor of a conversation that the agent has taken."""
    services = desk.services
    held = concerned(desk, agent, Action.REPLY, said)
    posted = replying.reply(
        services.database,
        held.id,
        agent.id,
        said.client_id,
        said.text,
        services.settings.message_length_max,
        services.now(),
        services.new_id,
    )
    body = message_body(posted.message)
    if posted.is_new:
        desk.rooms.emit("message", body, held.id)
        desk.people.told(held.id, held.site_key)
    return {"message": body}


def hand_back(desk: Desk, _sid: str, agent: Agent, chosen: Chosen) -> Ack:
    """Give a conversation back to the bot, which answers what is asked from then on."""
    services, people = desk.services, desk.people
    held = concerned(desk, agent, Action.REPLY, chosen)
    passed = handover.hand_back(
        services.database, held.id, agent.id, people.say, services.now(), services.new_id
    )
    return _passed(desk, passed)


def close(desk: Desk, _sid: str, agent: Agent, chosen: Chosen) -> Ack:
    """End a conversation; its reader still sees it, and goes on in it with the bot."""
    services, people = desk.services, desk.people
    held = concerned(desk, agent, Action.REPLY, chosen)
    passed = handover.close(
        services.database,
        held.id,
        agent.id,
        people.say,
        services.now(),
        services.new_id,
        people.closed,
    )
    return _passed(desk, passed)


def note(desk: Desk, _sid: str, agent: Agent, said: Noting) -> Ack:
    """Note something for colleagues; the reader is never sent it."""
    services = desk.services
    held = concerned(desk, agent, Action.REPLY, said)
    noted = replying.note(
        services.database,
        held.id,
        agent.id,
        agent.name,
        said.text,
        services.settings.message_length_max,
        services.now(),
        services.new_id,
    )
    body = NoteOut.of(noted).body()
    desk.rooms.emit_to_watchers("note", {"note": body}, held.id)
    return {"note": body}


def signal_typing(desk: Desk, _sid: str, agent: Agent, signal: AgentSignal) -> Ack:
    """Let the reader know that his agent writes."""
    held = concerned(desk, agent, Action.REPLY, signal)
    if held.state == "open" and held.agent_id == agent.id:
        desk.rooms.emit("typing", {"author": "agent", "active": signal.active}, held.id)
    return {}


def refuse(_desk: Desk, _sid: str, _agent: Agent, _payload: Incoming) -> Ack:
    """Say that there is no such event, or that it could not be read."""
    raise InvalidPayloadError("no event of ours")


def readable_sites(desk: Desk, agent: Agent) -> list[store.Site]:
    """List the sites whose conversations an agent may read."""
    with desk.services.database.read() as session:
        every = sites.every(session)
    return [each for each in every if _may_read(desk, agent, each)]


def _may_read(desk: Desk, agent: Agent, site: store.Site) -> bool:
    try:
        desk.authorize(agent, Action.READ_CONVERSATIONS, site)
    except NotAllowedError:
        return False
    return True


def _passed(desk: Desk, passed: handover.Passed) -> Ack:
    """Tell both sides, and give the sender what a list shows of it now."""
    desk.people.passed(passed)
    found = inbox.summary(desk.services.database, passed.conversation.id)
    return {} if found is None else {"conversation": SummaryOut.of(found).body()}


ANY_OTHER = "*"
EVENTS: tuple[AgentEvent[Any], ...] = (
    AgentEvent("list", Listing, list_conversations),
    AgentEvent("read", Chosen, read),
    AgentEvent("take", Taking, take),
    AgentEvent("reply", Reply, reply),
    AgentEvent("hand_back", Chosen, hand_back),
    AgentEvent("close", Chosen, close),
    AgentEvent("note", Noting, note),
    AgentEvent("typing", AgentSignal, signal_typing),
    AgentEvent("canned", Canned, canned),
    AgentEvent("explain", Explaining, explain),
    AgentEvent(MALFORMED, Incoming, refuse),
    AgentEvent(ANY_OTHER, Incoming, refuse),
)
