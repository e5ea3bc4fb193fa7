"""The bot's turn: after each stored question, one task a conversation answers what is open.

One task, oldest question first: so the answers of a conversation stay in order, however fast
its visitor types and on however many tabs.
"""

from __future__ import annotations

import logging
from typing import Any, Protocol

import store
from chat import bot
from web.payloads import MessageOut
from web.services import Services

BUSY_RETRIES_MAX = 60
BUSY_RETRY_SECONDS = 1.0

log = logging.getLogger(__name__)


class Room(Protocol):
    """How the task reaches the visitor's sockets, and how it is run."""

    def emit(self, event: str, body: dict[str, Any], conversation_id: str) -> None:
        """Send an event to all sockets of a conversation."""

    def start(self, task: Any, *arguments: Any) -> None:
        """Run a task beside the event loop's other work."""

    def sleep(self, seconds: float) -> None:
        """Let others work."""


class Answering:
    """The tasks at work, one a conversation at most."""

    def __init__(self, services: Services, room: Room) -> None:
        self._services = services
        self._room = room
        self._at_work: set[str] = set()
        self._asked_again: set[str] = set()

    def start(self, conversation: store.Conversation) -> None:
        """See to it that every stored question of a conversation gets its answer."""
        if conversation.id in self._at_work:
            self._asked_again.add(conversation.id)
            return
        self._at_work.add(conversation.id)
        self._room.start(self._work, conversation)

    def _work(self, conversation: store.Conversation) -> None:
        """Answer until nothing is open; a question stored meanwhile starts another round."""
        try:
            self._room.sleep(0)
            self._answer_all(conversation)
            while conversation.id in self._asked_again:
                self._asked_again.discard(conversation.id)
                self._answer_all(conversation)
        except Exception:
            log.exception("a question stays open until its visitor returns")
        finally:
            self._at_work.discard(conversation.id)
            self._asked_again.discard(conversation.id)

    def _answer_all(self, conversation: store.Conversation) -> None:
        database = self._services.database
        while (question := bot.next_question(database, conversation.id)) is not None:
            self._room.emit("typing", {"author": "bot", "active": True}, conversation.id)
            try:
                message = self._answer(conversation, question)
                if message is not None:
                    self._room.emit("message", MessageOut.of(message).body(), conversation.id)
            finally:
                self._room.emit("typing", {"author": "bot", "active": False}, conversation.id)

    def _answer(
        self, conversation: store.Conversation, question: store.Message
    ) -> store.Message | None:
        """Answer one question, waiting for a held database; None when another worker was first."""
        services = self._services
        for tries_left in reversed(range(BUSY_RETRIES_MAX)):
            try:
                return bot.answer_stored(
                    services.database,
                    services.bot,
                    conversation,
                    question,
                    services.now(),
                    services.new_id,
                )
            except store.ConflictError:
                return None
            except store.DatabaseBusyError:
                if not tries_left:
                    raise
                self._room.sleep(BUSY_RETRY_SECONDS)
        return None
