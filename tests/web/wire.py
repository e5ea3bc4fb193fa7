"""A reader whose client is not ours: packets and frames as raw as they can be sent."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from types import TracebackType

import websocket

from .visitor import NAMESPACE, PATIENCE_SECONDS, Body

SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket"
GOOD_NUMBER = 99


class Wire:
    """One WebSocket to the namespace of readers; what is sent is sent as it is."""

    def __init__(self, url: str, receive_bytes: int = 0, **auth: object) -> None:
        options = [(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)] if receive_bytes else []
        self.socket = websocket.create_connection(
            url.replace("http", "ws", 1) + SOCKET_PATH,
            timeout=PATIENCE_SECONDS,
            sockopt=options,
            header=["Sec-WebSocket-Extensions: permessage-deflate"],
        )
        self.send(f"40{NAMESPACE},{json.dumps(auth)}")
        self.welcome = self.hear("welcome")

    def send(self, packet: str) -> None:
        """Send an Engine.IO packet."""
        self.socket.send(packet)

    def send_frame(self, opcode: int, payload: bytes, is_last: bool = True) -> None:
        """Send a WebSocket frame."""
        self.socket.send_frame(websocket.ABNF.create_frame(payload, opcode, int(is_last)))

    def send_bytes(self, data: bytes) -> None:
        """Send bytes that are not framed at all."""
        self.socket.sock.sendall(data)

    def read(self) -> Iterator[str]:
        """Yield Engine.IO packets until the server hangs up."""
        while packet := self.socket.recv():
            assert isinstance(packet, str)
            if packet == "2":
                self.send("3")
            yield packet

    def hear(self, event: str) -> Body:
        """Wait for the next event of a name."""
        begin = f"42{NAMESPACE},"
        for packet in self.read():
            if packet.startswith(begin):
                name, body = json.loads(packet.removeprefix(begin))
                if name == event:
                    return dict(body)
        raise ConnectionAbortedError(f"the server has hung up before {event}")

    def acked(self, number: int) -> Body:
        """Wait for the ack of a number."""
        begin = f"43{NAMESPACE},{number}["
        for packet in self.read():
            if packet.startswith(begin):
                values = json.loads(packet.removeprefix(begin[:-1]))
                return dict(values[0]) if values else {}
        raise ConnectionAbortedError(f"the server has hung up before the ack of {number}")

    def ask(self, text: str) -> Body:
        """Send a good question and give its ack."""
        question = json.dumps(["message", {"client_id": "good", "text": text}])
        self.send(f"42{NAMESPACE},{GOOD_NUMBER}{question}")
        return self.acked(GOOD_NUMBER)

    def is_cut(self) -> bool:
        """Wait until the server hangs up; tell whether it does."""
        try:
            while self.socket.recv():
                continue
        except websocket.WebSocketTimeoutException:
            return False
        except (websocket.WebSocketException, OSError):
            return True
        return True

    def __enter__(self) -> Wire:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        self.socket.shutdown()
