""" "Mes données": told, downloaded and erased by Vera herself, on all her tabs."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, ViewportSize, expect

from tests.server_process import Server

from .people import dialog, faults, menu_item, open_menu, speaker
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

QUESTION = "Comment résilier mon abonnement ?"
ERASED = "Tout est effacé. Si tu écris, une nouvelle discussion commence."
TOKEN = 'JSON.parse(localStorage.salut ?? "{}").token ?? ""'
PHONE: ViewportSize = {"width": 360, "height": 640}


def rows(server: Server, table: str) -> int:
    """Count what the server holds."""
    with sqlite3.connect(server.instance / "salut.db") as database:
        return int(database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_it_says_who_keeps_what_for_how_long(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    open_menu(vera, "Mes données")
    expect(dialog(vera)).to_contain_text("Le Fanal garde cette discussion")
    expect(dialog(vera)).to_contain_text("effacé 90 jours après ton dernier message")
    expect(dialog(vera).get_by_role("link", name="Écrire à la rédaction")).to_be_visible()
    assert faults(vera) == []


def test_all_that_is_kept_can_be_downloaded(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    open_menu(vera, "Mes données")
    with vera.page.expect_download() as download:
        dialog(vera).get_by_role("button", name="Télécharger").click()
    assert download.value.suggested_filename.endswith(".json")
    kept = json.loads(Path(download.value.path()).read_text("utf-8"))
    assert QUESTION in json.dumps(kept, ensure_ascii=False)


def test_two_clicks_erase_all_on_every_tab_and_nothing_is_kept_until_she_writes(
    server: Server, vera: Reader, context: BrowserContext
) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    other = Reader(context.new_page())
    other.page.goto(server.url)
    other.open()
    expect(other.messages("bot")).to_have_count(1)

    open_menu(vera, "Mes données")
    dialog(vera).get_by_role("button", name="Tout effacer").click()
    expect(dialog(vera).get_by_role("button", name="Non, garder")).to_be_focused()
    assert faults(vera) == []
    dialog(vera).get_by_role("button", name="Oui, tout effacer").click()

    for each in (vera, other):
        expect(speaker(each)).to_have_text(ERASED)
        expect(each.panel.locator(".message")).to_have_count(0)
        expect(dialog(each)).to_have_count(0)
    assert vera.page.evaluate(TOKEN) == ""
    assert faults(vera) == []
    assert rows(server, "visitor") == rows(server, "conversation") == rows(server, "message") == 0
    vera.page.wait_for_timeout(1500)
    assert rows(server, "visitor") == 0

    vera.ask(QUESTION)
    expect(vera.messages("visitor")).to_have_count(1)
    expect(speaker(vera)).to_have_text("Un robot te répond")
    assert rows(server, "visitor") == 1


def test_keeping_all_is_the_nearest_answer_by_keyboard_alone_on_a_phone(
    server: Server, vera: Reader
) -> None:
    vera.page.set_viewport_size(PHONE)
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    vera.panel.locator(".menu").press("Enter")
    menu_item(vera, "Mes données").press("Enter")
    erase = dialog(vera).get_by_role("button", name="Tout effacer")
    erase.press("Enter")
    expect(dialog(vera).get_by_role("button", name="Non, garder")).to_be_focused()
    vera.page.keyboard.press("Enter")
    expect(erase).to_be_focused()
    vera.page.keyboard.press("Escape")

    expect(dialog(vera)).to_have_count(0)
    expect(vera.panel.locator(".menu")).to_be_focused()
    expect(vera.messages("bot")).to_have_count(1)
    assert rows(server, "message") == 2
