"""Sockets do not get through at all: questions are answered by plain HTTP, and not kept."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

FIRST = "Comment résilier mon abonnement ?"
SECOND = "Comment contacter la rédaction ?"
THIRD = "Combien coûte l’abonnement numérique ?"
NOT_KEPT = "Cet échange n’est pas conservé."
SOCKETS = re.compile(r"/socket\.io/\?")
ASK = "**/api/ask"


class Blockade:
    """Something on the way that lets no socket through, until it is lifted."""

    def __init__(self, page: Page) -> None:
        self.is_lifted = False
        page.route_web_socket(
            "**/socket.io/**",
            lambda ours: ours.connect_to_server() if self.is_lifted else ours.close(),
        )
        page.route(SOCKETS, lambda route: route.continue_() if self.is_lifted else route.abort())


@pytest.fixture
def blockade(vera: Reader) -> Blockade:
    """Let none of Vera's sockets through."""
    return Blockade(vera.page)


def test_questions_are_answered_and_said_not_to_be_kept(
    server: Server, vera: Reader, blockade: Blockade
) -> None:
    vera.page.goto(server.url)
    vera.launcher.click()
    vera.write(FIRST)
    expect(vera.messages("bot")).to_contain_text("Mon compte", timeout=60_000)
    expect(vera.messages("bot")).to_contain_text(NOT_KEPT)
    expect(vera.panel.locator(".banner")).to_contain_text("bloquée")
    expect(vera.messages("visitor")).not_to_contain_text("En attente")
    vera.write(SECOND)
    expect(vera.messages("bot")).to_have_count(2)
    assert vera.page.evaluate("JSON.parse(localStorage.salut).unsent") == []
    expect(vera.messages("bot").last.locator(".thumb")).to_have_count(0)


def test_when_sockets_return_what_was_answered_stays_and_is_not_sent_again(
    server: Server, vera: Reader, blockade: Blockade, context: BrowserContext
) -> None:
    vera.page.goto(server.url)
    vera.launcher.click()
    vera.write(FIRST)
    expect(vera.messages("bot")).to_have_count(1, timeout=60_000)
    blockade.is_lifted = True
    expect(vera.panel.locator(".banner")).to_be_empty(timeout=60_000)
    vera.ask(SECOND)
    vera.ask(THIRD)
    texts = vera.messages("visitor").locator(".text").all_inner_texts()
    assert texts == [FIRST, SECOND, THIRD]
    expect(vera.messages("bot").first).to_contain_text(NOT_KEPT)
    expect(vera.messages("bot").last).not_to_contain_text(NOT_KEPT)

    vera.page.reload()
    vera.open()
    expect(vera.messages("bot")).to_have_count(2)
    assert vera.messages("visitor").locator(".text").all_inner_texts() == [SECOND, THIRD]


def test_what_was_kept_before_stays_above_what_is_not(
    server: Server, vera: Reader, blockade: Blockade
) -> None:
    blockade.is_lifted = True
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    blockade.is_lifted = False
    server.kill()
    server.start()
    vera.write(SECOND)
    expect(vera.messages("bot")).to_have_count(2, timeout=60_000)
    expect(vera.messages("bot").last).to_contain_text(NOT_KEPT)
    blockade.is_lifted = True
    expect(vera.panel.locator(".banner")).to_be_empty(timeout=60_000)
    vera.ask(THIRD)
    texts = vera.messages("visitor").locator(".text").all_inner_texts()
    assert texts == [FIRST, SECOND, THIRD]


def test_a_server_that_answers_nothing_at_all_lets_questions_wait(
    server: Server, vera: Reader, blockade: Blockade
) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    vera.page.goto(server.url)
    vera.page.route("**/readyz", refuse)
    vera.page.route(ASK, refuse)
    vera.launcher.click()
    vera.write(FIRST)
    vera.page.wait_for_timeout(8000)
    expect(vera.messages("visitor")).to_contain_text("En attente")
    expect(vera.messages("bot")).to_have_count(0)
    vera.page.unroute("**/readyz")
    vera.page.unroute(ASK)
    blockade.is_lifted = True
    expect(vera.messages("bot")).to_have_count(1, timeout=60_000)
    expect(vera.messages("bot")).not_to_contain_text(NOT_KEPT)


def test_too_many_questions_wait_as_long_as_they_are_told(
    server: Server, vera: Reader, blockade: Blockade
) -> None:
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) > 1:
            route.continue_()
            return
        error = {"code": "rate_limited", "message": "Trop vite.", "retry_after": 1}
        route.fulfill(status=429, json={"error": error})

    vera.page.route(ASK, answer)
    vera.page.goto(server.url)
    vera.launcher.click()
    vera.write(FIRST)
    expect(vera.messages("bot")).to_have_count(1, timeout=60_000)
    assert len(asked) == 2
