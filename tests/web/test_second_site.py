"""Vera reads one newspaper, Charlie another: one server, and neither meets the other's thread."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.server_process import ROOT, Server

from .visitor import PATIENCE_SECONDS, Visitor

pytestmark = pytest.mark.service

ADDRESS = "https://www.example.org/"
ARTICLE = "Le musée de la mer\n\n" + (
    "Le musée de la mer ouvre chaque jour de neuf heures à dix-huit heures, sauf le lundi. "
    "Les enfants entrent sans payer au musée de la mer pendant toutes les vacances scolaires. "
    "Une exposition sur les phares y reste ouverte aux visiteurs jusqu’à la fin de l’automne."
)
OPENING = "Quand ouvre le musée de la mer ?"
POLL_SECONDS = 0.1
RESIGN = "Comment résilier mon abonnement ?"


@pytest.fixture(scope="module")
def second_url(running: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Add a site to the server while it runs, by its command line."""
    articles: Path = tmp_path_factory.mktemp("articles")
    (articles / "musee.txt").write_text(ARTICLE, "utf-8")
    site = ["sites", "add", "other", "--name", "Le Large", "--base-url", ADDRESS]
    for command in (site, ["faq", "import", str(articles), "--site", "other"]):
        subprocess.run(
            [sys.executable, "-m", "flask", "--app", "server", *command],
            cwd=ROOT,
            env=running.environment,
            check=True,
            capture_output=True,
        )
    wait_until_known(running.url)
    return running.url


def wait_until_known(url: str) -> None:
    """Wait for the server to follow what the command line has stored."""
    question = {"question": OPENING, "site": "other"}
    deadline = time.monotonic() + PATIENCE_SECONDS
    kind = ""
    while kind != "answered":
        assert time.monotonic() < deadline, f"the new articles are not followed: {kind}"
        time.sleep(POLL_SECONDS)
        answer = requests.post(f"{url}/api/ask", json=question, timeout=PATIENCE_SECONDS)
        kind = answer.json().get("kind", answer.text)


def test_each_reader_is_answered_from_his_own_newspaper(second_url: str) -> None:
    with Visitor(second_url) as vera, Visitor(second_url, site="other") as charlie:
        answer = charlie.ask(OPENING)
        assert answer["kind"] == "answered"
        assert answer["sources"][0]["url"] == f"{ADDRESS}musee.txt"
        assert charlie.ask(RESIGN)["kind"] == "unknown"
        assert vera.ask(RESIGN)["kind"] == "answered"
        sources = vera.ask(OPENING)["sources"]
        assert not any(each["url"].startswith(ADDRESS) for each in sources)


def test_a_token_of_one_site_is_refused_by_another(second_url: str) -> None:
    with Visitor(second_url) as vera:
        token = vera.welcome["token"]
    refused = Visitor(second_url, site="other", token=token)
    assert refused.welcome == {}
    assert refused.refused["data"]["code"] == "invalid_token"
    assert refused.refused["data"]["message"] == refused.refused["message"]


def test_the_first_that_a_stranger_hears_is_his_own_answer(second_url: str) -> None:
    for site in ("demo", "other"):
        with Visitor(second_url) as vera, Visitor(second_url, site=site) as charlie:
            vera.ask(RESIGN)
            charlie.send("merci", "own")
            first = charlie.hear("message")
            assert (first["author"], first["kind"], first["seq"]) == ("bot", "smalltalk", 2)
