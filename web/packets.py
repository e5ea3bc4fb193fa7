"""Socket.IO packets read so that no text of a client is ever an exception.

What cannot be read, or is no event with a name, becomes the event `malformed`: its sender gets
an ack that says so, and keeps his connection.
"""

from __future__ import annotations

import re
from typing import Any

import orjson
from socketio import packet

MALFORMED = "malformed"
DEPTH_MAX = 8
RESERVED = ("connect", "disconnect", "*")
KINDS = (packet.CONNECT, packet.DISCONNECT, packet.EVENT, packet.ACK)
# What it is, how many pieces of bytes follow, the namespace, a number to be acked by, JSON.
PARTS = re.compile(r"([0-9])([0-9]+-)?(?:(/[^,]*)(?:,|$))?([0-9]{1,18})?(.*)", re.DOTALL)


class Json:
    """The two functions that Socket.IO wants of a JSON module; strict and fast."""

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        """Write compact JSON."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str, **_: Any) -> Any:
        """Read JSON; raise ValueError for what is none, or is nested deeper than DEPTH_MAX."""
        value = orjson.loads(text)
        if text.count("[") + text.count("{") > DEPTH_MAX and is_deeper(value, DEPTH_MAX):
            raise ValueError(f"line 1 column 1: nested deeper than {DEPTH_MAX}")
        return value


def is_deeper(value: object, levels: int) -> bool:
    """Tell whether lists and dictionaries lie within each other at more than some levels."""
    if isinstance(value, dict):
        value = value.values()
    elif not isinstance(value, list):
        return False
    return not levels or any(is_deeper(each, levels - 1) for each in value)


class StrictPacket(packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet whose reading always succeeds."""

    json = Json
    uses_binary_events = False

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        if self.packet_type == packet.EVENT and self.data is None:
            self.data: Any = [MALFORMED]

    def decode(self, encoded_packet: Any) -> int:
        """Read one packet; none waits for bytes: no event of ours has any."""
        try:
            self._read(encoded_packet)
        except (ValueError, TypeError):
            self.packet_type, self.data = packet.EVENT, [MALFORMED]
        if self.packet_type == packet.EVENT and not self._names_an_event():
            self.data = [MALFORMED]
        return 0

    def _read(self, text: str) -> None:
        """Take a packet apart; raise ValueError for one that no client of ours sends."""
        parts = PARTS.fullmatch(text)
        if parts is None:
            raise ValueError("no packet of ours")
        kind, pieces, namespace, number, data = parts.groups()
        self.packet_type = int(kind)
        self.namespace = namespace and namespace.partition("?")[0]
        self.id = int(number) if number else None
        if pieces or self.packet_type not in KINDS:
            raise ValueError("bytes, or what only a server sends")
        self.data = self.json.loads(data) if data else None

    def _names_an_event(self) -> bool:
        data = self.data
        named = isinstance(data, list) and bool(data) and isinstance(data[0], str)
        return named and data[0] not in RESERVED
