"""What a connection says, and what it waits for before its message counts as answered."""

from __future__ import annotations

import itertools
import json
import secrets
from collections.abc import Callable

from benchmarks.load.client import Address, Client, now
from benchmarks.load.frames import frame
from benchmarks.load.meter import Meter

ECHO_TEXT = "hello there, how are you?"
FLOOD_IN_FLIGHT = 500

Ask = Callable[[int, int], str]
MakeClient = Callable[[Address, int, Meter], Client]


class EchoClient(Client):
    """Sends `message`, is answered by the event `reply`."""

    question = frame(f'42["message",{{"text":"{ECHO_TEXT}"}}]'.encode())

    def ask(self, due: float, /) -> None:
        """Send the one message; replies come in its order."""
        self.dues.append(due)
        self._line.write(self.question)

    def hear_event(self, _packet: bytes, /) -> None:
        """Take a reply for the oldest message."""
        if not self.dues:
            return
        moment = now()
        self.meter.note(self.dues.popleft(), moment)
        if self.meter.asks_again:
            self.ask(moment)


class ChatClient(Client):
    """A visitor of Salut: a message is done once its ack and the bot's answer have come.

    His conversation outlives the connection: what he was told is in `memory`.
    """

    namespace = b"/widget,"
    event = b'42/widget,["message",'
    welcome_event = b'42/widget,["welcome",'
    ok, by_bot = b'[{"ok":true', b'"author":"bot"'

    def __init__(
        self, address: Address, number: int, meter: Meter, question: Ask, memory: dict[str, object]
    ) -> None:
        super().__init__(address, number, meter)
        self._question, self._memory = question, memory
        self._prefix = secrets.token_hex(6)
        self._asked = self._acked = self._answered = self._done = 0

    def auth(self) -> bytes:
        """Come as the visitor who was here before, if there was one."""
        return json.dumps(self._memory).encode()

    def welcome(self) -> None:
        """Wait for the event `welcome`: only then does the socket hear its conversation."""

    def ask(self, due: float, /) -> None:
        """Send a question with a `client_id` that was never used."""
        self.dues.append(due)
        self._line.write(self.framed_question())

    def framed_question(self) -> bytes:
        """Give the frame of the next question."""
        number = self._asked = self._asked + 1
        payload = json.dumps(
            {
                "client_id": f"{self._prefix}-{number}",
                "text": self._question(self.number, number),
            },
            ensure_ascii=False,
        )
        return frame(f'42/widget,{number}["message",{payload}]'.encode())

    def hear_ack(self, packet: bytes, /) -> None:
        """Take the ack of the oldest message that has none."""
        place = self._acked - self._done
        if self.ok not in packet[:40]:
            self.meter.refuse(packet[packet.find(b"[") :][:200].decode(errors="replace"))
            if place < len(self.dues):
                del self.dues[place]
            return
        self._acked += 1
        if place < len(self.dues):
            self.meter.note_ack(self.dues[place], now())
        self._finish()

    def hear_event(self, packet: bytes, /) -> None:
        """Take an answer of the bot, or the welcome."""
        if packet.startswith(self.event):
            if self.by_bot in packet:
                self._answered += 1
                self._memory["last_seq"] = int(packet.partition(b'"seq":')[2].partition(b",")[0])
                self._finish()
        elif packet.startswith(self.welcome_event):
            self._remember(json.loads(packet[packet.find(b"[") :])[1])

    def _remember(self, told: dict[str, object]) -> None:
        self._memory["token"] = told["token"]
        self.be_ready()

    def _finish(self) -> None:
        if self.dues and min(self._acked, self._answered) > self._done:
            self._done += 1
            moment = now()
            self.meter.note(self.dues.popleft(), moment)
            if self.meter.asks_again:
                self.ask(moment)


class ChatFlood(ChatClient):
    """A visitor who never waits: hundreds of questions are on their way at any moment."""

    in_flight = 0

    def ask(self, _due: float, /) -> None:
        """Begin; whatever comes back makes room for more."""
        self._pour()

    def hear_ack(self, _packet: bytes, /) -> None:
        """Pour in more once half of it is through."""
        self.in_flight -= 1
        if self.in_flight < FLOOD_IN_FLIGHT // 2:
            self._pour()

    def _pour(self) -> None:
        count, self.in_flight = FLOOD_IN_FLIGHT - self.in_flight, FLOOD_IN_FLIGHT
        self._line.write(b"".join(self.framed_question() for _ in range(count)))


class EchoFlood(EchoClient):
    """The same on an echo server."""

    in_flight = 0

    def ask(self, _due: float, /) -> None:
        """Begin; whatever comes back makes room for more."""
        self._pour()

    def hear_event(self, _packet: bytes, /) -> None:
        """Pour in more once half of it is through."""
        self.in_flight -= 1
        if self.in_flight < FLOOD_IN_FLIGHT // 2:
            self._pour()

    def _pour(self) -> None:
        count, self.in_flight = FLOOD_IN_FLIGHT - self.in_flight, FLOOD_IN_FLIGHT
        self._line.write(self.question * count)


def repeated(questions: list[str]) -> Ask:
    """Ask the same questions over and over, each visitor from another place on."""
    return lambda number, turn: questions[(number + turn) % len(questions)]


def distinct(questions: list[str]) -> Ask:
    """Ask every question once; past the last one, again with a number that was never there."""
    turns = itertools.count()

    def next_question(_number: int, _turn: int) -> str:
        lap, place = divmod(next(turns), len(questions))
        return f"{questions[place]} {lap}" if lap else questions[place]

    return next_question
