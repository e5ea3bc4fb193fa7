"""What an agent is told of the site's answers: which he may quote, and why the bot gave its own."""

from __future__ import annotations

from dataclasses import asdict

from chat.authorize import Action
from chat.canned import canned_answers
from chat.reasons import reasons
from store.account_records import Agent
from web.inbox_desk import Ack, Desk, concerned
from web.inbox_payloads import Canned, CannedOut, Explaining

CANNED_MAX = 6


def canned(desk: Desk, _sid: str, agent: Agent, wanted: Canned) -> Ack:
    """Give the answers that an agent may be looking for; none while the index is being built."""
    held = concerned(desk, agent, Action.REPLY, wanted)
    services = desk.services
    desk.rooms.sleep(0)  # it takes milliseconds: everyone else's turn first
    found = canned_answers(services.database, services.knowledge, held, wanted.text, CANNED_MAX)
    return {"entries": [CannedOut.of(each).body() for each in found]}


def explain(desk: Desk, _sid: str, agent: Agent, about: Explaining) -> Ack:
    """Tell how the question of an answer is matched."""
    held = concerned(desk, agent, Action.READ_CONVERSATIONS, about)
    services = desk.services
    desk.rooms.sleep(0)
    found = reasons(services.database, services.knowledge, held, about.message_id)
    return {"question": found.question, "explanation": asdict(found.explanation)}
