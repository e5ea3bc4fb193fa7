"""A message that the server refuses stays readable, says why, and can be written anew."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

TOO_LONG = "a" * 2001
QUESTION = "Comment résilier mon abonnement ?"
# A character is one to the server and two to the browser's own limit: so let the limit go.
UNLIMIT = "composer => composer.removeAttribute('maxlength')"


def test_it_shows_the_reason_and_gives_the_text_back(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    composer = vera.panel.get_by_role("textbox")
    composer.evaluate(UNLIMIT)
    vera.write(TOO_LONG)

    refused = vera.messages("visitor")
    expect(refused).to_contain_text("trop long")
    expect(refused.locator(".text")).to_have_text(TOO_LONG)

    vera.page.reload()
    vera.open()
    expect(refused).to_contain_text("trop long")
    refused.get_by_role("button", name="Modifier").click()
    expect(refused).to_have_count(0)
    expect(composer).to_have_value(TOO_LONG)
    expect(vera.ask(QUESTION)).to_contain_text("Mon compte")
