"""The console as its people see it: an application with a staff, and a tab for each of them.

A hash of a password costs next to nothing here. Who is given a tab is signed in already; that one
gets there by the pages themselves is the matter of test_login.py.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from html import unescape
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

import store
from chat import agents, staff_sessions
from chat.agents import Agent
from chat.office import OPERATOR, Office
from chat.passwords import Cost
from store import agents as stored
from store import sites
from store.account_records import EVERY_SITE, Role
from web import create_app, csrf, settings, staff_cookie

CHEAP = Cost(memory_kib=8, passes=1, lanes=1)
PASSWORD = "les phares du ponant"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
STAFF: tuple[tuple[str, Role, str], ...] = (
    ("Victor", "viewer", "demo"),
    ("Alice", "agent", "demo"),
    ("Edith", "editor", "demo"),
    ("Bob", "admin", "demo"),
    ("Olga", "admin", EVERY_SITE),
    ("Charlie", "admin", "journal"),
)


@dataclass
class Tab:
    """One browser of somebody, or of nobody."""

    client: FlaskClient
    office: Office
    token: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def form_token(self) -> str:
        """Give the token that stands in the forms of this browser."""
        held = self.client.get_cookie(staff_cookie.NAME)
        return csrf.form_token(self.office.key, held.value if held else "")

    def get(self, path: str = "", **told: str) -> TestResponse:
        """Open a page of the console."""
        return self.client.get(f"/console{path}", headers={**self.headers, **told})

    def post(self, path: str, **fields: str) -> TestResponse:
        """Send a form as the page of it does."""
        said = {csrf.FIELD: self.form_token, **fields}
        return self.client.post(f"/console{path}", data=said, headers=dict(self.headers))


@dataclass(frozen=True)
class Newspaper:
    """An application with its staff."""

    app: Flask

    @property
    def office(self) -> Office:
        office: Office = self.app.extensions["salut_staff"].office
        return office

    def agent(self, name: str) -> Agent:
        """Read somebody as he stands in the database."""
        with self.office.database.read() as session:
            found = stored.by_email(session, f"{name.lower()}@example.org")
        assert found is not None
        return found

    def tab(self, name: str = "", *, is_confirmed: bool = True) -> Tab:
        """Open a browser in which somebody is signed in; nobody without a name."""
        client = self.app.test_client()
        if not name:
            return Tab(client, self.office)
        agent = self.agent(name)
        with self.office.database.write() as session:
            token = staff_sessions.begin(
                session, self.office, agent, "Firefox, Linux", is_confirmed=is_confirmed
            )
        client.set_cookie(staff_cookie.NAME, token)
        return Tab(client, self.office, token)


def wrong(response: TestResponse) -> list[str]:
    """List what a page says is wrong."""
    return [unescape(each) for each in re.findall(r'class="wrong[^>]*>([^<]*)<', response.text)]


def hire(folder: Path) -> None:
    """Make an instance with two sites and a staff, whose admins have a second factor."""
    app = _app(folder)
    paper = Newspaper(app)
    with paper.office.database.write() as session:
        sites.add(session, store.Site(key="journal", name="Le Journal"), paper.office.now())
    for name, role, site in STAFF:
        email = f"{name.lower()}@example.org"
        made = agents.add(paper.office, OPERATOR, email, name, role, site, PASSWORD)
        if role == "admin":
            with paper.office.database.write() as session:
                stored.save(session, replace(made, totp_secret=TOTP_SECRET))
    paper.office.database.close()


@contextmanager
def opened(template: Path, folder: Path) -> Iterator[Newspaper]:
    """Open a copy of an instance."""
    shutil.copytree(template, folder)
    app = _app(folder)
    yield Newspaper(app)
    app.extensions["salut"].database.close()


def _app(folder: Path) -> Flask:
    told = {"SALUT_INSTANCE": str(folder), "SALUT_MEANING": "off"}
    app = create_app(settings.load(told), CHEAP)
    app.extensions["salut"].knowledge.refresh()
    return app
