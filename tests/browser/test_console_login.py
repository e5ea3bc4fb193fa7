"""The staff comes in: invited, protected, at work, cut off; on every screen, for every eye."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect

from tests.server_process import Server

from . import axe
from .console import Colleague, invite

pytestmark = [pytest.mark.browser, pytest.mark.service]

PHONE = {"width": 360, "height": 640}
DESK = {"width": 1280, "height": 800}
PAGES = {
    "": "Bonjour Bob",
    "/agents": "Équipe",
    "/audit": "Journal",
    "/account": "Mon compte",
    "/two-factor": "Double authentification",
}


@pytest.fixture
def complaints() -> list[str]:
    """Collect what the browsers complain of: a policy that is broken, a script that fails."""
    return []


@pytest.fixture
def bob(context: BrowserContext, complaints: list[str]) -> Colleague:
    return Colleague(listened(context.new_page(), complaints))


@pytest.fixture
def alice(browser: Browser, complaints: list[str]) -> Iterator[Colleague]:
    """Give Alice a browser of her own, on her phone."""
    context = browser.new_context(viewport=PHONE, locale="fr-FR")  # type: ignore[arg-type]
    yield Colleague(listened(context.new_page(), complaints))
    context.close()


def listened(page: Page, complaints: list[str]) -> Page:
    def on_console(line: ConsoleMessage) -> None:
        if line.type == "error" and "status of 4" not in line.text:
            complaints.append(line.text)

    page.on("console", on_console)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


def test_bob_comes_in_invites_alice_and_cuts_her_off(
    server: Server, bob: Colleague, alice: Colleague, complaints: list[str]
) -> None:
    bob.accept(invite(server, "Bob", "admin"))
    bob.protect()
    bob.page.get_by_role("link", name="C’est noté").click()
    expect(bob.page.get_by_role("heading", name="Bonjour Bob")).to_be_visible()
    expect(bob.page.get_by_role("heading", name="Le Fanal")).to_be_visible()

    bob.page.get_by_role("link", name="Équipe").click()
    bob.page.get_by_label("Adresse e-mail").fill("alice")
    bob.page.get_by_label("Nom", exact=True).fill("Alice")
    bob.page.locator("form").last.evaluate("form => { form.noValidate = true; }")
    bob.page.get_by_role("button", name="Créer l’invitation").click()
    address = bob.page.get_by_label("Adresse e-mail")
    expect(address).to_have_accessible_description(
        "Écris une adresse complète, comme bob@example.org."
    )
    expect(address).to_have_value("alice")
    expect(bob.page.get_by_label("Nom", exact=True)).to_have_value("Alice")
    address.fill("alice@example.org")
    bob.page.get_by_role("button", name="Créer l’invitation").click()
    link = bob.page.get_by_label("Lien").input_value()

    alice.accept(link)
    expect(alice.page.get_by_role("heading", name="Bonjour Alice")).to_be_visible()
    expect(alice.page.get_by_role("link", name="Équipe")).to_have_count(0)

    bob.page.get_by_role("link", name="Équipe").first.click()
    bob.page.get_by_role("link", name="Alice").click()
    bob.page.get_by_role("link", name="Couper l’accès").click()
    expect(bob.page.get_by_role("heading", name="Couper l’accès à Alice")).to_be_visible()
    bob.page.get_by_role("button", name="Couper l’accès").click()
    expect(bob.page.get_by_role("status")).to_have_text("L’accès est coupé.")

    alice.page.get_by_role("link", name="Mon compte").click()
    expect(alice.page.get_by_role("heading", name="Connexion")).to_be_visible()
    alice.sign_in(server.url, "alice@example.org")
    expect(alice.page.get_by_role("alert")).to_contain_text("ne vont pas ensemble")
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", [DESK, PHONE], ids=["desk", "phone"])
def test_every_page_is_open_to_everyone(
    server: Server, browser: Browser, screen: dict[str, int], scheme: str, complaints: list[str]
) -> None:
    context = browser.new_context(
        viewport=screen,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        locale="fr-FR",
    )
    bob = Colleague(listened(context.new_page(), complaints))
    link = invite(server, "Bob", "admin")
    bob.page.goto(link)
    check(bob.page, "Bienvenue")
    bob.sign_in(server.url, "bob@example.org", "wrong")
    expect(bob.page.get_by_role("alert")).to_be_visible()
    check(bob.page, "Connexion")
    bob.accept(link)
    check(bob.page, "Protéger ton compte")
    bob.protect()
    check(bob.page, "Garde ces codes")
    for path, heading in PAGES.items():
        bob.page.goto(f"{server.url}/console{path}")
        check(bob.page, heading)
    invite(server, "Alice", "agent", "--site", "demo")
    bob.page.goto(f"{server.url}/console/agents")
    bob.page.get_by_role("link", name="Alice").click()
    check(bob.page, "Alice")
    bob.page.get_by_role("link", name="Couper l’accès").click()
    check(bob.page, "Couper l’accès à Alice")
    context.close()
    assert complaints == []


def check(page: Page, heading: str) -> None:
    """See that a page is there, fits its screen, and that axe finds nothing wrong with it."""
    expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    scrolled, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert scrolled <= shown, page.url
    assert axe.violations(page.main_frame) == []


def test_an_inline_script_is_stopped(server: Server, bob: Colleague, complaints: list[str]) -> None:
    bob.page.goto(f"{server.url}/console/login")
    bob.page.evaluate(
        """() => {
          const script = document.createElement("script");
          try { script.text = "document.title = 'evil'"; } catch { return; }
          document.body.append(script);
        }"""
    )
    assert "evil" not in bob.page.title()


def test_the_keyboard_reaches_the_form_and_the_content(server: Server, bob: Colleague) -> None:
    bob.page.goto(f"{server.url}/console/login")
    bob.page.keyboard.press("Tab")
    skip = bob.page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    bob.page.keyboard.press("Enter")
    for label in ("Adresse e-mail", "Mot de passe"):
        bob.page.keyboard.press("Tab")
        expect(bob.page.get_by_label(label)).to_be_focused()


def test_another_language_is_spoken_by_wish(server: Server, browser: Browser) -> None:
    context = browser.new_context(locale="en-GB")
    page = context.new_page()
    page.goto(f"{server.url}/console/login")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    context.close()


def test_a_link_of_another_site_finds_alice_still_signed_in(
    server: Server, alice: Colleague
) -> None:
    alice.accept(invite(server, "Alice", "agent"))
    expect(alice.page.get_by_role("heading", name="Bonjour Alice")).to_be_visible()
    elsewhere = server.url.replace("127.0.0.1", "localhost")
    alice.page.goto(f"{elsewhere}/abonnement.html")
    alice.page.evaluate("address => { location.href = address; }", f"{server.url}/console/account")
    expect(alice.page.get_by_role("heading", name="Mon compte")).to_be_visible()
