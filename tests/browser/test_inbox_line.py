"""The line of an agent: lost, found again, cut; nothing is lost, and nothing stands there twice."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, WebSocketRoute, expect

from tests.server_process import Server

from . import axe
from .inbox import Desk, ask_for_people, desk, dismiss, hire
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

LOST = "La connexion est perdue"


@pytest.fixture
def alice(server: Server, browser: Browser) -> Iterator[Desk]:
    with desk(server, browser, hire(server, "Alice")) as opened:
        yield opened


def begin(server: Server, vera: Reader, alice: Desk) -> None:
    """Have Alice talk with Vera."""
    vera.page.goto(server.url)
    vera.open()
    ask_for_people(vera)
    vera.write("Bonjour ?")
    alice.open()
    alice.open_first()
    alice.take()


@pytest.fixture
def talking(server: Server, vera: Reader, alice: Desk) -> Reader:
    begin(server, vera, alice)
    return vera


def test_who_is_not_signed_in_is_led_to_the_login(server: Server, browser: Browser) -> None:
    with desk(server, browser, "0" * 43) as stranger:
        stranger.page.goto(f"{server.url}/inbox")
        expect(stranger.page.get_by_role("heading", name="Connexion")).to_be_visible()


def test_victor_may_not_come_in(server: Server, browser: Browser) -> None:
    with desk(server, browser, hire(server, "Victor", "viewer")) as victor:
        response = victor.page.goto(f"{server.url}/inbox")
        assert response is not None
        assert response.status == 403
        victor.page.goto(f"{server.url}/console")
        expect(victor.page.get_by_role("link", name="Discussions")).to_have_count(0)


def test_who_is_cut_off_sees_it_and_is_led_to_the_login(
    server: Server, talking: Reader, alice: Desk
) -> None:
    alice.composer.fill("Un brouillon")
    dismiss(server, "alice@example.org")
    banner = alice.page.locator(".banner")
    expect(banner.get_by_role("link", name="Se connecter")).to_be_visible()
    expect(alice.page.locator(".inbox")).to_have_attribute("inert", "")
    talking.write("Es-tu encore là ?")
    expect(talking.messages("visitor")).to_have_count(2)
    assert "encore là" not in alice.page.locator(".talk").inner_text()
    assert axe.violations(alice.page.main_frame) == []
    banner.get_by_role("link").click()
    expect(alice.page.get_by_role("heading", name="Connexion")).to_be_visible()


def test_a_reply_written_off_the_line_is_sent_once(talking: Reader, alice: Desk) -> None:
    alice.page.context.set_offline(True)
    expect(alice.page.locator(".banner")).to_contain_text(LOST)
    alice.say("Je reviens vers toi.")
    expect(alice.page.locator(".pending")).to_contain_text("Partira dès que la connexion revient")
    assert axe.violations(alice.page.main_frame) == []
    talking.write("D’accord.")
    expect(talking.messages("visitor")).to_have_count(2)

    alice.page.context.set_offline(False)
    expect(talking.messages("agent")).to_contain_text("Je reviens vers toi.")
    expect(alice.page.locator(".pending .message")).to_have_count(0)
    expect(alice.messages("visitor")).to_have_count(2)
    expect(alice.messages("agent")).to_have_count(1)
    alice.page.reload()
    expect(alice.messages("visitor")).to_have_count(2)
    expect(alice.messages("agent")).to_have_count(1)
    expect(talking.messages("agent")).to_have_count(1)


def test_a_reply_waits_through_a_dead_server_and_a_reload(
    server: Server, talking: Reader, alice: Desk
) -> None:
    server.kill()
    expect(alice.page.locator(".banner")).to_contain_text(LOST)
    alice.say("Un instant, notre serveur redémarre.")
    expect(alice.page.locator(".pending .message")).to_have_count(1)
    server.start()
    expect(talking.messages("agent")).to_contain_text("notre serveur redémarre")
    expect(alice.messages("agent")).to_have_count(1)
    expect(alice.page.locator(".pending .message")).to_have_count(0)


def test_an_ack_that_gets_lost_makes_no_second_reply(
    server: Server, vera: Reader, alice: Desk
) -> None:
    swallow = [True]

    def between(line: WebSocketRoute) -> None:
        server_side = line.connect_to_server()

        def pass_on(frame: str | bytes) -> None:
            if swallow and "Une seule fois." in str(frame):
                swallow.clear()
                line.close()  # stored, and nobody has heard of it
            else:
                line.send(frame)

        server_side.on_message(pass_on)

    alice.page.route_web_socket("**/socket.io/**", between)
    begin(server, vera, alice)
    alice.say("Une seule fois.")
    expect(alice.messages("agent")).to_have_count(1)
    expect(alice.page.locator(".pending .message")).to_have_count(0)
    assert not swallow
    expect(vera.messages("agent")).to_have_count(1)
    alice.page.reload()
    expect(alice.messages("agent")).to_have_count(1)


def test_a_reply_that_is_refused_can_be_taken_back(
    server: Server, browser: Browser, talking: Reader, alice: Desk
) -> None:
    alice.page.context.set_offline(True)
    expect(alice.page.locator(".banner")).to_contain_text(LOST)
    alice.say("Trop tard.")
    with desk(server, browser, hire(server, "Bob")) as bob:
        bob.open()
        bob.tab("Toutes").click()
        bob.open_first()
        bob.act("Reprendre à Alice").click()
        bob.page.get_by_role("dialog").get_by_role("button", name="Reprendre").click()
        expect(bob.composer).to_be_enabled()
    alice.page.context.set_offline(False)
    unsent = alice.page.locator(".pending .message")
    expect(unsent.get_by_role("button", name="Réessayer")).to_be_visible()
    expect(alice.page.locator(".head-facts")).to_contain_text("avec Bob")
    assert axe.violations(alice.page.main_frame) == []
    unsent.get_by_role("button", name="Reprendre le texte").click()
    expect(alice.composer).to_have_value("Trop tard.")
    expect(unsent).to_have_count(0)
    expect(talking.messages("agent")).to_have_count(0)


def test_each_conversation_keeps_its_own_draft(
    server: Server, browser: Browser, talking: Reader, alice: Desk
) -> None:
    alice.composer.fill("Pour Vera seulement")
    other = browser.new_context(locale="fr-FR")
    walter = Reader(other.new_page())
    walter.page.goto(server.url)
    walter.open()
    ask_for_people(walter)
    alice.tab("En attente").click()
    alice.items.first.click()
    expect(alice.act("Prendre")).to_be_visible()
    expect(alice.composer).to_have_value("")
    alice.page.go_back()
    expect(alice.composer).to_have_value("Pour Vera seulement")
    alice.page.reload()
    expect(alice.composer).to_have_value("Pour Vera seulement")
    other.close()
