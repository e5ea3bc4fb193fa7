"""Many connections at once, each from an address of its own, as readers come."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from random import Random
from types import TracebackType

from benchmarks.load.client import HOST, Client, now
from benchmarks.load.errors import RefusedError

ADDRESSES_OF_A_NETWORK = 200
HANDSHAKES_AT_ONCE = 100
HANDSHAKE_SECONDS_MAX = 30.0
RETRY_SECONDS_MIN, RETRY_SECONDS_MAX = 0.05, 1.0

Make = Callable[[int], Client]


def source_of(number: int) -> str:
    """Give the loopback address that a client comes from, each client another one."""
    network, place = divmod(number, ADDRESSES_OF_A_NETWORK)
    return f"127.0.{1 + network}.{1 + place}"


class Crowd:
    """The connections of one cell; at the end of `with`, all are hung up."""

    def __init__(self, make: Make) -> None:
        self.clients: list[Client] = []
        self.attempts = 0
        self._make = make
        self._random = Random(1)

    def __enter__(self) -> Crowd:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        for client in self.clients:
            client.leave()
        self.clients.clear()

    async def grow(self, count: int) -> float:
        """Connect until there are so many; give the seconds it took, raise at the first refusal."""
        begin = now()
        missing = iter(range(len(self.clients), count))

        async def fill() -> None:
            for number in missing:
                self.clients.append(await self.connect(number))

        await asyncio.gather(*(fill() for _ in range(HANDSHAKES_AT_ONCE)))
        return now() - begin

    async def connect(self, number: int) -> Client:
        """Open one connection; raise RefusedError with what was wrong."""
        client = self._make(number)
        self.attempts += 1
        loop = asyncio.get_running_loop()
        source = (source_of(number), 0)
        try:
            async with asyncio.timeout(HANDSHAKE_SECONDS_MAX):
                await loop.create_connection(
                    lambda: client, HOST, client.address.port, local_addr=source
                )
                await client.ready
        except BaseException as error:
            client.leave()
            if isinstance(error, OSError | TimeoutError | RefusedError):
                raise RefusedError(f"connection {number} was not taken: {error!r}") from error
            raise
        return client

    async def insist(self, number: int, give_up: float) -> Client:
        """Connect, again and again with jitter, until a moment of `now`."""
        wait = RETRY_SECONDS_MIN
        while True:
            try:
                client = await self.connect(number)
            except RefusedError:
                if now() > give_up:
                    raise
                await asyncio.sleep(wait * (0.5 + self._random.random()))
                wait = min(RETRY_SECONDS_MAX, wait * 2)
            else:
                self.clients.append(client)
                return client
