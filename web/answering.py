"""The bot's turn: after each stored question, one task a conversation answers what is open.

One task, oldest question first: so the answers of a conversation stay in order, however fast
its visitor types and on however many tabs.
"""

from __future__ import annotations

import logging
from typing import Any, Protocol

import store
from chat import bot
from chat.messages import Known, Posted
from web.message_body import message_body
from web.services import Services

RETRIES_MAX = 60
RETRY_SECONDS = 1.0

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

    def known(self, conversation: store.Conversation) -> Known:
        """Give what finds the answers of a conversation that need not be sought."""
        services = self._services
        return lambda asked: bot.known_answer(
            services.bot, conversation, asked, services.now(), services.new_id
        )

    def start(self, conversation: store.Conversation, posted: Posted | None = None) -> None:
        """See to it that every stored question of a conversation gets its answer.

        `posted` is the one that was just stored, where that is why.
        """
        if conversation.id in self._at_work:
            self._asked_again.add(conversation.id)
            return
        self._at_work.add(conversation.id)
        self._room.start(self._work, conversation, None if posted is None else posted.turn)

    def _work(self, conversation: store.Conversation, turn: store.OpenQuestion | None) -> None:
        """Answer until nothing is open; a question stored meanwhile starts another round."""
        try:
            self._room.sleep(0)
            if turn is None:
                self._answer_all(conversation)
            else:
                self._answer(conversation, turn)
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
        while (asked := bot.next_question(database, conversation.id)) is not None:
            self._answer(conversation, asked)
            self._room.sleep(0)  # one answer, then everyone else's turn

    def _answer(self, conversation: store.Conversation, asked: store.OpenQuestion) -> None:
        """Find, store and send one answer; another worker's where that one was first."""
        services = self._services
        self._room.emit("typing", {"author": "bot", "active": True}, conversation.id)
        try:
            found = bot.answer_to(
                services.bot, conversation, asked, services.now(), services.new_id
            )
            message = self._stored(found, asked.claim)
            if message is not None:
                self._room.emit("message", message_body(message), conversation.id)
        finally:
            self._room.emit("typing", {"author": "bot", "active": False}, conversation.id)

    def _stored(self, answered: store.Message, claim: int) -> store.Message | None:
        """Store an answer, waiting for a database that is held or whose disk has failed.

        Give none where the conversation is gone, or people have had it since the question came.
        """
        for tries_left in reversed(range(RETRIES_MAX)):
            try:
                return bot.store_answer(self._services.database, answered, claim)
            except store.ConflictError:
                return None
            except store.DatabaseUnusableError:
                if not tries_left:
                    raise
                self._room.sleep(RETRY_SECONDS)
        return None
