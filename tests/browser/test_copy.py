"""An answer is copied with the title and the address of its source, whatever the browser allows."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

QUESTION = "Comment résilier mon abonnement ?"
UNKNOWN = "Quelle est la recette de la blanquette de licorne ?"
KEEP = "navigator.clipboard.writeText = async text => { window.copied = text; };"
REFUSE = "navigator.clipboard.writeText = () => Promise.reject(new DOMException('no'));"
SELECTION = """
  document.addEventListener("copy", () => { window.copied = document.activeElement.value; });
"""
NOTHING_WORKS = REFUSE + "document.execCommand = () => false;"
COPIED = "window.copied"


def copy_last(vera: Reader, url: str, script: str, question: str = QUESTION) -> None:
    """Copy the answer to a question in a browser that a script has changed."""
    vera.page.add_init_script(script)
    vera.page.goto(url)
    vera.open()
    button = vera.ask(question).get_by_role("button", name="Copier la réponse")
    button.click()
    expect(button).to_be_focused()


@pytest.mark.parametrize("script", [KEEP, REFUSE + SELECTION])
def test_an_answer_is_copied_with_its_source(server: Server, vera: Reader, script: str) -> None:
    copy_last(vera, server.url, script)
    expect(vera.messages("bot").last).to_contain_text("Copié")
    text, gap, title, address = vera.frame.evaluate(COPIED).rsplit("\n", 3)
    assert "Résilier" in text
    assert gap == ""
    assert title.startswith("Abonnement")
    assert address == f"{server.url}/abonnement.html"
    expect(vera.panel.locator("body > textarea")).to_have_count(0)


def test_an_answer_without_a_source_is_copied_as_it_is(server: Server, vera: Reader) -> None:
    copy_last(vera, server.url, KEEP, UNKNOWN)
    expect(vera.messages("bot").last).to_contain_text("Copié")
    said = vera.messages("bot").last.locator(".text").inner_text()
    assert vera.frame.evaluate(COPIED) == said


def test_a_browser_that_lets_nothing_be_copied_is_not_praised(server: Server, vera: Reader) -> None:
    copy_last(vera, server.url, NOTHING_WORKS)
    expect(vera.messages("bot").last).to_contain_text("Ça n’a pas marché")
    expect(vera.messages("bot").last).not_to_contain_text("Copié")


def test_the_clipboard_itself_has_it(server: Server, vera: Reader, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    copy_last(vera, server.url, "")
    expect(vera.messages("bot").last).to_contain_text("Copié")
    assert "abonnement.html" in vera.page.evaluate("navigator.clipboard.readText()")
