"""Alice and Bob before one conversation: one of them has it, and both know which."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.server_process import Server

from .inbox import Desk, ask_for_people, desk, hire
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

TOLD = '["conversation",'


def deafen(page: Page) -> None:
    """Let a page not hear how conversations stand: its line is slower than its hand."""

    def between(line: WebSocketRoute) -> None:
        server = line.connect_to_server()
        server.on_message(lambda frame: None if TOLD in str(frame) else line.send(frame))

    page.route_web_socket("**/socket.io/**", between)


@pytest.fixture
def alice(server: Server, browser: Browser) -> Iterator[Desk]:
    with desk(server, browser, hire(server, "Alice")) as opened:
        yield opened


@pytest.fixture
def bob(server: Server, browser: Browser) -> Iterator[Desk]:
    with desk(server, browser, hire(server, "Bob")) as opened:
        yield opened


@pytest.fixture
def waiting(server: Server, vera: Reader) -> Reader:
    vera.page.goto(server.url)
    vera.open()
    ask_for_people(vera)
    vera.write("Bonjour ?")
    return vera


def test_of_two_who_take_it_the_slower_one_sees_who_was_quicker(
    waiting: Reader, alice: Desk, bob: Desk
) -> None:
    deafen(bob.page)
    for each in (alice, bob):
        each.open()
        each.open_first()
    alice.take()
    bob.act("Prendre").click()
    expect(bob.page.get_by_role("alert")).to_have_text(
        "Alice a été plus rapide et répond déjà à ce lecteur."
    )
    expect(bob.page.locator(".head-facts")).to_contain_text("avec Alice")
    expect(bob.composer).to_be_disabled()
    expect(alice.composer).to_be_enabled()
    expect(waiting.panel.locator(".speaker-words")).to_have_text(
        "Alice, de la rédaction, te répond"
    )


def test_who_takes_it_off_the_line_is_told_to_try_again(
    waiting: Reader, alice: Desk, bob: Desk
) -> None:
    for each in (alice, bob):
        each.open()
        each.open_first()
    bob.page.context.set_offline(True)
    expect(bob.page.locator(".banner")).to_contain_text("La connexion est perdue")
    alice.take()
    bob.act("Prendre").click()
    expect(bob.page.get_by_role("alert")).to_contain_text("Le serveur n’a pas répondu")
    bob.page.context.set_offline(False)
    bob.await_line()
    expect(bob.page.locator(".head-facts")).to_contain_text("avec Alice")
    expect(bob.act("Prendre")).to_have_count(0)


def test_bob_takes_over_from_alice_only_when_he_means_it(
    waiting: Reader, alice: Desk, bob: Desk
) -> None:
    for each in (alice, bob):
        each.open()
        each.open_first()
    alice.take()
    bob.act("Reprendre à Alice").click()
    asked = bob.page.get_by_role("dialog")
    expect(asked).to_contain_text("Alice répond à ce lecteur")
    asked.get_by_role("button", name="Annuler").click()
    expect(bob.page.locator(".head-facts")).to_contain_text("avec Alice")

    bob.act("Reprendre à Alice").click()
    asked.get_by_role("button", name="Reprendre").click()
    expect(bob.composer).to_be_enabled()
    expect(alice.page.locator(".head-facts")).to_contain_text("avec Bob")
    expect(alice.composer).to_be_disabled()
    bob.say("Je prends la suite.")
    expect(waiting.messages("agent")).to_contain_text("Je prends la suite.")
    expect(alice.messages("agent")).to_contain_text("Je prends la suite.")


def test_a_note_of_alice_is_there_for_bob_at_once(waiting: Reader, alice: Desk, bob: Desk) -> None:
    for each in (alice, bob):
        each.open()
        each.open_first()
    alice.note("À voir avec la comptabilité.")
    expect(bob.messages("note")).to_contain_text("À voir avec la comptabilité.")
    expect(waiting.panel.locator("body")).not_to_contain_text("comptabilité")


def test_colleagues_see_each_other_come_and_go(
    server: Server, browser: Browser, alice: Desk
) -> None:
    alice.open()
    presence = alice.page.locator(".presence")
    expect(presence).to_have_text("Personne d’autre ici")
    with desk(server, browser, hire(server, "Bob")) as bob:
        bob.open()
        expect(presence).to_contain_text("Bob")
        expect(bob.page.locator(".presence")).to_contain_text("Alice")
    expect(presence).to_have_text("Personne d’autre ici")
