"""Nobody is there at this hour: Vera leaves a message and an address, and loses nothing."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import Locator, ViewportSize, expect

from tests.server_process import Server

from .newsroom import close_the_newsroom
from .people import faults, offer, speaker
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

MESSAGE = "Je n’ai pas reçu le journal de samedi."
ADDRESS = "vera@exemple.fr"
PHONE: ViewportSize = {"width": 360, "height": 640}


def field(reader: Reader) -> Locator:
    """Find where the address is written."""
    return reader.panel.get_by_role("textbox", name="Ton adresse e-mail")


def ask_for_the_newsroom(server: Server, reader: Reader) -> None:
    """Open the panel out of hours, write, and ask for a person."""
    close_the_newsroom(server)
    reader.page.goto(server.url)
    reader.open()
    reader.panel.locator(".composer-text").fill(MESSAGE)
    reader.panel.locator(".composer-text").blur()
    offer(reader, "Parler à la rédaction").click()
    expect(field(reader)).to_be_focused()


def left(server: Server) -> list[tuple[str, str | None]]:
    """Read where people are waited for: the state and the address."""
    with sqlite3.connect(server.instance / "salut.db") as database:
        return database.execute("SELECT state, email FROM conversation").fetchall()


def test_what_was_typed_is_left_with_an_address(server: Server, vera: Reader) -> None:
    ask_for_the_newsroom(server, vera)
    form = vera.panel.get_by_role("form", name="Laisser un message")
    expect(form).to_contain_text("La rédaction est absente")
    expect(form).to_contain_text("elle te répondra par e-mail")
    assert field(vera).get_attribute("autocomplete") == "email"
    assert field(vera).get_attribute("type") == "email"
    expect(vera.panel.locator(".composer-text")).to_have_value(MESSAGE)
    assert faults(vera) == []

    field(vera).fill(ADDRESS)
    form.get_by_role("button", name="Envoyer à la rédaction").click()
    expect(vera.messages("visitor")).to_contain_text(MESSAGE)
    expect(form).to_have_count(0)
    expect(speaker(vera)).to_contain_text("Elle te répondra par e-mail.")
    assert left(server) == [("waiting", ADDRESS)]
    expect(vera.messages("bot")).to_have_count(0)


@pytest.mark.parametrize(
    ("address", "words"),
    [("", "Écris ton adresse e-mail"), ("vera@", "n’est pas complète")],
)
def test_a_wrong_address_is_told_beside_the_field(
    server: Server, vera: Reader, address: str, words: str
) -> None:
    ask_for_the_newsroom(server, vera)
    field(vera).fill(address)
    field(vera).press("Enter")
    expect(vera.panel.get_by_role("alert")).to_contain_text(words)
    expect(field(vera)).to_be_focused()
    expect(field(vera)).to_have_attribute("aria-invalid", "true")
    expect(field(vera)).to_have_accessible_description(vera.panel.get_by_role("alert").inner_text())
    expect(vera.panel.locator(".composer-text")).to_have_value(MESSAGE)
    assert faults(vera) == []
    assert left(server) == [("bot", None)]


def test_an_address_that_the_server_refuses_is_told_too(server: Server, vera: Reader) -> None:
    ask_for_the_newsroom(server, vera)
    field(vera).fill("vera@exemple")
    field(vera).press("Enter")
    expect(vera.panel.get_by_role("alert")).not_to_be_empty()
    expect(vera.panel.locator(".composer-text")).to_have_value(MESSAGE)
    assert left(server) == [("bot", None)]


def test_a_message_is_asked_for_where_none_was_written(server: Server, vera: Reader) -> None:
    ask_for_the_newsroom(server, vera)
    vera.panel.locator(".composer-text").fill("")
    field(vera).fill(ADDRESS)
    field(vera).press("Enter")
    expect(vera.panel.get_by_role("alert")).to_contain_text("Écris d’abord ton message")
    expect(vera.panel.locator(".composer-text")).to_be_focused()


def test_enter_in_the_composer_sends_both_by_keyboard_alone_on_a_phone(
    server: Server, vera: Reader
) -> None:
    vera.page.set_viewport_size(PHONE)
    ask_for_the_newsroom(server, vera)
    assert faults(vera) == []
    vera.page.keyboard.press("Escape")
    expect(field(vera)).to_have_count(0)
    expect(vera.panel.locator(".composer-text")).to_be_focused()
    expect(vera.panel.locator(".composer-text")).to_have_value(MESSAGE)

    offer(vera, "Parler à la rédaction").press("Enter")
    expect(field(vera)).to_be_focused()  # the form is fetched when it is asked for
    vera.page.keyboard.type(ADDRESS)
    vera.panel.locator(".composer-text").press("Enter")
    expect(vera.messages("visitor")).to_contain_text(MESSAGE)
    expect(vera.messages("bot")).to_have_count(0)
    assert left(server) == [("waiting", ADDRESS)]
