"""Vera, a visitor, with a Socket.IO client of her own: what she says, and what she hears."""

from __future__ import annotations

from collections.abc import Iterator
from queue import Queue
from threading import Event
from types import TracebackType
from typing import Any
from uuid import uuid4

import socketio
import websocket

NAMESPACE = "/widget"
PATIENCE_SECONDS = 20.0
Body = dict[str, Any]


class PromptSocket(websocket.WebSocket):
    """Hangs up at once: the thread that reads may have taken the frame that others wait for."""

    def close(self, *told: Any, **named: Any) -> None:
        """Send the close frame and wait for none."""
        super().close(*told, **{**named, "timeout": 0})


class Visitor:
    """One socket of a reader; hears are queued, so that no test sleeps."""

    def __init__(self, url: str, transport: str = "websocket", **auth: object) -> None:
        self.heard: dict[str, Queue[Body]] = {}
        self.messages: list[Body] = []
        self.welcome: Body = {}
        self.refused: Body = {}
        self._cut = Event()
        self._client = socketio.Client(
            reconnection=False, websocket_extra_options={"class_": PromptSocket}
        )
        for event in ("welcome", "message", "typing", "state", "forgotten"):
            self.heard[event] = Queue()
            self._client.on(event, self.heard[event].put, namespace=NAMESPACE)
        self._client.on("connect_error", self._refuse, namespace=NAMESPACE)
        self._client.on("disconnect", lambda *_: self._cut.set(), namespace=NAMESPACE)
        try:
            self._client.connect(
                url, namespaces=[NAMESPACE], transports=[transport], auth=auth, wait_timeout=20
            )
        except socketio.exceptions.ConnectionError:
            return
        self.welcome = self.hear("welcome")
        self.messages = list(self.welcome["messages"])

    def _refuse(self, error: Any) -> None:
        self.refused = error if isinstance(error, dict) else {"message": str(error)}

    def hear(self, event: str) -> Body:
        """Wait for the next event of a name."""
        return self.heard[event].get(timeout=PATIENCE_SECONDS)

    def call(self, event: str, *payloads: Any) -> Body:
        """Send an event and give its ack."""
        data = payloads[0] if len(payloads) == 1 else payloads
        answer = self._client.call(event, data, namespace=NAMESPACE, timeout=PATIENCE_SECONDS)
        assert isinstance(answer, dict)
        return answer

    def send(self, text: object, client_id: str = "") -> Body:
        """Send a question and give its ack."""
        return self.call("message", {"client_id": client_id or uuid4().hex, "text": text})

    def answers(self) -> Iterator[Body]:
        """Yield the bot's messages as they come."""
        while True:
            message = self.hear("message")
            if message["author"] == "bot":
                yield message

    def ask(self, text: str) -> Body:
        """Ask, and give the answer."""
        ack = self.send(text)
        assert ack["ok"], ack
        return next(self.answers())

    def has_heard(self, event: str) -> bool:
        """Tell whether an event is waiting to be read."""
        return not self.heard[event].empty()

    def is_cut(self) -> bool:
        """Wait until the server ends the socket, and tell whether it has."""
        return self._cut.wait(PATIENCE_SECONDS)

    def leave(self) -> None:
        """Hang up."""
        self._client.disconnect()

    def __enter__(self) -> Visitor:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.leave()
