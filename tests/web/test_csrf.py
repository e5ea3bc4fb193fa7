"""No change but from a page of ours: each form of the console without, and with a wrong token."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from web import csrf
from web.access import CONSOLE

from .office import Newspaper, Tab
from .test_every_route import VALUES

WRITES = sorted(rule for rule in CONSOLE if rule.startswith("POST "))
READS = sorted(rule for rule in CONSOLE if rule.startswith("GET "))
FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
]
FIELDS = {
    "email": "ivy@example.org",
    "name": "Ivy",
    "role": "viewer",
    "site": "demo",
    "locale": "en",
    "old_password": "les phares du ponant",
    "new_password": "une autre phrase longue",
    "password": "les phares du ponant",
    "code": "000000",
}


def path_of(paper: Newspaper, rule: str) -> str:
    values = {**VALUES, "agent_id": paper.agent("Alice").id, "token": "t"}
    path = rule.partition(" ")[2].replace("<", "{").replace(">", "}").format(**values)
    return path.removeprefix("/console")


def content(folder: Path) -> list[str]:
    """Give all that stands in the database."""
    with sqlite3.connect(folder / "instance" / "salut.db") as file:
        return list(file.iterdump())


def is_foreign(response: TestResponse) -> bool:
    return response.status_code == 403 and "ne vient pas de la console" in response.text


@pytest.mark.parametrize("rule", WRITES)
def test_a_change_needs_the_token_of_its_own_browser(
    paper: Newspaper, tmp_path: Path, rule: str
) -> None:
    bob, olga, path = paper.tab("Bob"), paper.tab("Olga"), path_of(paper, rule)
    before = content(tmp_path)
    for told in ("", "0" * 64, olga.form_token, csrf.form_token(b"k", bob.token)):
        assert is_foreign(bob.post(path, **FIELDS, form_token=told)), told
    assert is_foreign(Tab(paper.app.test_client(), paper.office).post(path, **FIELDS))
    assert content(tmp_path) == before


@pytest.mark.parametrize("rule", WRITES)
def test_a_change_that_another_site_sends_is_refused(
    paper: Newspaper, tmp_path: Path, rule: str
) -> None:
    bob = paper.tab("Bob")
    before = content(tmp_path)
    for headers in FOREIGN:
        bob.headers = headers
        assert is_foreign(bob.post(path_of(paper, rule), **FIELDS)), headers
    assert content(tmp_path) == before


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}, {}]
)
def test_what_our_own_page_sends_is_done(paper: Newspaper, headers: dict[str, str]) -> None:
    bob = paper.tab("Bob")
    bob.headers = headers
    assert bob.post("/account/language", locale="en").status_code == 303
    assert paper.agent("Bob").locale == "en"


def test_a_header_does_as_well_as_a_field(paper: Newspaper) -> None:
    bob = paper.tab("Bob")
    bob.headers = {csrf.HEADER: bob.form_token}
    assert bob.post("/account/language", locale="en", form_token="").status_code == 303


@pytest.mark.parametrize("rule", READS)
def test_reading_changes_nothing(paper: Newspaper, tmp_path: Path, rule: str) -> None:
    tabs = [paper.tab(name) for name in ("Olga", "Alice", "Charlie", "")]
    before, path = content(tmp_path), path_of(paper, rule)
    for tab in tabs:
        for method in ("GET", "HEAD"):
            assert tab.client.open(f"/console{path}", method=method).status_code < 500
    assert content(tmp_path) == before


@pytest.mark.parametrize("rule", WRITES)
def test_no_change_is_made_by_get(paper: Newspaper, tmp_path: Path, rule: str) -> None:
    bob = paper.tab("Bob")
    before = content(tmp_path)
    bob.client.get(f"/console{path_of(paper, rule)}", query_string={**FIELDS, csrf.FIELD: "x"})
    assert content(tmp_path) == before
