"""Questions are offered while one is written: by keys, by pointer, and never in the way."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, WebSocketRoute, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

TYPED = "comment resil"
QUESTION = "Comment résilier mon abonnement"
SUGGEST = re.compile(r'"suggest",\{"text":"([^"]*)"')
COMPOSE = """text => {
  text.focus();
  text.dispatchEvent(new CompositionEvent("compositionstart"));
  text.value = "abonnement";
  text.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
}"""
END_COMPOSITION = """text => {
  text.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
}"""
WATCH_COUNT = """count => {
  window.counted = [];
  new MutationObserver(() => counted.push(count.textContent)).observe(count, { childList: true });
}"""


def text_of(vera: Reader) -> Locator:
    """Find what Vera writes in."""
    return vera.panel.get_by_role("textbox")


def options_of(vera: Reader) -> Locator:
    """Find the questions that are offered."""
    return vera.panel.get_by_role("option")


def list_of(vera: Reader) -> Locator:
    """Find the list, shown or not."""
    return vera.panel.locator(".suggest")


@pytest.fixture
def writing(server: Server, vera: Reader) -> Reader:
    """Let Vera have written half a question, and see what is offered."""
    vera.page.goto(server.url)
    vera.open()
    text_of(vera).press_sequentially(TYPED)
    expect(options_of(vera).filter(has_text=QUESTION)).to_be_visible()
    return vera


def sent_events(vera: Reader) -> list[str]:
    """Collect what Vera's socket sends from now on."""
    sent: list[str] = []
    vera.page.on(
        "websocket", lambda socket: socket.on("framesent", lambda data: sent.append(str(data)))
    )
    return sent


def test_the_list_is_tied_to_the_text_by_aria(writing: Reader) -> None:
    text = text_of(writing)
    expect(text).to_have_attribute("aria-autocomplete", "list")
    expect(text).to_have_attribute("aria-haspopup", "listbox")
    expect(writing.panel.locator(f"#{text.get_attribute('aria-controls')}")).to_have_role("listbox")
    expect(writing.panel.get_by_role("listbox")).to_have_accessible_name("Questions proposées")
    assert text.get_attribute("aria-activedescendant") is None


def test_arrows_walk_through_the_list_and_back_to_the_text(writing: Reader) -> None:
    text, options = text_of(writing), options_of(writing)
    count = options.count()
    for place in range(count):
        text.press("ArrowDown")
        active = text.get_attribute("aria-activedescendant")
        expect(options.nth(place)).to_have_attribute("id", str(active))
        expect(writing.panel.locator('[aria-selected="true"]')).to_have_count(1)
        expect(options.nth(place)).to_have_attribute("aria-selected", "true")
    text.press("ArrowDown")
    assert text.get_attribute("aria-activedescendant") is None
    text.press("ArrowUp")
    expect(options.nth(count - 1)).to_have_attribute("aria-selected", "true")
    expect(text).to_be_focused()
    expect(text).to_have_value(TYPED)


def test_enter_takes_the_question_that_is_chosen(writing: Reader) -> None:
    text = text_of(writing)
    text.press("ArrowDown")
    chosen = writing.panel.locator('[aria-selected="true"]').inner_text().split("\n")[0]
    text.press("Enter")
    expect(writing.messages("visitor")).to_contain_text(chosen)
    expect(writing.messages("visitor")).to_have_count(1)
    expect(text).to_have_value("")
    expect(list_of(writing)).to_be_hidden()
    expect(text).to_be_focused()


def test_enter_sends_the_text_as_it_is_when_none_is_chosen(writing: Reader) -> None:
    text_of(writing).press("Enter")
    expect(writing.messages("visitor").locator(".text")).to_have_text(TYPED)
    expect(list_of(writing)).to_be_hidden()


def test_a_click_takes_a_question(writing: Reader) -> None:
    options_of(writing).filter(has_text=QUESTION).click()
    expect(writing.messages("visitor")).to_contain_text(QUESTION)
    expect(text_of(writing)).to_be_focused()


def test_escape_closes_the_list_and_only_then_the_panel(writing: Reader) -> None:
    text = text_of(writing)
    text.press("Escape")
    expect(list_of(writing)).to_be_hidden()
    expect(text).to_be_visible()
    expect(text).to_have_value(TYPED)
    text.press("Escape")
    expect(writing.page.locator("salut-widget iframe")).not_to_be_visible()


def test_tab_leaves_and_takes_nothing(writing: Reader) -> None:
    text = text_of(writing)
    text.press("ArrowDown")
    text.press("Tab")
    expect(list_of(writing)).to_be_hidden()
    expect(text).to_have_value(TYPED)
    expect(writing.panel.get_by_role("button", name="Envoyer", exact=True)).to_be_focused()
    expect(writing.messages("visitor")).to_have_count(0)


def test_the_number_is_said_once_politely(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    count = vera.panel.locator(".suggest-count")
    expect(count).to_have_attribute("aria-live", "polite")
    count.evaluate(WATCH_COUNT)
    text_of(vera).press_sequentially("abonne")
    expect(count).to_contain_text("propos")
    text_of(vera).press_sequentially("ment", delay=100)
    vera.page.wait_for_timeout(1000)
    assert len(vera.frame.evaluate("counted.filter(Boolean)")) == 1


def test_nothing_is_sent_before_two_letters(server: Server, vera: Reader) -> None:
    sent = sent_events(vera)
    vera.page.goto(server.url)
    vera.open()
    text_of(vera).press_sequentially("a 1 !")
    text_of(vera).press_sequentially("bonnement", delay=150)
    expect(options_of(vera).first).to_be_visible()
    asked = [found[1] for data in sent if (found := SUGGEST.search(data))]
    assert asked
    assert min(sum(map(str.isalpha, text)) for text in asked) == 2


def test_what_is_being_composed_is_left_alone(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    text_of(vera).evaluate(COMPOSE)
    vera.page.wait_for_timeout(500)
    expect(list_of(vera)).to_be_hidden()
    text_of(vera).evaluate(END_COMPOSITION)
    expect(options_of(vera).first).to_be_visible()


def test_answers_that_come_too_late_are_dropped(server: Server, vera: Reader) -> None:
    held: list[tuple[WebSocketRoute, str | bytes]] = []
    holds = [False]

    def between(ours: WebSocketRoute) -> None:
        theirs = ours.connect_to_server()

        def from_server(data: str | bytes) -> None:
            if holds[0] and '"suggestions"' in str(data):
                held.append((ours, data))
            else:
                ours.send(data)

        theirs.on_message(from_server)

    vera.page.route_web_socket("**/socket.io/**", between)
    vera.page.goto(server.url)
    vera.open()
    holds[0] = True
    text_of(vera).fill("abonnement")
    vera.page.wait_for_timeout(500)
    text_of(vera).fill("")
    for ours, data in held:
        ours.send(data)
    vera.page.wait_for_timeout(500)
    assert held
    expect(list_of(vera)).to_be_hidden()


def test_a_draft_that_is_found_again_offers_nothing_by_itself(writing: Reader) -> None:
    writing.page.wait_for_timeout(500)
    writing.page.reload()
    writing.open()
    expect(text_of(writing)).to_have_value(TYPED)
    writing.page.wait_for_timeout(500)
    expect(list_of(writing)).to_be_hidden()
