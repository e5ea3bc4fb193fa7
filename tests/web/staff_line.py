"""A socket of somebody of the staff, by the cookie of his browser; or of nobody."""

from __future__ import annotations

from contextlib import suppress
from threading import Event
from typing import Any

import socketio

from tests.server_process import Server

from .visitor import PATIENCE_SECONDS, PromptSocket

TURNED_AWAY = {"not_signed_in", "not_allowed", "not_connected", "invalid_payload"}

Body = dict[str, Any]


class Line:
    """A socket in a namespace."""

    def __init__(self, server: Server, namespace: str, cookie: str) -> None:
        self._namespace = namespace
        self._client = socketio.Client(
            reconnection=False, websocket_extra_options={"class_": PromptSocket}
        )
        self._is_cut = Event()
        self._client.on("disconnect", self._cut, namespace=namespace)
        with suppress(socketio.exceptions.ConnectionError):
            self._client.connect(
                server.url,
                headers={"Cookie": f"salut={cookie}"} if cookie else {},
                namespaces=[namespace],
                transports=["websocket"],
                wait_timeout=PATIENCE_SECONDS,
            )
        self.is_open = namespace in self._client.namespaces

    def is_done(self, event: str, payload: Body) -> bool:
        """Send an event, and tell whether it was let in, be it with a complaint of the matter."""
        ack = self._client.call(event, payload, namespace=self._namespace, timeout=PATIENCE_SECONDS)
        return bool(ack["ok"]) or ack["error"]["code"] not in TURNED_AWAY

    def is_cut(self) -> bool:
        """Wait until the server ends the socket, and tell whether it has."""
        return self._is_cut.wait(PATIENCE_SECONDS)

    def leave(self) -> None:
        """Hang up."""
        self._client.disconnect()

    def _cut(self, *_reason: object) -> None:
        self._is_cut.set()
