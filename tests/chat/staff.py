"""An office whose clock can be moved, and the people of two papers: Alice, Bob, Charlie and others.

A hash of a password costs next to nothing here; what it really costs is in test_passwords.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from limits.storage import MemoryStorage

import store
from chat import agents, signing_in, staff_sessions, tokens, totp
from chat.agents import Agent
from chat.guesses import Guesses
from chat.office import OPERATOR, Office
from chat.passwords import Cost, Passwords
from chat.staff_sessions import SignedIn
from store import agents as stored
from store import schema, sites
from store.account_records import EVERY_SITE, Role

from .conftest import NOW

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "les phares du ponant"
HERE = "198.51.100.7"
BROWSER = "Firefox, Linux"


@dataclass
class Clock:
    """A clock that stands still until it is moved."""

    moment: datetime = NOW

    def __call__(self) -> datetime:
        return self.moment

    def move(self, **told: float) -> None:
        self.moment += timedelta(**told)


@dataclass
class House:
    """An office, its clock, and the people who have an account, by their first names."""

    office: Office
    clock: Clock
    people: dict[str, Agent] = field(default_factory=dict)

    def hire(self, name: str, role: Role, site: str = "demo") -> Agent:
        """Add somebody with a password."""
        email = f"{name.lower()}@example.org"
        made = agents.add(self.office, OPERATOR, email, name, role, site, PASSWORD)
        self.people[name] = made
        return made

    def now(self, name: str) -> Agent:
        """Read somebody as he stands in the database."""
        with self.office.database.read() as session:
            found = stored.get(session, self.people[name].id)
        assert found is not None
        return found

    def sign_in(self, name: str, password: str = PASSWORD) -> str:
        """Sign somebody in by his password."""
        email = f"{name.lower()}@example.org"
        return signing_in.sign_in(self.office, email, password, HERE, BROWSER)

    def who(self, token: str) -> SignedIn | None:
        """Find who is signed in by a token."""
        with self.office.database.read() as session:
            return staff_sessions.find(session, self.office, token)

    def seen(self, token: str) -> SignedIn:
        """Find who is signed in by a token that is good."""
        found = self.who(token)
        assert found is not None
        return found

    def protect(self, name: str) -> tuple[str, list[str]]:
        """Sign somebody in and set up his second factor; give token and recovery codes."""
        signed_in = self.seen(self.sign_in(name))
        secret = signing_in.offered_secret(self.office, signed_in)
        made = signing_in.set_up(self.office, signed_in, totp.code_at(secret, self.clock()))
        self.clock.move(seconds=2 * totp.STEP_SECONDS)
        return made

    def code(self, name: str) -> str:
        """Give what somebody's authenticator shows now."""
        return totp.code_at(self.now(name).totp_secret, self.clock())


@contextmanager
def opened(folder: Path) -> Iterator[House]:
    """Open a house with two sites, and nobody in it."""
    database = store.open_database(store.sqlite_address(folder / "staff.db"), wait_seconds=5.0)
    schema.upgrade(database)
    with database.write() as session:
        sites.add(session, store.Site(key="demo", name="Le Fanal"), NOW)
        sites.add(session, store.Site(key="journal", name="Le Journal"), NOW)
    numbers, clock = count(1), Clock()
    keys = tokens.make_keys(["s" * 40])
    office = Office(
        database=database,
        passwords=Passwords(cost=CHEAP),
        guesses=Guesses(MemoryStorage(), keys),
        key=b"k" * 32,
        now=clock,
        new_id=lambda: f"{next(numbers):032x}",
    )
    yield House(office, clock)
    database.close()


def manned(house: House) -> House:
    """Hire one for each role at Le Fanal, Olga for every site, and Charlie for Le Journal."""
    house.hire("Victor", "viewer")
    house.hire("Alice", "agent")
    house.hire("Edith", "editor")
    house.hire("Bob", "admin")
    house.hire("Olga", "admin", EVERY_SITE)
    house.hire("Charlie", "admin", "journal")
    return house
