"""The inbox for every eye and hand: screens, keys, alarms; and what leads to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.server_process import Server

from . import axe
from .inbox import DESK, PHONE, Desk, ask_for_people, desk, hire
from .payloads import watched
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

SIZES = """() => {
  const { scrollWidth, scrollHeight } = document.documentElement;
  return [scrollWidth, innerWidth, scrollHeight, innerHeight];
}"""
STAND_INS = """
  window.asked = 0;
  window.shown = [];
  window.tones = 0;
  window.Notification = class {
    static permission = "default";
    static async requestPermission() { window.asked += 1; return (this.permission = "granted"); }
    constructor(title, { body }) { window.shown.push([title, body]); }
    addEventListener() {}
    close() {}
  };
  const make = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () {
    window.tones += 1;
    return make.call(this);
  };
  document.hasFocus = () => false;
"""


@pytest.fixture
def alice(server: Server, browser: Browser) -> Iterator[Desk]:
    with desk(server, browser, hire(server, "Alice")) as opened:
        yield opened


def wait_for_people(server: Server, vera: Reader) -> None:
    vera.page.goto(f"{server.url}/abonnement.html")
    vera.open()
    vera.ask("Comment résilier mon abonnement ?")
    ask_for_people(vera)


def check(alice: Desk) -> None:
    """See that the page fits its screen, and that axe finds nothing wrong with it."""
    wide, width, high, height = alice.page.evaluate(SIZES)
    assert (wide <= width, high <= height) == (True, True)
    assert axe.violations(alice.page.main_frame) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_every_screen_is_open_to_everyone(
    server: Server, vera: Reader, alice: Desk, screen: dict[str, int], scheme: str
) -> None:
    happened = watched(alice.page)
    alice.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    alice.page.set_viewport_size(screen)  # type: ignore[arg-type]
    alice.open()
    check(alice)
    wait_for_people(server, vera)
    expect(alice.items).to_have_count(1)
    check(alice)
    alice.open_first()
    alice.messages("bot").get_by_text("Pourquoi").click()
    expect(alice.page.locator(".why table")).to_be_visible()
    check(alice)
    alice.take()
    alice.note("Une note.")
    expect(alice.messages("note")).to_have_count(1)
    check(alice)
    assert happened == []


def test_lists_and_conversation_are_two_screens_on_a_phone(
    server: Server, vera: Reader, alice: Desk
) -> None:
    alice.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    wait_for_people(server, vera)
    alice.open()
    expect(alice.page.locator(".talk")).to_be_hidden()
    alice.open_first()
    expect(alice.page.locator(".desk")).to_be_hidden()
    expect(alice.page.locator(".head-name")).to_be_focused()
    alice.page.get_by_role("button", name="Listes").click()
    expect(alice.items).to_be_visible()
    expect(alice.page.locator(".talk")).to_be_hidden()
    alice.page.go_back()
    expect(alice.page.locator(".talk-open")).to_be_visible()
    alice.page.reload()
    expect(alice.page.locator(".talk-open")).to_be_visible()


def test_the_arrows_walk_through_the_tabs(server: Server, vera: Reader, alice: Desk) -> None:
    wait_for_people(server, vera)
    alice.open()
    alice.tab("En attente").focus()
    alice.page.keyboard.press("ArrowRight")
    expect(alice.tab("À moi")).to_be_focused()
    expect(alice.page.locator(".nothing")).to_have_text("Tu n’as aucune discussion en cours.")
    alice.page.keyboard.press("End")
    expect(alice.tab("Toutes")).to_have_attribute("aria-selected", "true")
    expect(alice.items).to_have_count(1)
    alice.page.keyboard.press("ArrowRight")
    expect(alice.tab("En attente")).to_be_focused()


def test_single_keys_work_but_while_one_writes(server: Server, vera: Reader, alice: Desk) -> None:
    wait_for_people(server, vera)
    alice.open()
    alice.page.keyboard.press("j")
    expect(alice.act("Prendre")).to_be_visible()
    alice.page.keyboard.press("t")
    expect(alice.composer).to_be_focused()
    alice.page.keyboard.type("btcjkn?")
    expect(alice.composer).to_have_value("btcjkn?")
    expect(alice.page.locator(".head-facts")).to_contain_text("avec toi")
    alice.page.locator(".head-name").focus()
    alice.page.keyboard.press("n")
    expect(alice.page.get_by_label("Note interne", exact=True)).to_be_checked()
    alice.page.locator(".head-name").focus()
    alice.page.keyboard.press("c")
    expect(alice.page.locator(".head-facts")).to_contain_text("close")
    alice.page.keyboard.press("Escape")
    expect(alice.page.locator(".choose")).to_be_visible()


def test_the_keys_are_told_and_can_be_switched_off(
    server: Server, vera: Reader, alice: Desk
) -> None:
    wait_for_people(server, vera)
    alice.open()
    alice.page.keyboard.press("?")
    told = alice.page.get_by_role("dialog", name="Raccourcis clavier")
    expect(told).to_contain_text("Prendre la discussion")
    assert axe.violations(alice.page.main_frame) == []
    told.get_by_label("Raccourcis actifs").uncheck()
    alice.page.keyboard.press("Escape")
    alice.page.keyboard.press("j")
    alice.page.keyboard.press("?")
    expect(told).to_be_hidden()
    expect(alice.page.locator(".talk-open")).to_be_hidden()
    alice.page.reload()
    alice.await_line()
    alice.page.keyboard.press("j")
    expect(alice.page.locator(".talk-open")).to_be_hidden()
    alice.page.get_by_role("button", name="Raccourcis clavier").click()
    expect(told.get_by_label("Raccourcis actifs")).not_to_be_checked()


def test_nobody_is_alarmed_who_has_not_asked_for_it(
    server: Server, vera: Reader, alice: Desk
) -> None:
    alice.page.add_init_script(STAND_INS)
    alice.open()
    wait_for_people(server, vera)
    expect(alice.items).to_have_count(1)
    expect(alice.page.locator(".news")).to_have_text("Un lecteur attend une réponse.")
    assert alice.page.evaluate("[asked, shown.length, tones]") == [0, 0, 0]


def test_who_has_asked_for_it_hears_and_sees_who_begins_to_wait(
    server: Server, vera: Reader, alice: Desk
) -> None:
    alice.page.add_init_script(STAND_INS)
    alice.open()
    for words in ("Son", "Notifications"):
        button = alice.page.get_by_role("button", name=words)
        expect(button).to_have_attribute("aria-pressed", "false")
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
    before = alice.page.evaluate("tones")
    wait_for_people(server, vera)
    expect(alice.items).to_have_count(1)
    alice.page.wait_for_function("shown.length > 0")
    asked, shown, tones = alice.page.evaluate("[asked, shown, tones]")
    assert asked == 1
    assert tones > before > 0
    assert shown == [["Un lecteur attend une réponse", "Le Fanal"]]
    assert alice.page.title().startswith("(1) ")
    alice.page.reload()
    sound = alice.page.get_by_role("button", name="Son")
    expect(sound).to_have_attribute("aria-pressed", "true")


def test_the_home_page_leads_to_the_inbox_and_says_who_waits(
    server: Server, vera: Reader, alice: Desk
) -> None:
    alice.page.goto(f"{server.url}/console")
    expect(alice.page.locator(".note")).to_contain_text("personne n’attend")
    wait_for_people(server, vera)
    alice.page.reload()
    expect(alice.page.locator(".note")).to_contain_text("un lecteur attend")
    alice.page.get_by_role("link", name="Répondre aux lecteurs").click()
    expect(alice.items).to_have_count(1)
    expect(alice.page.get_by_role("link", name="Discussions")).to_have_attribute(
        "aria-current", "page"
    )


def test_english_is_spoken_by_wish(server: Server, browser: Browser) -> None:
    with desk(server, browser, hire(server, "Alice"), locale="en-GB") as alice:
        alice.open()
        expect(alice.tab("Waiting")).to_be_visible()
        expect(alice.page.locator(".nothing")).to_have_text("Nobody is waiting.")
