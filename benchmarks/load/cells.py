"""Throughput with a message of each reader always on its way; latency at a fixed rate."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.load.client import Address, Client, now
from benchmarks.load.contestants import Contestant, Visit
from benchmarks.load.crowd import Crowd
from benchmarks.load.errors import LoadError, RefusedError
from benchmarks.load.meter import Figures, Meter, milliseconds
from benchmarks.load.server import Server

CONNECTIONS = 200
DRAIN_SECONDS_MAX = 5.0
DRAIN_POLL_SECONDS = 0.02
# A sleep of the event loop ends up to a millisecond late: the last bit is waited out awake.
AWAKE_SECONDS = 0.002


@dataclass(frozen=True, slots=True)
class Times:
    """How long a cell warms up and how long it is measured, in seconds."""

    warm_up: float
    measured: float


async def closed_loop(contestant: Contestant, server: Server, times: Times) -> Figures:
    """Give messages a second and processor time a message, 200 readers asking without a pause."""
    meter = Meter(by_due=False)
    visit = Visit(contestant, Address(server.port), meter)
    with Crowd(visit.reader) as crowd:
        await crowd.grow(CONNECTIONS)
        for client in crowd.clients:
            client.ask(now())
        await server.watch(now() + times.warm_up)
        begin, used = now(), server.cpu_seconds()
        meter.open(begin, begin + times.measured)
        await server.watch(begin + times.measured)
        used = server.cpu_seconds() - used
        meter.asks_again = False
        count = len(meter.seconds)
        check(meter)
        if not count:
            raise LoadError("no message was answered")
        await drained(server, crowd.clients)
    return {
        "messages a second": count / times.measured,
        "microseconds a message": used / count * 1e6,
        "closed p99": milliseconds(meter.seconds)["p99"],
    }


async def open_loop(contestant: Contestant, server: Server, times: Times, rate: int) -> Figures:
    """Give percentiles at a fixed rate, 200 readers taking turns."""
    meter = Meter(by_due=True)
    visit = Visit(contestant, Address(server.port), meter)
    with Crowd(visit.reader) as crowd:
        await crowd.grow(CONNECTIONS)
        figures = await at_rate(server, crowd.clients, meter, times, rate)
    return {f"{rate} {name}": value for name, value in figures.items()}


async def at_rate(
    server: Server, clients: Sequence[Client], meter: Meter, times: Times, rate: float
) -> Figures:
    """Let clients ask in turn at a fixed rate; each time is taken from when it was to be sent.

    Who has no answer at the end counts with the time that he has waited so far.
    """
    begin = now() + times.warm_up
    meter.open(begin, begin + times.measured)
    late = await ask_in_turn(server, clients, rate, now(), begin + times.measured)
    await drained(server, clients)
    check(meter)
    end, unanswered = now(), 0
    for client in clients:
        unanswered += len(client.dues)
        for due in client.dues:
            meter.note(due, end)
    acks = milliseconds(meter.ack_seconds, "ack ")
    told = {"unanswered": float(unanswered), "late": late * 1e3}
    return {**milliseconds(meter.seconds), **acks, **told}


async def ask_in_turn(
    server: Server, clients: Sequence[Client], rate: float, begin: float, end: float
) -> float:
    """Let each client ask when it is due; give by how many seconds the latest was late."""
    turn, latest = 0, 0.0
    while (due := begin + turn / rate) < end:
        wait = due - now()
        if wait > 0:
            await asyncio.sleep(max(0.0, wait - AWAKE_SECONDS))
            continue
        server.check()
        clients[turn % len(clients)].ask(due)
        latest = max(latest, -wait)
        turn += 1
    return latest


async def drained(server: Server, clients: Sequence[Client]) -> None:
    """Wait until everybody is answered, or for some seconds."""
    give_up = now() + DRAIN_SECONDS_MAX
    while any(client.dues for client in clients) and now() < give_up:
        await server.watch(now() + DRAIN_POLL_SECONDS)


def check(meter: Meter) -> None:
    """Raise RefusedError when a message or a connection was not kept: such a cell says nothing."""
    if meter.refused:
        raise RefusedError(f"{meter.refused} messages were refused, {meter.refusal}")
    if meter.lost:
        raise RefusedError(f"{meter.lost} connections were ended by the server")
