"""The document of the inbox: who is given it, and what stands in it."""

from __future__ import annotations

import json
import re
from html import unescape

from werkzeug.test import TestResponse

from .office import Newspaper


def page_of(paper: Newspaper, name: str) -> TestResponse:
    return paper.tab(name).client.get("/inbox")


def config_of(page: TestResponse) -> dict[str, object]:
    found = re.search(r'data-config="([^"]*)"', page.text)
    assert found
    told: dict[str, object] = json.loads(unescape(found[1]))
    return told


def test_alice_is_told_her_name_and_her_sites_alone(paper: Newspaper) -> None:
    page = page_of(paper, "Alice")
    config = config_of(page)
    assert (page.status_code, config["agent"]) == (200, "Alice")
    assert config["agent_id"] == paper.agent("Alice").id
    assert list(config["sites"]) == ["demo"]  # type: ignore[call-overload]
    assert list(config_of(page_of(paper, "Olga"))["sites"]) == ["demo", "journal"]  # type: ignore[call-overload]


def test_it_stands_under_the_policy_of_the_console(paper: Newspaper) -> None:
    page = page_of(paper, "Alice")
    policy = page.headers["Content-Security-Policy"]
    assert "require-trusted-types-for 'script'" in policy
    assert "frame-ancestors 'none'" in policy
    assert page.headers["Cache-Control"] == "no-store"


def test_it_has_no_script_and_no_style_of_its_own(paper: Newspaper) -> None:
    text = page_of(paper, "Alice").text
    assert re.findall(r"<script(?![^>]* src=)|<style| style=| on\w+=", text) == []


def test_every_word_of_it_is_a_string(paper: Newspaper) -> None:
    text = page_of(paper, "Alice").text
    assert "built-in method" not in text
    assert not re.search(r">\s*(?:key|shelf|act)_\w+\s*<", text)


def test_nobody_and_victor_are_turned_away(paper: Newspaper) -> None:
    stranger = paper.tab().client.get("/inbox")
    assert (stranger.status_code, stranger.location) == (303, "/console/login")
    assert page_of(paper, "Victor").status_code == 403


def test_the_home_page_counts_those_who_wait_on_the_sites_of_the_agent(paper: Newspaper) -> None:
    assert "personne n’attend" in paper.tab("Alice").get("").text
    assert "/inbox" not in paper.tab("Victor").get("").text
