"""Alice, an agent, with a Socket.IO client of her own: what she does, and what she hears."""

from __future__ import annotations

from queue import Queue
from types import TracebackType
from typing import Any
from uuid import uuid4

import socketio

from .visitor import PATIENCE_SECONDS, PromptSocket

NAMESPACE = "/inbox"
HEARD = ("conversation", "message", "typing", "note", "presence", "forgotten")
Body = dict[str, Any]


class AgentClient:
    """One socket of an agent; what he hears is queued, so that no test sleeps."""

    def __init__(self, url: str, cookie: str) -> None:
        self.heard: dict[str, Queue[Body]] = {event: Queue() for event in HEARD}
        self._client = socketio.Client(
            reconnection=False, websocket_extra_options={"class_": PromptSocket}
        )
        for event, queue in self.heard.items():
            self._client.on(event, queue.put, namespace=NAMESPACE)
        self._client.connect(
            url,
            headers={"Cookie": f"salut={cookie}"},
            namespaces=[NAMESPACE],
            transports=["websocket"],
            wait_timeout=PATIENCE_SECONDS,
        )
        self.hear("presence")

    def hear(self, event: str) -> Body:
        """Wait for the next event of a name."""
        return self.heard[event].get(timeout=PATIENCE_SECONDS)

    def hear_of(self, conversation_id: str, state: str) -> Body:
        """Wait until a conversation is told to be in a state."""
        while True:
            told = self.hear("conversation")
            if (told["id"], told["state"]) == (conversation_id, state):
                return told

    def call(self, event: str, conversation_id: str = "", **said: object) -> Body:
        """Send an event and give its ack."""
        payload = {"conversation_id": conversation_id, **said} if conversation_id else said
        ack = self._client.call(event, payload, namespace=NAMESPACE, timeout=PATIENCE_SECONDS)
        assert isinstance(ack, dict)
        return ack

    def reply(self, conversation_id: str, text: str) -> Body:
        """Say something to a visitor."""
        return self.call("reply", conversation_id, client_id=uuid4().hex, text=text)

    def listed(self, filter_: str) -> list[str]:
        """Give the ids of the conversations of a list."""
        return [each["id"] for each in self.call("list", filter=filter_)["conversations"]]

    def has_heard(self, event: str) -> bool:
        """Tell whether an event is waiting to be read."""
        return not self.heard[event].empty()

    def leave(self) -> None:
        """Hang up."""
        self._client.disconnect()

    def __enter__(self) -> AgentClient:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.leave()
