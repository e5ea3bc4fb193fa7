"""Markup that a reader types stays text, on the screen and after a reload."""

from __future__ import annotations

import pytest
from playwright.sync_api import ConsoleMessage, Dialog, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

PAYLOADS = [
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '"><script>alert(1)</script>',
    "{{7*7}} ${alert(1)} {{constructor.constructor('alert(1)')()}}",
    '<a href="javascript:alert(1)">lien</a>',
    "<iframe srcdoc='<script>parent.alert(1)</script>'>",
]
WATCH = """
addEventListener("securitypolicyviolation", event => console.error("csp", event.blockedURI));
"""
FOREIGN_IMAGE = """body => {
  const image = new Image();
  image.src = "https://elsewhere.example/x";
  body.append(image);
}"""


@pytest.fixture
def mishaps(vera: Reader) -> list[str]:
    """Collect what must not happen: dialogs, exceptions, console errors, policy violations."""
    happened: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        happened.append(dialog.message)
        dialog.dismiss()

    def on_console(line: ConsoleMessage) -> None:
        if line.type == "error":
            happened.append(line.text)

    vera.page.add_init_script(WATCH)
    vera.page.on("dialog", on_dialog)
    vera.page.on("console", on_console)
    vera.page.on("pageerror", lambda error: happened.append(str(error)))
    return happened


def test_markup_is_shown_as_text(server: Server, vera: Reader, mishaps: list[str]) -> None:
    vera.page.goto(server.url)
    vera.open()
    for payload in PAYLOADS:
        vera.ask(payload)
    expect(vera.messages("visitor").locator(".text")).to_have_text(PAYLOADS)

    vera.page.reload()
    vera.open()
    expect(vera.messages("visitor").locator(".text")).to_have_text(PAYLOADS)
    not_ours = "img, svg:not(.icon *), script, iframe"
    assert vera.panel.locator(".thread").locator(not_ours).count() == 0
    assert mishaps == []


def test_the_watch_would_see_a_violation(server: Server, vera: Reader, mishaps: list[str]) -> None:
    vera.page.goto(server.url)
    vera.open()
    with vera.page.expect_console_message(lambda line: line.type == "error"):
        vera.panel.locator("body").evaluate(FOREIGN_IMAGE)
    assert mishaps
