"""Socket.IO packets read so that no text of a client is ever an exception.

What cannot be read, or is no event with a name, becomes the event `malformed`: its sender gets
an ack that says so, and keeps his connection.
"""

from __future__ import annotations

from typing import Any

import orjson
from socketio import packet

MALFORMED = "malformed"


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

    def decode(self, encoded_packet: Any) -> int:
        """Read one packet; give how many binary attachments follow."""
        try:
            attachments: int = super().decode(encoded_packet)
        except (ValueError, TypeError, IndexError, RecursionError):
            self.packet_type, self.data, attachments = packet.EVENT, [MALFORMED], 0
        if self.packet_type in (packet.EVENT, packet.BINARY_EVENT) and not self._names_an_event():
            self.data = [MALFORMED]
        return attachments

    def reconstruct_binary(self, data: Any, attachments: list[bytes]) -> Any:
        """Put attachments back in their places; a placeholder for none of them is malformed."""
        try:
            return super()._reconstruct_binary_internal(data, attachments)
        except (IndexError, TypeError, RecursionError):
            return [MALFORMED]

    def _names_an_event(self) -> bool:
        return isinstance(self.data, list) and bool(self.data) and isinstance(self.data[0], str)
