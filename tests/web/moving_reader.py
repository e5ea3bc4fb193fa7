"""A reader who asks without pause and moves when he is told to, as the panel does."""

from __future__ import annotations

import json
import time
from threading import Event, Thread

import websocket

from .visitor import NAMESPACE, Body
from .wire import ACK, Wire

RETRY_SECONDS = 0.1


class MovingReader(Thread):
    """Sends a question until it is acked, always under the same client id, then the next."""

    def __init__(self, url: str, name: str) -> None:
        super().__init__(name=name, daemon=True)
        self.url = url
        self.token = ""
        self.acked: list[str] = []
        self.refusals: list[Body] = []
        self.moves: list[float] = []
        self.has_asked = Event()
        self._is_over = Event()

    @property
    def client_id(self) -> str:
        """Give the id of the question that is not acked yet."""
        return f"{self.name}-{len(self.acked)}"

    def leave(self) -> None:
        """Ask no more; returns once the last line is closed."""
        self._is_over.set()
        self.join()

    def run(self) -> None:
        """Talk on one line after the other."""
        while not self._is_over.is_set():
            away_seconds = RETRY_SECONDS
            try:
                with Wire(self.url, **self._auth()) as wire:
                    away_seconds = self._talk(wire)
            except (OSError, websocket.WebSocketException):
                pass  # nobody is there, or the line has ended
            time.sleep(away_seconds)

    def _auth(self) -> Body:
        return {"token": self.token} if self.token else {}

    def _talk(self, wire: Wire) -> float:
        """Ask until the line ends; give how long to stay away."""
        self.token, away_seconds = str(wire.welcome["token"]), RETRY_SECONDS
        self._ask(wire)
        for packet in wire.read():
            if ack := ACK.fullmatch(packet):
                self._note(json.loads(ack["values"])[0])
                if self._is_over.is_set():
                    return away_seconds
                if away_seconds == RETRY_SECONDS:
                    self._ask(wire)
            elif packet.startswith(f'42{NAMESPACE},["moving"'):
                away_seconds = json.loads(packet.partition(",")[2])[1]["retry_after"]
                self.moves.append(away_seconds)
        return away_seconds

    def _ask(self, wire: Wire) -> None:
        question = json.dumps(["message", {"client_id": self.client_id, "text": "Bonjour"}])
        wire.send(f"42{NAMESPACE},1{question}")

    def _note(self, ack: Body) -> None:
        if not ack["ok"]:
            self.refusals.append(ack)
            return
        self.acked.append(ack["message"]["client_id"])
        self.has_asked.set()
