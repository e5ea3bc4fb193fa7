"""Idle memory, the return of everyone after a restart, and one reader who floods."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Sequence

from benchmarks.load.cells import Times, at_rate, check, drained
from benchmarks.load.client import Address, now
from benchmarks.load.contestants import Contestant, Visit
from benchmarks.load.crowd import Crowd
from benchmarks.load.errors import LoadError, RefusedError
from benchmarks.load.meter import Figures, Meter
from benchmarks.load.server import Server

WARM_READERS, WARM_SECONDS = 50, 1.0
HOLD_SECONDS = 3.0
RETURN_SECONDS_MAX = 60.0
POLL_SECONDS = 0.005
FAIR_READERS, FAIR_RATE = 200, 50
FLOOD_NUMBER, FLOOD_PAUSE_SECONDS = 20_000, 0.1


async def idle(contestant: Contestant, server: Server, sizes: Sequence[int]) -> Figures:
    """Give kilobytes a connection while readers, whose clients offer deflate, say nothing."""
    await warmed(contestant, server)
    figures: Figures = {}
    meter = Meter(by_due=True)
    visit = Visit(contestant, Address(server.port, offers_deflate=True), meter)
    before = server.memory_kilobytes()
    with Crowd(visit.reader) as crowd:
        for size in sizes:
            missing = size - len(crowd.clients)
            seconds = await crowd.grow(size)
            await server.watch(now() + HOLD_SECONDS)
            check(meter)
            figures[f"kilobytes at {size}"] = (server.memory_kilobytes() - before) / size
            figures[f"connects a second to {size}"] = missing / seconds
    return figures


async def warmed(contestant: Contestant, server: Server) -> None:
    """Have a few readers ask and leave, so that what a first reader costs is not counted."""
    meter = Meter(by_due=False)
    visit = Visit(contestant, Address(server.port), meter)
    with Crowd(visit.reader) as crowd:
        await crowd.grow(WARM_READERS)
        for client in crowd.clients:
            client.ask(now())
        await server.watch(now() + WARM_SECONDS)
        meter.asks_again = False
        await drained(server, crowd.clients)
    await server.watch(now() + WARM_SECONDS)


async def storm(contestant: Contestant, server: Server, count: int) -> Figures:
    """Kill the server under its readers and start it again; give when all are back and answered.

    Time begins when the server is ready again; then all come at the same moment.
    """
    visit = Visit(contestant, Address(server.port), Meter(by_due=True))
    with Crowd(visit.reader) as before:
        await before.grow(count)
        begin = now()
        server.kill()
        await asyncio.to_thread(server.start)
        away = now() - begin
    visit.meter = Meter(by_due=True)
    with Crowd(visit.reader) as crowd:
        figures = await returned(server, crowd, visit.meter, count)
    told = {"away": away, **figures}
    return {f"storm {count} {name}": value for name, value in told.items()}


async def returned(server: Server, crowd: Crowd, meter: Meter, count: int) -> Figures:
    """Let everybody come at once, ask one question as soon as he is in, and be answered."""
    begin, used = now(), server.cpu_seconds()
    give_up = begin + RETURN_SECONDS_MAX
    meter.open(begin, math.inf)

    async def come(number: int) -> float:
        client = await crowd.insist(number, give_up)
        client.ask(now())
        return now()

    coming = asyncio.gather(*(come(number) for number in range(count)))
    while len(meter.seconds) < count:
        if now() > give_up or meter.refused or (coming.done() and coming.exception()):
            break
        await server.watch(now() + POLL_SECONDS)
    end = now()
    if len(meter.seconds) < count:
        coming.cancel()
        check(meter)
        raise LoadError(f"{len(meter.seconds)} of {count} were answered after {end - begin:.0f} s")
    return {
        "answered": end - begin,
        "back": max(await coming) - begin,
        "attempts": float(crowd.attempts),
        "cpu": server.cpu_seconds() - used,
    }


async def fairness(contestant: Contestant, server: Server, times: Times) -> Figures:
    """Give what one flooding client adds to the p99 of the others."""
    meter = Meter(by_due=True)
    visit = Visit(contestant, Address(server.port), meter)
    with Crowd(visit.reader) as crowd:
        await crowd.grow(FAIR_READERS)
        calm = (await at_rate(server, crowd.clients, meter, times, FAIR_RATE))["p99"]
        flood = asyncio.create_task(flooded(visit))
        try:
            figures = await at_rate(server, crowd.clients, meter, times, FAIR_RATE)
        finally:
            flood.cancel()
    return {
        "calm p99": calm,
        "flooded p99": figures["p99"],
        "flood adds": figures["p99"] - calm,
        "flooded unanswered": figures["unanswered"],
    }


async def flooded(visit: Visit) -> None:
    """Flood from one address, and come back each time that the server hangs up."""
    with Crowd(visit.flood) as crowd:
        while True:
            try:
                client = await crowd.connect(FLOOD_NUMBER)
            except RefusedError:
                await asyncio.sleep(FLOOD_PAUSE_SECONDS)
                continue
            crowd.clients = [client]
            client.ask(now())
            while client.is_alive:
                await asyncio.sleep(FLOOD_PAUSE_SECONDS)
