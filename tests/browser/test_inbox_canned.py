"""Ready answers: looked for after a slash, quoted with their link, sent only when meant."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.server_process import Server

from . import axe
from .inbox import Desk, ask_for_people, desk, hire
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

QUESTION = "Comment résilier mon abonnement ?"


@pytest.fixture
def alice(server: Server, browser: Browser) -> Iterator[Desk]:
    with desk(server, browser, hire(server, "Alice")) as opened:
        yield opened


@pytest.fixture
def offered(server: Server, vera: Reader, alice: Desk) -> Locator:
    """Have Alice before Vera's conversation; give what the list offers."""
    vera.page.goto(f"{server.url}/abonnement.html")
    vera.open()
    vera.ask("Bonjour")
    ask_for_people(vera)
    alice.open()
    alice.open_first()
    alice.take()
    return alice.page.get_by_role("option")


def test_an_answer_is_found_in_spite_of_slips_and_quoted_with_its_link(
    server: Server, vera: Reader, alice: Desk, offered: Locator
) -> None:
    alice.composer.press_sequentially("Bonjour ! /resillier mon abonement")
    expect(offered.first).to_contain_text(QUESTION.removesuffix(" ?"))
    expect(offered.first).to_have_attribute("aria-selected", "true")
    expect(alice.composer).to_have_attribute("aria-activedescendant", "canned-0")
    expect(alice.page.locator(".canned-count")).to_contain_text("réponse")
    assert axe.violations(alice.page.main_frame) == []

    alice.composer.press("Enter")
    expect(offered.first).to_be_hidden()
    value = alice.composer.input_value()
    assert value.startswith("Bonjour ! «\u00a0")
    assert "/resillier" not in value
    assert f"{server.url}/abonnement.html" in value
    expect(vera.messages("agent")).to_have_count(0)

    alice.composer.press_sequentially("\u00a0À bientôt !")
    alice.composer.press("Enter")
    expect(vera.messages("agent")).to_contain_text("À bientôt !")
    expect(vera.messages("agent")).to_contain_text("/abonnement.html")


def test_the_arrows_walk_and_escape_leaves_what_was_typed(alice: Desk, offered: Locator) -> None:
    alice.composer.press_sequentially("/abonnement")
    expect(offered.nth(1)).to_be_visible()
    alice.composer.press("ArrowDown")
    expect(offered.nth(1)).to_have_attribute("aria-selected", "true")
    alice.composer.press("ArrowUp")
    alice.composer.press("ArrowUp")
    expect(offered.last).to_have_attribute("aria-selected", "true")
    alice.composer.press("Escape")
    expect(offered.first).to_be_hidden()
    expect(alice.composer).to_have_value("/abonnement")
    expect(alice.page.locator(".talk-open")).to_be_visible()


def test_a_click_takes_an_answer_and_the_focus_stays(alice: Desk, offered: Locator) -> None:
    alice.composer.press_sequentially("/abonnement")
    words = offered.nth(1).locator(".canned-answer").inner_text()
    offered.nth(1).click()
    expect(alice.composer).to_be_focused()
    assert words[:20] in alice.composer.input_value()


def test_a_slash_alone_offers_what_stands_in_the_article_that_the_reader_is_on(
    alice: Desk, offered: Locator
) -> None:
    alice.composer.press_sequentially("/")
    expect(offered.first).to_be_visible()
    alice.composer.press("Tab")
    assert "/abonnement.html" in alice.composer.input_value()


@pytest.mark.parametrize("text", ["et/ou", "https://example.org/abonnement", "1 / abonnement"])
def test_a_slash_within_a_text_is_a_slash(alice: Desk, offered: Locator, text: str) -> None:
    alice.composer.press_sequentially(text)
    alice.composer.press("Enter")
    expect(alice.messages("agent").locator(".text")).to_have_text(text)
    expect(offered).to_have_count(0)


def test_nothing_found_is_said_and_what_was_typed_can_be_sent(
    alice: Desk, offered: Locator
) -> None:
    alice.composer.press_sequentially("/xyzzy qwrtp")
    expect(alice.page.locator(".canned-count")).to_have_text("Aucune réponse trouvée")
    expect(offered.first).to_be_hidden()
    alice.composer.press("Enter")
    expect(alice.messages("agent").locator(".text")).to_have_text("/xyzzy qwrtp")
