"""A browser that refuses storage: the chat works for the page's life, and keeps nothing."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

QUESTION = "Comment résilier mon abonnement ?"
REFUSE = """
Object.defineProperty(window, "localStorage", {
  get() { throw new DOMException("denied", "SecurityError"); },
});
"""


def test_the_chat_works_without_storage(server: Server, vera: Reader) -> None:
    vera.page.add_init_script(REFUSE)
    vera.page.goto(server.url)
    vera.open()
    expect(vera.ask(QUESTION)).to_contain_text("Mon compte")

    vera.page.reload()
    vera.open()
    expect(vera.messages("visitor")).to_have_count(0)
