"""Kill the server at random instants under load, again and again, and count what was lost.

`make durability KILLS=300` is the long run, a test does a short one.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

from tests.server_process import Server

from . import crowd, servers
from .power import DATABASE
from .verdict import Verdict, judge

CONVERSATIONS, TABS_EACH, WINDOW = 6, 2, 4
DELAY_SECONDS_MAX = 0.05
SHOWN_MAX = 20


def hurt(server: Server, kills: int, acks: int, seed: int) -> Verdict:
    """Kill a running server so many times under load and judge what is stored in the end.

    It lives on average until `acks / kills` more acks have come, and a moment longer.
    """
    instants = random.Random(seed)
    database = server.instance / DATABASE
    with crowd.gathered(server.url, CONVERSATIONS, TABS_EACH, WINDOW) as tabs:
        with crowd.at_work(tabs):
            for _ in range(kills):
                enough = crowd.acks(tabs) + instants.uniform(1, 2 * acks / kills)
                crowd.wait_for(lambda enough=enough: crowd.acks(tabs) >= enough)  # type: ignore[misc]
                time.sleep(instants.uniform(0, DELAY_SECONDS_MAX))
                server.kill()
                server.start()
        crowd.settle(tabs, database)
    server.kill()
    return judge(database, tabs)


def main() -> int:
    """Run as long as is asked for; print the figure, and what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--acks", type=int, default=100_000, help="about so many in all")
    parser.add_argument("--seed", type=int, default=1)
    told = parser.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        servers.running(servers.plain(Path(folder))) as server,
    ):
        verdict = hurt(server, told.kills, told.acks, told.seed)
    sys.stdout.write(f"{told.kills} kills (seed {told.seed}): {verdict}\n")
    sys.stdout.writelines(f"{fault}\n" for fault in verdict.faults[:SHOWN_MAX])
    return 1 if verdict.faults else 0


if __name__ == "__main__":
    sys.exit(main())
