"""Agents before the inbox: how they come in, and what they do there."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from limits.storage import MemoryStorage
from playwright.sync_api import Browser, Locator, Page, expect

import store
from chat import agents, staff_sessions, tokens
from chat.guesses import Guesses
from chat.office import OPERATOR, Office
from chat.passwords import Cost, Passwords
from store import agents as stored
from store.account_records import Role
from tests.server_process import Server

from .conftest import PATIENCE_MS
from .reader import Reader

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "les phares du ponant"
DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 640}


@dataclass(frozen=True)
class Desk:
    """The inbox of one agent, in one tab."""

    page: Page
    url: str

    def open(self) -> None:
        """Open the inbox; returns once its lists are read."""
        self.page.goto(f"{self.url}/inbox")
        self.await_line()

    def await_line(self) -> None:
        """Return once there is a line, and the lists are read over it."""
        expect(self.page.locator(".banner")).to_be_hidden()
        expect(self.page.locator(".items > li, .nothing:not([hidden])").first).to_be_visible()

    def tab(self, words: str) -> Locator:
        """Find a tab by the words it begins with."""
        return self.page.get_by_role("tab", name=words)

    @property
    def items(self) -> Locator:
        """Find the lines of the list that is shown."""
        return self.page.locator(".item")

    def messages(self, author: str) -> Locator:
        """Find the messages of an author, `note` for notes, in the open conversation."""
        return self.page.locator(f'.thread .message[data-author="{author}"]')

    @property
    def composer(self) -> Locator:
        """Find where one writes."""
        return self.page.locator(".composer-text")

    def act(self, words: str) -> Locator:
        """Find a button of the conversation's head."""
        return self.page.locator(".head-acts").get_by_role("button", name=words, exact=True)

    def open_first(self) -> None:
        """Open the first conversation of the list; returns once it is read."""
        self.items.first.click()
        expect(self.page.locator(".talk-open")).to_be_visible()

    def take(self) -> None:
        """Take the open conversation."""
        self.act("Prendre").click()
        expect(self.composer).to_be_focused()

    def say(self, text: str) -> None:
        """Write a reply and send it by Enter."""
        self.composer.fill(text)
        self.composer.press("Enter")

    def note(self, text: str) -> None:
        """Write a note and send it."""
        self.page.get_by_label("Note interne", exact=True).check()
        self.say(text)


@contextmanager
def office_of(server: Server) -> Iterator[Office]:
    """Open the database of a server as the command line would."""
    database = store.open_database(store.sqlite_address(server.instance / "salut.db"))
    yield Office(
        database=database,
        passwords=Passwords(cost=CHEAP),
        guesses=Guesses(MemoryStorage(), tokens.make_keys(["s" * 40])),
        key=b"k" * 32,
        now=lambda: datetime.now(UTC),
        new_id=lambda: uuid4().hex,
    )
    database.close()


def hire(server: Server, name: str, role: Role = "agent", email: str = "") -> str:
    """Hire somebody and sign him in; give the token of his session."""
    with office_of(server) as office:
        address = email or f"{name.lower()}@example.org"
        agent = agents.add(office, OPERATOR, address, name, role, "demo", PASSWORD)
        return office.database.commit(
            lambda session: staff_sessions.begin(
                session, office, agent, "Firefox, Linux", is_confirmed=True
            )
        )


def dismiss(server: Server, email: str) -> None:
    """Cut somebody off, as Bob does on the console."""
    with office_of(server) as office:
        with office.database.read() as session:
            agent = stored.by_email(session, email)
        assert agent is not None
        agents.disable(office, OPERATOR, agent.id)


@contextmanager
def desk(server: Server, browser: Browser, token: str, **options: Any) -> Iterator[Desk]:
    """Sit somebody down before a browser of his own, signed in."""
    told = {"viewport": DESK, "locale": "fr-FR", "timezone_id": "Europe/Paris"} | options
    context = browser.new_context(**told)
    context.set_default_timeout(PATIENCE_MS)
    context.add_cookies([{"name": "salut", "value": token, "url": server.url}])
    yield Desk(context.new_page(), server.url)
    context.close()


def ask_for_people(vera: Reader) -> None:
    """Ask for the newsroom; returns once it is asked."""
    vera.panel.locator(".speaker-offers").get_by_role(
        "button", name="Parler à la rédaction"
    ).click()
    expect(vera.panel.locator(".speaker-words")).to_have_text("On te cherche quelqu’un…")
