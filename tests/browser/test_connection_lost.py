"""The line goes down while a reader writes: her message waits, then is sent once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

FIRST = "Comment résilier mon abonnement ?"
MEANWHILE = "Comment contacter la rédaction ?"


def test_a_message_written_while_the_server_is_dead_is_sent_once(
    server: Server, vera: Reader
) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    banner = vera.panel.locator(".banner")

    server.kill()
    expect(banner).to_contain_text("Connexion perdue")
    vera.write(MEANWHILE)
    expect(vera.messages("visitor").last).to_contain_text("En attente")
    server.start()

    expect(vera.messages("bot")).to_have_count(2)
    expect(banner).to_be_empty()
    expect(vera.messages("visitor")).to_have_count(2)
    expect(vera.messages("visitor").last).not_to_contain_text("En attente")
    unsent = vera.page.evaluate("JSON.parse(localStorage.salut).unsent")
    assert unsent == []

    vera.page.reload()
    vera.open()
    expect(vera.messages("bot")).to_have_count(2)
    assert [text.split("\n")[-1] for text in vera.messages("visitor").all_inner_texts()] == [
        FIRST,
        MEANWHILE,
    ]


def test_a_message_that_waits_survives_a_change_of_page(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.page.route_web_socket("**/socket.io/**", lambda socket: socket.close())
    vera.page.route("**/socket.io/**", lambda route: route.abort())
    vera.page.reload()
    vera.launcher.click()
    vera.write(MEANWHILE)
    expect(vera.messages("visitor")).to_contain_text("En attente")

    vera.page.unroute_all()
    fresh = Reader(vera.page.context.new_page())
    fresh.page.goto(server.url)
    fresh.open()
    expect(fresh.messages("bot")).to_have_count(1)
    expect(fresh.messages("visitor")).to_have_count(1)
