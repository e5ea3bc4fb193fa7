"""A reader whose client is not ours: packets and frames as raw as they can be sent."""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType

import websocket

from .visitor import NAMESPACE, PATIENCE_SECONDS, Body

SOCKET_PATH = "/socket.io/?EIO=4&transport=websocket"
GOOD_NUMBER = 99
ACK = re.compile(rf"43{NAMESPACE},(?P<number>\d+)(?P<values>\[.*\])", re.DOTALL)


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

    @property
    def line(self) -> socket.socket:
        """Give the TCP connection, for bytes that are not framed at all."""
        assert self.socket.sock is not None
        return self.socket.sock

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

    def ask(self, text: str) -> Body:
        """Send a good question and give its ack."""
        return self.acks_with(text)[GOOD_NUMBER]

    def acks_with(self, text: str) -> dict[int, Body]:
        """Send a good question; give its ack and those that came before it, by number."""
        question = json.dumps(["message", {"client_id": "good", "text": text}])
        self.send(f"42{NAMESPACE},{GOOD_NUMBER}{question}")
        acks: dict[int, Body] = {}
        for packet in self.read():
            if found := ACK.fullmatch(packet):
                values = json.loads(found["values"])
                acks[int(found["number"])] = dict(values[0]) if values else {}
            if GOOD_NUMBER in acks:
                return acks
        raise ConnectionAbortedError("the server has hung up before the ack")

    def close_code(self) -> int:
        """Wait for the frame that ends the connection, and for the end; 0 is no code."""
        opcode, code = -1, 0
        while opcode != websocket.ABNF.OPCODE_CLOSE:
            opcode, frame = self.socket.recv_data_frame(control_frame=True)
            code = int.from_bytes(frame.data[:2])
        with suppress(ConnectionError):
            while self.line.recv(4096):
                continue
        return code

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
        self.line.close()
