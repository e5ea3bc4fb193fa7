"""What came while the reader looked elsewhere is counted: on the button, in the panel's title."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Locator, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

FIRST = "Comment résilier mon abonnement ?"
SECOND = "Comment contacter la rédaction ?"
NAME = "Le Fanal"
LOOK_AWAY = """
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => "hidden" });
"""
LOOK_BACK = """() => {
  delete document.visibilityState;
  document.dispatchEvent(new Event("visibilitychange"));
}"""
TITLE = "document.title"


def badge_of(reader: Reader) -> Locator:
    """Find the count on the launcher."""
    return reader.launcher.locator("b")


@pytest.fixture
def other(server: Server, context: BrowserContext) -> Reader:
    """Open the panel on another tab of Vera's browser, where nobody looks."""
    other = Reader(context.new_page())
    other.page.goto(server.url)
    other.open()
    other.frame.evaluate(LOOK_AWAY)
    return other


def test_answers_that_come_while_the_panel_is_closed_are_counted(
    server: Server, vera: Reader, other: Reader
) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.panel.get_by_role("textbox").press("Escape")
    expect(badge_of(vera)).to_have_text("")
    other.ask(FIRST)
    expect(badge_of(vera)).to_have_text("1")
    other.ask(SECOND)
    expect(badge_of(vera)).to_have_text("2")
    assert vera.frame.evaluate(TITLE) == f"(2) {NAME}"

    vera.launcher.click()
    expect(badge_of(vera)).to_have_text("")
    assert vera.frame.evaluate(TITLE) == NAME


def test_what_is_seen_on_one_tab_is_unread_on_none(
    server: Server, vera: Reader, other: Reader
) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.panel.get_by_role("textbox").press("Escape")
    other.ask(FIRST)
    expect(badge_of(vera)).to_have_text("1")
    other.frame.evaluate(LOOK_BACK)
    expect(badge_of(vera)).to_have_text("")


def test_an_answer_before_the_readers_eyes_is_not_counted(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    assert vera.frame.evaluate(TITLE) == NAME
    expect(badge_of(vera)).to_have_text("")
