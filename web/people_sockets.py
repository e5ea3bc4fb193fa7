"""What a reader sends that has to do with people, or with what is held of him."""

from __future__ import annotations

from chat import export as exports
from chat import feedback as opinions
from chat import forgetting, handover, inbox
from web import transcripts
from web.payloads import Incoming
from web.people_payloads import Handover, Rating, Signal, TranscriptWanted
from web.reader_events import Ack, Connection, Event, Parts, count_event, count_rare_event


def hand_over(parts: Parts, _sid: str, connection: Connection, said: Handover) -> Ack:
    """Let a reader wait for people: from the ack on the bot is silent."""
    services, people = parts.services, parts.people
    passed = handover.hand_over(
        services.database,
        connection.thread.conversation.id,
        said.email,
        people.say,
        services.now(),
        services.new_id,
        people.waiting,
    )
    return {"state": people.passed(passed)}


def resume(parts: Parts, _sid: str, connection: Connection, _: Incoming) -> Ack:
    """Let a reader go back to the bot."""
    services, people = parts.services, parts.people
    passed = handover.resume(
        services.database,
        connection.thread.conversation.id,
        people.say,
        services.now(),
        services.new_id,
    )
    return {"state": people.passed(passed)}


def give_feedback(parts: Parts, _sid: str, connection: Connection, said: Rating) -> Ack:
    """Note whether an answer has helped."""
    services, conversation = parts.services, connection.thread.conversation
    opinions.give(
        services.database,
        conversation.id,
        said.message_id,
        said.helpful,
        said.reason,
        services.now(),
    )
    return {}


def signal_typing(parts: Parts, _sid: str, connection: Connection, signal: Signal) -> Ack:
    """Let the agent know that the reader writes."""
    held = inbox.find(parts.services.database, connection.thread.conversation.id)
    if held.state == "open":
        body = {"author": "visitor", "active": signal.active}
        parts.rooms.emit_to_watchers("typing", body, held.id)
    return {}


def export(parts: Parts, _sid: str, connection: Connection, _: Incoming) -> Ack:
    """Give a reader all that is held of him."""
    services = parts.services
    with_notes = services.settings.export_notes == "yes"
    data = exports.export(
        services.database, connection.thread, services.now(), with_notes=with_notes
    )
    return {"data": data}


def transcript(parts: Parts, _sid: str, connection: Connection, said: TranscriptWanted) -> Ack:
    """Give a reader his conversation to keep."""
    document = transcripts.write(parts.services, connection.thread, connection.locale, said.format)
    return {"name": document.name, "type": document.type, "text": document.text}


def forget(parts: Parts, sid: str, connection: Connection, _: Incoming) -> Ack:
    """Erase all that is held of a reader, then end his tabs."""
    services, thread = parts.services, connection.thread
    forgetting.forget(services.database, thread.visitor.id, services.now(), parts.rooms.sleep)
    parts.rooms.after_ack(sid, lambda: parts.people.forgotten(thread.conversation))
    return {}


EVENTS = (
    Event("handover", Handover, hand_over, count_rare_event),
    Event("resume", Incoming, resume, count_event),
    Event("feedback", Rating, give_feedback, count_event),
    Event("typing", Signal, signal_typing, count_event),
    Event("export", Incoming, export, count_rare_event),
    Event("transcript", TranscriptWanted, transcript, count_rare_event),
    Event("forget", Incoming, forget, count_rare_event),
)
