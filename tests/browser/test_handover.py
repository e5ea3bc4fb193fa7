"""From the robot to a person and back: what Vera sees, hears and can do."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, ViewportSize, expect

from tests.server_process import Server

from .newsroom import newsroom
from .people import faults, menu_item, offer, speaker
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

RESIGN = "Comment résilier mon abonnement ?"
UNKNOWN = "Combien pèse la lune de fromage ?"
ROBOT = "Un robot te répond"
SEARCH = "On te cherche quelqu’un…"
ALICE = "Alice, de la rédaction, te répond"
PHONE: ViewportSize = {"width": 360, "height": 640}


def test_the_robot_says_that_it_is_one_before_the_first_question(
    server: Server, vera: Reader
) -> None:
    vera.page.goto(server.url)
    vera.open()
    expect(speaker(vera)).to_have_text(ROBOT)
    assert speaker(vera).get_attribute("role") == "status"


def test_the_robot_is_silent_from_the_click_on_and_answers_again(
    server: Server, vera: Reader
) -> None:
    vera.page.goto(server.url)
    vera.open()
    offer(vera, "Parler à la rédaction").click()
    expect(speaker(vera)).to_have_text(SEARCH)
    expect(vera.panel.locator(".composer-text")).to_be_focused()
    vera.write(RESIGN)
    expect(vera.messages("visitor")).to_have_count(1)

    offer(vera, "Revenir au robot").click()
    expect(speaker(vera)).to_have_text(ROBOT)
    vera.ask("Comment contacter la rédaction ?")
    expect(vera.messages("bot")).to_have_count(1)
    assert faults(vera) == []


def test_alice_answers_under_her_name(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(RESIGN)
    offer(vera, "Parler à la rédaction").click()
    expect(speaker(vera)).to_have_text(SEARCH)
    assert faults(vera) == []
    with newsroom(server) as alice:
        alice.take()
        expect(speaker(vera)).to_have_text(ALICE)
        alice.typing(active=True)
        expect(vera.panel.locator(".typing")).to_be_visible()
        alice.reply("Bonjour Vera, je regarde votre dossier.")
        expect(vera.messages("agent")).to_contain_text("je regarde votre dossier")
        expect(vera.panel.locator(".typing")).to_be_hidden()
        assert faults(vera) == []

        alice.close()
        expect(speaker(vera)).not_to_have_text(ALICE)
    expect(vera.messages("bot")).to_have_count(1)


def test_alice_sees_that_vera_is_writing_and_not_what(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    offer(vera, "Parler à la rédaction").click()
    expect(speaker(vera)).to_have_text(SEARCH)
    with newsroom(server) as alice:
        alice.take()
        expect(speaker(vera)).to_have_text(ALICE)
        vera.panel.locator(".composer-text").press_sequentially("un secret, long et bien gardé")
        begun = alice.hear_typing()
        vera.panel.locator(".composer-text").press("Enter")
        stopped = alice.hear_typing()
    assert (begun["active"], stopped["active"]) == (True, False)
    assert "secret" not in str((begun, stopped))


def test_who_speaks_is_known_after_a_reload_and_on_another_tab(
    server: Server, vera: Reader, context: BrowserContext
) -> None:
    vera.page.goto(server.url)
    vera.open()
    offer(vera, "Parler à la rédaction").click()
    expect(speaker(vera)).to_have_text(SEARCH)
    vera.page.reload()
    vera.open()
    expect(speaker(vera)).to_have_text(SEARCH)

    other = Reader(context.new_page())
    other.page.goto(server.url)
    other.open()
    expect(speaker(other)).to_have_text(SEARCH)
    offer(other, "Revenir au robot").click()
    expect(speaker(vera)).to_have_text(ROBOT)


def test_an_unknown_answer_offers_a_person(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    answer = vera.ask(UNKNOWN)
    answer.get_by_role("button", name="Parler à la rédaction").click()
    expect(speaker(vera)).to_have_text(SEARCH)
    expect(answer.get_by_role("button", name="Parler à la rédaction")).to_be_hidden()


def test_the_menu_works_by_keyboard_alone_on_a_phone(server: Server, vera: Reader) -> None:
    vera.page.set_viewport_size(PHONE)
    vera.page.goto(server.url)
    vera.open()
    menu = vera.panel.locator(".menu")
    menu.press("Enter")
    expect(menu).to_have_attribute("aria-expanded", "true")
    expect(menu_item(vera, "Parler à la rédaction")).to_be_focused()
    assert faults(vera) == []
    vera.page.keyboard.press("Escape")
    expect(menu).to_be_focused()
    expect(menu).to_have_attribute("aria-expanded", "false")
    expect(vera.page.locator("salut-widget iframe")).to_be_visible()

    vera.page.keyboard.press("Enter")
    expect(menu_item(vera, "Parler à la rédaction")).to_be_focused()
    vera.page.keyboard.press("Enter")
    expect(speaker(vera)).to_have_text(SEARCH)
    menu.press("Enter")
    menu_item(vera, "Revenir au robot").press("Enter")
    expect(speaker(vera)).to_have_text(ROBOT)
