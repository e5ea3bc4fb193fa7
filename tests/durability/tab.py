"""One tab of a reader, as the panel promises to be: what is not acked is sent again.

It keeps what it sent, what was acked and when, and every message that it saw, for a verdict.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from .line import Body, Heard, Line, LineCut, RefusedError

AGAIN_SECONDS = 0.05
REST_SECONDS = 0.2


@dataclass
class Tab:
    """One of the tabs of a conversation; `window` messages may be under way at once."""

    url: str
    name: str
    token: str = ""
    window: int = 1
    conversation_id: str = ""
    sent: list[str] = field(default_factory=list)
    acked: dict[str, float] = field(default_factory=dict)
    seen: dict[int, Body] = field(default_factory=dict)
    last_seq: int = 0
    unanswered: int = 0
    faults: list[str] = field(default_factory=list)
    refusals: list[Body] = field(default_factory=list)
    refused: set[str] = field(default_factory=set)
    tries: Counter[str] = field(default_factory=Counter)
    _waiting: dict[str, None] = field(default_factory=dict)
    _under_way: dict[int, str] = field(default_factory=dict)
    _line: Line | None = None
    _is_welcome: bool = False
    _rests_until: float = 0.0

    def write(self, count: int = 1) -> None:
        """Write questions of a wording of their own; they go out as the window allows."""
        for _ in range(count):
            client_id = f"{self.name}-{len(self.sent)}"
            self.sent.append(client_id)
            self._waiting[client_id] = None

    @property
    def waiting(self) -> int:
        """Count what is written and not acked."""
        return len(self._waiting)

    def work(self) -> None:
        """Connect if need be, send what may go out, take in what has come."""
        try:
            line = self._line = self._line or Line(self.url, self._auth())
            if self._is_welcome:
                self._send(line)
            for heard in line.heard():
                self._take(heard)
        except LineCut:
            self.close()
            time.sleep(AGAIN_SECONDS)
        except RefusedError as refused:
            self.refusals.append(refused.error)
            self.close()
            time.sleep(REST_SECONDS)

    def work_until(self, is_done: Callable[[], bool], patience_seconds: float = 30.0) -> bool:
        """Work until something holds; tell whether it does within the patience."""
        deadline = time.monotonic() + patience_seconds
        while not is_done():
            if time.monotonic() > deadline:
                return False
            self.work()
        return True

    def close(self) -> None:
        """Hang up; what was under way has to be sent again."""
        if self._line is not None:
            self._line.cut()
        self._line = None
        self._is_welcome = False
        self._under_way.clear()

    def _auth(self) -> Body:
        told: Body = {"locale": "fr", "last_seq": self.last_seq}
        return told | ({"token": self.token} if self.token else {})

    def _send(self, line: Line) -> None:
        """Send the oldest of what waits, unless the server has asked for patience."""
        if time.monotonic() < self._rests_until:
            return
        for client_id in list(self._waiting)[: self.window]:
            if client_id not in self._under_way.values():
                number = line.send("message", {"client_id": client_id, "text": wording(client_id)})
                self._under_way[number] = client_id
                self.tries[client_id] += 1

    def _take(self, heard: Heard) -> None:
        match heard.name:
            case "welcome":
                self._greet(heard.body)
            case "message":
                self._see(heard.body)
            case "ack":
                self._take_ack(self._under_way.pop(heard.number), heard.body)

    def _greet(self, welcome: Body) -> None:
        self._is_welcome = True
        self.token = welcome["token"]
        if self.conversation_id not in ("", welcome["conversation_id"]):
            self.faults.append("another conversation than before")
        self.conversation_id = welcome["conversation_id"]
        for message in welcome["messages"]:
            self._see(message)

    def _take_ack(self, client_id: str, ack: Body) -> None:
        if not ack["ok"]:
            self.refusals.append(ack["error"])
            self.refused.add(client_id)
            self._rests_until = time.monotonic() + REST_SECONDS
            return
        self.acked[client_id] = time.monotonic()
        self._waiting.pop(client_id)
        if ack["message"]["client_id"] != client_id:
            self.faults.append(f"the ack of {client_id} is of {ack['message']['client_id']}")
        self._see(ack["message"])

    def _see(self, message: Body) -> None:
        """Remember a message; one that comes late would be lost to a tab that is cut off before."""
        seq = message["seq"]
        if seq not in self.seen:
            self.unanswered += 1 if message["author"] == "visitor" else -1
        known = self.seen.setdefault(seq, message)
        if known != message:
            self.faults.append(f"seq {seq} is {known['id']}, then {message['id']}")
        elif known is message and seq < self.last_seq:
            self.faults.append(f"seq {seq} comes after seq {self.last_seq}")
        self.last_seq = max(self.last_seq, seq)


def wording(client_id: str) -> str:
    """Give the text of a message: no other has it, and no time is lost in seeking an answer."""
    return client_id
