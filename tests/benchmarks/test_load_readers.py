"""A message of the benchmark is done when its ack and its answer are there, in whatever order."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest

from benchmarks.load.client import Address, Client, now
from benchmarks.load.crowd import Crowd
from benchmarks.load.errors import RefusedError
from benchmarks.load.meter import Meter
from benchmarks.load.readers import ChatClient, distinct, repeated

UPGRADED = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"
WELCOME = '42/widget,["welcome",{"token":"vera","messages":[]}]'
TYPING = '42/widget,["typing",{"author":"bot","active":true}]'
SECONDS_MAX = 10

Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


def answer(seq: int, author: str = "bot") -> str:
    return f'42/widget,["message",{{"id":"a","seq":{seq},"author":"{author}"}}]'


def ack(number: int, ok: bool = True) -> str:
    return f"43/widget,{number}[{json.dumps({'ok': ok}, separators=(',', ':'))}]"


class Salut:
    """A server of one connection that says just what it is told to say."""

    def __init__(self, streams: Streams) -> None:
        self._reader, self._writer = streams
        self.heard: list[str] = []

    async def welcome(self) -> None:
        await self._reader.readuntil(b"\r\n\r\n")
        self._writer.write(UPGRADED)
        self.say('0{"sid":"s"}')
        await self.hear()
        self.say("40/widget,{}")
        self.say(WELCOME)

    def say(self, *packets: str) -> None:
        for packet in packets:
            body = packet.encode()
            self._writer.write(bytes((0x81, len(body))) + body)

    async def hear(self) -> None:
        """Wait for one packet."""
        head = await self._reader.readexactly(2)
        length = head[1] & 127
        if length == 126:
            length = int.from_bytes(await self._reader.readexactly(2), "big")
        await self._reader.readexactly(4)
        self.heard.append((await self._reader.readexactly(length)).decode())

    def hang_up(self) -> None:
        self._writer.close()


def with_vera(scene: Callable[[Salut, Crowd, Meter], Awaitable[None]]) -> Meter:
    """Let Vera come as a client of the benchmark, to a server that a scene speaks for."""
    meter = Meter(by_due=True)

    async def play() -> None:
        streams: asyncio.Future[Streams] = asyncio.get_running_loop().create_future()

        def arrive(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            streams.set_result((reader, writer))

        async with (
            asyncio.timeout(SECONDS_MAX),
            await asyncio.start_server(arrive, "127.0.0.1", 0) as server,
        ):
            address = Address(server.sockets[0].getsockname()[1])
            memory: dict[str, object] = {}

            def vera(number: int) -> Client:
                return ChatClient(address, number, meter, repeated(["Quand ?", "Où ?"]), memory)

            meter.open(now(), now() + 1000)
            with Crowd(vera) as crowd:
                coming = asyncio.create_task(crowd.connect(0))
                salut = Salut(await streams)
                await salut.welcome()
                crowd.clients.append(await coming)
                await scene(salut, crowd, meter)
                salut.hang_up()

    asyncio.run(play())
    return meter


async def until(is_so: Callable[[], bool]) -> None:
    while not is_so():
        await asyncio.sleep(0.001)


def test_a_message_waits_for_both_its_ack_and_its_answer() -> None:
    async def scene(salut: Salut, crowd: Crowd, meter: Meter) -> None:
        vera = crowd.clients[0]
        vera.ask(now())
        vera.ask(now())
        salut.say(TYPING, answer(1, "visitor"), answer(2), ack(1), ack(2))
        await until(lambda: len(meter.ack_seconds) == 2)
        assert len(meter.seconds) == 1
        salut.say(answer(4))
        await until(lambda: not vera.dues)

    meter = with_vera(scene)
    assert len(meter.seconds) == 2
    assert not meter.refused


def test_a_refused_message_is_told_and_waits_for_nothing() -> None:
    async def scene(salut: Salut, crowd: Crowd, meter: Meter) -> None:
        vera = crowd.clients[0]
        for _ in range(3):
            vera.ask(now())
        salut.say(ack(1), ack(2, ok=False), ack(3), answer(2), answer(4))
        await until(lambda: not vera.dues)

    meter = with_vera(scene)
    assert len(meter.seconds) == 2
    assert meter.refused == 1
    assert meter.refusal == '[{"ok":false}]'


def test_every_message_has_a_client_id_of_its_own() -> None:
    async def scene(salut: Salut, crowd: Crowd, _: Meter) -> None:
        for client in crowd.clients * 3:
            client.ask(now())
            await salut.hear()
        bodies = [json.loads(each[each.index("[") :])[1] for each in salut.heard[1:]]
        assert len({body["client_id"] for body in bodies}) == 3
        assert [body["text"] for body in bodies] == ["Où ?", "Quand ?", "Où ?"]

    with_vera(scene)


def test_a_line_that_the_server_ends_is_counted() -> None:
    async def scene(salut: Salut, crowd: Crowd, meter: Meter) -> None:
        salut.hang_up()
        await until(lambda: meter.lost == 1)
        assert not crowd.clients[0].is_alive

    assert with_vera(scene).lost == 1


def test_nobody_at_the_door_is_told_as_a_refusal() -> None:
    async def knock() -> None:
        async with await asyncio.start_server(
            lambda _, writer: writer.close(), "127.0.0.1", 0
        ) as it:
            address = Address(it.sockets[0].getsockname()[1])
            crowd = Crowd(
                lambda number: ChatClient(address, number, Meter(True), repeated([""]), {})
            )
            await crowd.connect(7)

    with pytest.raises(RefusedError, match="connection 7 was not taken"):
        asyncio.run(knock())


def test_new_questions_are_never_asked_twice() -> None:
    ask = distinct(["Quand ?", "Où ?"])
    assert [ask(0, 1), ask(1, 1), ask(0, 2), ask(1, 2)] == [
        "Quand ?",
        "Où ?",
        "Quand ? 1",
        "Où ? 1",
    ]
