"""Olga adds a site, embeds it and changes an answer; Vera gets it, and Victor changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.server_process import Server

from .console import Colleague, invite
from .publisher import page as article
from .publisher import published
from .test_console_login import check, listened

pytestmark = [pytest.mark.browser, pytest.mark.service]

PHONE = {"width": 360, "height": 640}
PWN = '"><img src=x onerror="window.pwned=1"><svg/onload=window.pwned=1>{{7*7}}</textarea>'


@pytest.fixture
def complaints() -> list[str]:
    """Collect what the browsers complain of."""
    return []


@pytest.fixture
def olga(context: BrowserContext, server: Server, complaints: list[str]) -> Colleague:
    made = Colleague(listened(context.new_page(), complaints))
    made.accept(invite(server, "Olga", "admin"))
    made.protect()
    return made


@pytest.fixture
def victor(browser: Browser, server: Server, complaints: list[str]) -> Iterator[Page]:
    """Give Victor, who may look, his phone."""
    context = browser.new_context(viewport=PHONE, locale="fr-FR")  # type: ignore[arg-type]
    made = Colleague(listened(context.new_page(), complaints))
    made.accept(invite(server, "Victor", "viewer", "--site", "demo"))
    yield made.page
    context.close()


def test_a_site_is_added_embedded_and_taught(
    server: Server, olga: Colleague, browser: Browser, complaints: list[str]
) -> None:
    page = olga.page
    with published(server) as journal:
        page.goto(f"{server.url}/console/sites/new")
        page.get_by_label("Clé").fill("le-quai")
        page.get_by_label("Nom du site").fill("Le Quai")
        page.get_by_label("Adresse du site").fill("https://quai.example.org/")
        page.get_by_label("Origines autorisées").fill(journal.origin)
        page.get_by_role("button", name="Ajouter le site").click()
        expect(page.get_by_role("status").first).to_contain_text("Site ajouté")
        tag = page.get_by_label("Code du bouton").input_value()

        page.get_by_role("link", name="Réponses", exact=True).click()
        page.get_by_role("link", name="Écrire une réponse").click()
        page.get_by_label("Question", exact=True).fill("Où se trouve la rédaction ?")
        page.get_by_label("Réponse", exact=True).fill("Au 3, quai du Phare.")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_role("status")).to_have_text("Réponse enregistrée.")

        address = journal.publish(
            article()
            .replace("</body>", f"{tag}</body>")
            .replace('<script async src="CHAT/widget.js" data-site="journal" ></script>', "")
        )
        reader = browser.new_context(locale="fr-FR").new_page()
        reader.goto(address)
        reader.get_by_role("button", name="Une question").click()
        frame = reader.frame_locator("iframe")
        frame.get_by_role("textbox").fill("ou est la redaction")
        frame.get_by_role("textbox").press("Enter")
        expect(frame.get_by_text("Au 3, quai du Phare.")).to_be_visible()

        page.get_by_label("Réponse", exact=True).fill("Au 5, quai du Phare.")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_role("status")).to_contain_text("Modification enregistrée")
        frame.get_by_role("textbox").fill("ou se trouve la redaction ?")
        frame.get_by_role("textbox").press("Enter")
        expect(frame.get_by_text("Au 5, quai du Phare.")).to_be_visible()
        reader.context.close()
    assert complaints == []


def test_what_is_typed_fires_nowhere_and_every_page_is_open_to_everyone(
    server: Server, olga: Colleague, victor: Page, complaints: list[str]
) -> None:
    page = olga.page
    page.goto(f"{server.url}/console/sites/demo/entries/new")
    for label in ("Question", "Réponse", "Autres formulations", "Titre de l’article", "Rubrique"):
        page.get_by_label(label, exact=True).fill(PWN)
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status")).to_have_text("Réponse enregistrée.")
    entry = page.url.partition("?")[0]
    page.goto(f"{server.url}/console/sites/demo")
    for label in ("Nom du site", "Français"):
        page.get_by_label(label, exact=True).fill(PWN)
    page.locator("form.wide").first.get_by_role("button", name="Enregistrer").click()
    expect(page.get_by_role("status").last).to_be_attached()
    here = f"{server.url}/console/sites"
    for told in (page, victor):
        for path in ("", "/demo", "/demo/entries", "/demo/try?question=img+svg+onload"):
            told.goto(f"{here}{path}")
            check(told, "")
            assert told.evaluate("window.pwned") is None
        told.goto(entry)
        check(told, "svg")
        assert told.evaluate("window.pwned") is None
    expect(victor.get_by_role("button", name="Enregistrer")).to_have_count(0)
    for path in ("/new", "/demo/entries/new", "/demo/entries/import"):
        page.goto(f"{here}{path}")
        check(page, "")
        assert victor.goto(f"{here}{path}").status == 403  # type: ignore[union-attr]
    assert complaints == []


def test_a_theme_is_seen_while_it_is_chosen_and_the_tag_is_copied(
    server: Server, olga: Colleague, complaints: list[str]
) -> None:
    page = olga.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{server.url}/console/sites/demo")
    page.get_by_role("button", name="Copier").click()
    expect(page.get_by_text("Copié.")).to_be_visible()
    assert 'data-site="demo"' in page.evaluate("navigator.clipboard.readText()")
    page.get_by_label("Couleur des liens").fill("#0b5394")
    link = page.frame_locator("iframe.sample").get_by_role("link")
    expect(link).to_have_css("color", "rgb(11, 83, 148)")
    assert complaints == []
