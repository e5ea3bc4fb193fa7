"""What tests of people share: the words of notices, and Vera, Alice and Bob at work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

import store
from chat import handover, messages, replying
from chat.handover import Passed
from chat.messages import Known, Posted
from store import conversations as stored_conversations
from store import messages as stored_messages

from .conftest import NOW, Desk

ALICE, BOB = "a" * 32, "b" * 32
NAMES = {ALICE: "Alice", BOB: "Bob"}


def say(locale: str, name: str) -> str:
    """Give words that tell which ones they are."""
    return f"{locale} {name} {{agent}}"


@dataclass
class House:
    """A desk with one conversation on it, Vera's."""

    desk: Desk
    conversation_id: str
    now: datetime = NOW
    sent: int = field(default=0)

    @property
    def held(self) -> store.Conversation:
        with self.desk.database.read() as session:
            found = stored_conversations.get(session, self.conversation_id)
        assert found is not None
        return found

    @property
    def thread(self) -> list[store.Message]:
        with self.desk.database.read() as session:
            return stored_messages.after(session, self.conversation_id)

    @property
    def open_question(self) -> store.OpenQuestion | None:
        with self.desk.database.read() as session:
            return stored_messages.oldest_unanswered(session, self.conversation_id)

    def ask(
        self, text: str = "Combien ?", client_id: str = "", known: Known | None = None
    ) -> Posted:
        self.sent += 1
        return messages.post(
            self.desk.database,
            self.conversation_id,
            client_id or f"c{self.sent}",
            text,
            None,
            2000,
            self.now,
            self.desk.new_id,
            known or (lambda _: None),
        )

    def hand_over(self, email: str | None = None) -> Passed:
        return handover.hand_over(
            self.desk.database, self.conversation_id, email, say, self.now, self.desk.new_id
        )

    def take(
        self, agent: str = ALICE, claim: int | None = None, *, from_colleague: bool = False
    ) -> Passed:
        return handover.take(
            self.desk.database,
            self.conversation_id,
            agent,
            NAMES.get(agent, agent),
            claim,
            say,
            self.now,
            self.desk.new_id,
            from_colleague=from_colleague,
        )

    def reply(self, agent: str = ALICE, text: str = "Bonjour Vera", client_id: str = "") -> Posted:
        self.sent += 1
        return replying.reply(
            self.desk.database,
            self.conversation_id,
            agent,
            client_id or f"r{self.sent}",
            text,
            2000,
            self.now,
            self.desk.new_id,
        )

    def hand_back(self, agent: str = ALICE) -> Passed:
        return handover.hand_back(
            self.desk.database, self.conversation_id, agent, say, self.now, self.desk.new_id
        )

    def close(self, agent: str = ALICE) -> Passed:
        return handover.close(
            self.desk.database, self.conversation_id, agent, say, self.now, self.desk.new_id
        )

    def resume(self) -> Passed:
        return handover.resume(
            self.desk.database, self.conversation_id, say, self.now, self.desk.new_id
        )

    def answer(self, asked: store.OpenQuestion) -> store.Message:
        """Make the bot's answer to a question, as it stands before it is stored."""
        return store.Message(
            id=self.desk.new_id(),
            conversation_id=self.conversation_id,
            seq=0,
            author="bot",
            kind="answered",
            text="8,90\u00a0€",
            question_id=asked.message.id,
            created_at=self.now + timedelta(seconds=1),
        )


def house_of(desk: Desk) -> House:
    """Open Vera's conversation."""
    return House(desk, desk.open().conversation.id)
