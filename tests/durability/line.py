"""One WebSocket to the namespace of readers, from its handshake to the moment it is cut."""

from __future__ import annotations

import json
import re
import select
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import websocket

SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket"
NAMESPACE = "/widget"
PATIENCE_SECONDS = 20.0
LOOK_SECONDS = 0.1

LineCut = (websocket.WebSocketException, OSError)
Body = dict[str, Any]

_PACKET = re.compile(rf"4(?P<kind>[0-4]){NAMESPACE},(?P<number>\d*)(?P<json>.*)", re.DOTALL)
_EVENT, _ACK, _REFUSED = "2", "3", "4"


@dataclass(frozen=True, slots=True)
class Heard:
    """An event by its name, or the ack of a number under the name `ack`."""

    name: str
    body: Body
    number: int = 0


class RefusedError(Exception):
    """Tell that the server does not take the connection; the error is as it came."""

    def __init__(self, error: Body) -> None:
        super().__init__(str(error))
        self.error = error


class Line:
    """What is sent and heard on one connection; a lost one raises one of `LineCut`."""

    def __init__(self, url: str, auth: Body) -> None:
        self._socket = websocket.create_connection(
            url.replace("http", "ws", 1) + SOCKET_PATH,
            timeout=PATIENCE_SECONDS,
            sockopt=[(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)],
        )
        self._numbers = 0
        self._socket.send(f"40{NAMESPACE},{json.dumps(auth)}")

    def send(self, event: str, body: Body) -> int:
        """Send an event and give the number of its ack."""
        self._numbers += 1
        self._socket.send(f"42{NAMESPACE},{self._numbers}{json.dumps([event, body])}")
        return self._numbers

    def heard(self) -> Iterator[Heard]:
        """Yield what is there to be heard, waiting a moment for the first of it."""
        wait_seconds = LOOK_SECONDS
        number = self._socket.fileno()  # type: ignore[no-untyped-call]
        while select.select([number], [], [], wait_seconds)[0]:
            packet = self._socket.recv()
            if not isinstance(packet, str) or not packet:
                raise ConnectionAbortedError("the server has hung up")
            if packet == "2":
                self._socket.send("3")
            found = _PACKET.fullmatch(packet)
            if found and found["kind"] in (_EVENT, _ACK, _REFUSED):
                yield _read(found)
            wait_seconds = 0.0

    def cut(self) -> None:
        """Hang up without a word."""
        self._socket.shutdown()  # type: ignore[no-untyped-call]


def _read(packet: re.Match[str]) -> Heard:
    said = json.loads(packet["json"])
    match packet["kind"]:
        case "2":
            return Heard(said[0], said[1])
        case "3":
            return Heard("ack", said[0], int(packet["number"]))
        case _:
            raise RefusedError(said.get("data", said))
