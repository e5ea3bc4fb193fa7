"""Socket.IO packets read so that no text of a client is ever an exception.

What cannot be read, or is no event with a name, becomes the event `malformed`: its sender gets
an ack that says so, and keeps his connection.
"""

from __future__ import annotations

from typing import Any

import orjson
from socketio import packet

MALFORMED = "malformed"
RESERVED = ("connect", "disconnect", "*")
KINDS = (
    packet.CONNECT,
    packet.DISCONNECT,
    packet.EVENT,
    packet.ACK,
    packet.BINARY_EVENT,
    packet.BINARY_ACK,
)


class Json:
    """The two functions that Socket.IO wants of a JSON module; strict and fast."""

    @staticmethod
    def dumps(value: Any, **_: Any) -> str:
        """Write compact JSON."""
        return orjson.dumps(value).decode()

    @staticmethod
    def loads(text: str | bytes, **_: Any) -> Any:
        """Read JSON; raise ValueError for what is none, or is nested too deeply."""
        return orjson.loads(text)


class StrictPacket(packet.Packet):  # type: ignore[misc]
    """A Socket.IO packet whose reading always succeeds."""

    json = Json

    def __init__(self, *told: Any, **named: Any) -> None:
        super().__init__(*told, **named)
        if self.packet_type == packet.EVENT and self.data is None:
            self.data: Any = [MALFORMED]

    def decode(self, encoded_packet: Any) -> int:
        """Read one packet; give how many binary attachments follow."""
        try:
            attachments: int = super().decode(encoded_packet)
        except (ValueError, TypeError, IndexError, RecursionError):
            self.packet_type, self.data, attachments = packet.EVENT, [MALFORMED], 0
        waits_for_nothing = not attachments and self.packet_type in KINDS[-2:]
        if self.packet_type not in KINDS or waits_for_nothing:
            self.packet_type, self.data, attachments = packet.EVENT, [MALFORMED], 0
        if self.packet_type in (packet.EVENT, packet.BINARY_EVENT) and not self._names_an_event():
            self.data = [MALFORMED]
        return attachments

    def reconstruct_binary(self, _data: Any, _attachments: list[bytes]) -> Any:
        """Refuse what came with bytes: no event of ours has any."""
        return [MALFORMED]

    def _names_an_event(self) -> bool:
        data = self.data
        named = isinstance(data, list) and bool(data) and isinstance(data[0], str)
        return named and data[0] not in RESERVED
