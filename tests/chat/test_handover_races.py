"""At the same moment: two agents, or the bot's answer and its silence. One is always first."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

import store
from chat import bot as bots
from chat.errors import AlreadyTakenError

from .conftest import Desk
from .people import NAMES, house_of

ROUNDS = 25
AGENTS = [f"{number:032x}" for number in range(8)]
NAMES.update({agent: f"Agent {agent[-1]}" for agent in AGENTS})


@contextmanager
def at_once(count: int) -> Iterator[Callable[..., list[object]]]:
    """Give what starts several pieces of work at the same moment and gives what came of them."""
    with ThreadPoolExecutor(count) as pool:

        def run(*works: Callable[[], object]) -> list[object]:
            barrier = Barrier(len(works))

            def begin(work: Callable[[], object]) -> object:
                barrier.wait()
                try:
                    return work()
                except (AlreadyTakenError, store.StaleClaimError) as error:
                    return error

            return list(pool.map(begin, works))

        yield run


@pytest.mark.parametrize("is_shared", [True, False], ids=["one worker", "eight workers"])
def test_of_eight_agents_one_has_the_conversation(
    desk: Desk, tmp_path: Path, is_shared: bool
) -> None:
    address = store.sqlite_address(tmp_path / "salut.db")
    desks = [
        desk if is_shared else replace(desk, database=store.open_database(address, 30.0))
        for _ in AGENTS
    ]
    with at_once(len(AGENTS)) as run:
        for _ in range(ROUNDS):
            house = house_of(desk)
            house.hand_over()
            houses = [replace(house, desk=each) for each in desks]
            takers = [partial(each.take, agent) for each, agent in zip(houses, AGENTS, strict=True)]
            taken = run(*takers)
            won = [agent for agent, came in zip(AGENTS, taken, strict=True) if not failed(came)]
            assert won == [house.held.agent_id]
            assert [each.author for each in house.thread] == ["system", "system"]
            assert house.held.claim == 2
    for each in desks:
        each.database.close()


def test_nothing_of_the_bot_stands_behind_the_handover(desk: Desk) -> None:
    with at_once(3) as run:
        for _ in range(ROUNDS):
            house = house_of(desk)
            asked = house.ask().turn
            assert asked is not None
            run(
                partial(bots.store_answer, desk.database, house.answer(asked), asked.claim),
                partial(house.ask, known=house.answer),
                house.hand_over,
            )
            authors = [each.author for each in house.thread]
            assert "bot" not in authors[authors.index("system") :]
            assert authors.count("visitor") == 2


def failed(came: object) -> bool:
    return isinstance(came, Exception)
