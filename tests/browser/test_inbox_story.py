"""Vera asks in vain, asks for a person, and Alice answers her: what both of them see."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.server_process import Server

from .inbox import Desk, ask_for_people, desk, hire
from .people import speaker
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

RESIGN = "Comment résilier mon abonnement ?"
UNKNOWN = "Combien pèse la lune de fromage ?"
BILL = "Ma facture de novembre est fausse."
ROBOT = "Un robot te répond"
ALICE = "Alice, de la rédaction, te répond"


@pytest.fixture
def alice(server: Server, browser: Browser) -> Iterator[Desk]:
    with desk(server, browser, hire(server, "Alice")) as opened:
        yield opened


def start(server: Server, vera: Reader, path: str = "/abonnement.html") -> None:
    """Let Vera open the panel on an article."""
    vera.page.goto(f"{server.url}{path}")
    vera.open()


def taken(server: Server, vera: Reader, alice: Desk) -> None:
    """Let Vera ask for people, and Alice take her conversation."""
    start(server, vera)
    vera.ask(RESIGN)
    ask_for_people(vera)
    alice.open()
    alice.open_first()
    alice.take()
    expect(speaker(vera)).to_have_text(ALICE)


def test_vera_asks_in_vain_and_alice_answers(server: Server, vera: Reader, alice: Desk) -> None:
    alice.open()
    expect(alice.page.locator(".nothing")).to_have_text("Personne n’attend.")

    start(server, vera)
    vera.ask(UNKNOWN)
    ask_for_people(vera)
    expect(alice.tab("En attente")).to_have_text("En attente 1")
    expect(alice.items).to_contain_text("à l’instant")
    expect(alice.items).to_contain_text("/abonnement.html")
    assert alice.page.title().startswith("(1) ")
    vera.write(BILL)
    expect(alice.items.locator(".item-words")).to_have_text(BILL)
    expect(alice.items.locator(".mark")).to_contain_text("1 message sans réponse")

    alice.open_first()
    expect(alice.messages("visitor").locator(".text")).to_have_text([UNKNOWN, BILL])
    expect(alice.messages("bot").locator(".verdict")).to_contain_text("Il n’a pas su répondre")
    expect(alice.composer).to_be_disabled()
    alice.take()
    expect(alice.tab("À moi")).to_have_text("À moi 1")
    expect(alice.tab("À moi")).to_have_attribute("aria-selected", "true")
    assert not alice.page.title().startswith("(")
    expect(speaker(vera)).to_have_text(ALICE)

    alice.say("Bonjour Vera, je regarde ta facture.")
    expect(vera.messages("agent")).to_contain_text("je regarde ta facture")
    expect(alice.messages("agent")).to_contain_text("Alice (toi)")
    expect(alice.items.locator(".mark")).to_have_count(0)
    vera.write("Merci beaucoup !")
    expect(alice.messages("visitor")).to_have_count(3)
    expect(vera.messages("bot")).to_have_count(1)


def test_alice_sees_why_the_robot_has_answered(server: Server, vera: Reader, alice: Desk) -> None:
    taken(server, vera, alice)
    answer = alice.messages("bot")
    expect(answer.locator(".verdict")).to_contain_text("Il a cité un article · confiance")
    link = answer.locator(".source a")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    answer.get_by_text("Pourquoi").click()
    expect(answer.locator(".why-body")).to_contain_text(RESIGN)
    expect(answer.locator(".why-matches > li").first).to_contain_text("Comment résilier")
    expect(answer.locator(".why tbody")).to_contain_text("abonnement")


def test_the_page_that_vera_reads_is_a_link_that_says_its_host(
    server: Server, vera: Reader, alice: Desk
) -> None:
    taken(server, vera, alice)
    link = alice.page.locator(".head-facts a")
    expect(link).to_contain_text(server.url.removeprefix("http://") + "/abonnement.html")
    expect(link).to_have_attribute("href", f"{server.url}/abonnement.html")
    with alice.page.context.expect_page() as opened:
        link.click()
    assert opened.value.evaluate("opener") is None


def test_each_sees_that_the_other_one_writes(server: Server, vera: Reader, alice: Desk) -> None:
    taken(server, vera, alice)
    vera.panel.locator(".composer-text").press_sequentially("un secret")
    expect(alice.page.locator(".typing")).to_be_visible()
    assert "secret" not in alice.page.locator(".talk").inner_text()
    vera.panel.locator(".composer-text").press("Enter")
    expect(alice.page.locator(".typing")).to_be_hidden()

    alice.composer.press_sequentially("une confidence")
    expect(vera.panel.locator(".typing")).to_be_visible()
    assert "confidence" not in vera.panel.locator("body").inner_text()
    alice.composer.press("Enter")
    expect(vera.messages("agent")).to_contain_text("une confidence")
    expect(vera.panel.locator(".typing")).to_be_hidden()


def test_a_reply_of_two_lines_is_one(server: Server, vera: Reader, alice: Desk) -> None:
    taken(server, vera, alice)
    alice.composer.press_sequentially("Bonjour,")
    alice.composer.press("Shift+Enter")
    alice.composer.press_sequentially("je m’en occupe.")
    alice.composer.press("Enter")
    expect(alice.messages("agent").locator(".text")).to_have_text(["Bonjour,\nje m’en occupe."])
    expect(alice.composer).to_be_empty()


def test_alice_hands_back_and_the_robot_answers_again(
    server: Server, vera: Reader, alice: Desk
) -> None:
    taken(server, vera, alice)
    alice.act("Rendre au robot").click()
    expect(speaker(vera)).to_have_text(ROBOT)
    expect(alice.tab("À moi")).to_have_text("À moi ")
    expect(alice.composer).to_be_disabled()
    vera.ask("Comment contacter la rédaction ?")
    expect(alice.messages("bot")).to_have_count(2)


def test_alice_closes_and_may_take_it_again(server: Server, vera: Reader, alice: Desk) -> None:
    taken(server, vera, alice)
    alice.act("Clore").click()
    expect(alice.page.locator(".head-facts")).to_contain_text("close")
    expect(speaker(vera)).not_to_have_text(ALICE)
    alice.act("Prendre").click()
    expect(speaker(vera)).to_have_text(ALICE)


def test_a_note_never_reaches_vera(server: Server, vera: Reader, alice: Desk) -> None:
    frames: list[str] = []

    def listen(text: str | bytes) -> None:
        frames.append(str(text))

    vera.page.on("websocket", lambda line: line.on("framereceived", listen))
    taken(server, vera, alice)
    alice.note("Cliente difficile, voir Bob.")
    expect(alice.messages("note").locator(".text")).to_have_text("Cliente difficile, voir Bob.")
    expect(alice.messages("note")).to_contain_text("Note interne de Alice")
    alice.page.get_by_label("Réponse au lecteur", exact=True).check()
    alice.say("Bonjour.")
    expect(vera.messages("agent")).to_have_count(1)
    vera.page.reload()
    vera.open()
    expect(vera.messages("agent")).to_have_count(1)
    assert any("Bonjour." in each for each in frames)
    assert not any("difficile" in each for each in frames)
    alice.page.reload()
    expect(alice.messages("note")).to_have_count(1)


def test_what_vera_has_erased_is_gone_from_the_inbox(
    server: Server, vera: Reader, alice: Desk
) -> None:
    taken(server, vera, alice)
    vera.frame.evaluate(
        """async () => {
          const { io } = await import(
            document.querySelector('link[rel="modulepreload"]').href);
          const socket = io("/widget", {
            auth: { token: JSON.parse(localStorage.salut).token }, forceNew: true });
          await new Promise(done => socket.on("welcome", done));
          await socket.emitWithAck("forget", {});
        }"""
    )
    expect(alice.page.locator(".choose")).to_have_text("Ce lecteur a effacé sa discussion.")
    expect(alice.tab("À moi")).to_have_text("À moi ")
    alice.tab("Toutes").click()
    expect(alice.items).to_have_count(0)
