"""What the panel makes of what the page says: its address, its theme; and what it says back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import WebSocket, expect

from .publisher import Journal, page
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

CANONICAL = '<link rel="canonical" href="{origin}/articles/port?edition=2">'
ADDRESS = re.compile(r'"page":\{"url":"([^"]+)"')


@pytest.fixture
def sent(vera: Reader) -> list[str]:
    """Give the list of what the panel will send."""
    lines: list[str] = []

    def on_socket(socket: WebSocket) -> None:
        socket.on("framesent", lambda line: lines.append(str(line)))

    vera.page.on("websocket", on_socket)
    return lines


def address_of(question: str, sent: list[str]) -> str:
    line = next(line for line in sent if '["message"' in line and question in line)
    found = ADDRESS.search(line)
    assert found, line
    return found[1]


def test_a_question_goes_with_the_address_of_its_page(
    vera: Reader, journal: Journal, sent: list[str]
) -> None:
    head = CANONICAL.format(origin=journal.origin)
    vera.page.goto(journal.publish(page(head=head)) + "?mail=vera@example.org")
    vera.open()
    vera.ask("Bonjour")
    assert address_of("Bonjour", sent) == f"{journal.origin}/articles/port?edition=2"

    vera.page.evaluate("history.pushState({}, '', '/criee?mail=vera@example.org')")
    vera.page.evaluate("document.title = 'La criée'")
    vera.page.evaluate("new Promise(done => setTimeout(done, 300))")
    vera.ask("Merci")
    assert address_of("Merci", sent) == f"{journal.origin}/criee"
    assert "vera@example.org" not in "".join(sent)


def test_a_canonical_address_of_another_site_is_not_believed(
    vera: Reader, journal: Journal, sent: list[str]
) -> None:
    head = CANONICAL.format(origin="https://evil.example")
    vera.page.goto(journal.publish(page(head=head), path="/article"))
    vera.open()
    vera.ask("Bonjour")
    assert address_of("Bonjour", sent) == f"{journal.origin}/article"


def test_the_panel_is_as_dark_as_its_page(vera: Reader, journal: Journal) -> None:
    vera.page.goto(journal.publish(page(html='lang="fr" data-theme="dark"')))
    vera.open()
    document = vera.panel.locator(":root")
    expect(document).to_have_attribute("data-theme", "dark")
    vera.page.evaluate("document.documentElement.dataset.theme = 'light'")
    expect(document).to_have_attribute("data-theme", "light")
    vera.page.evaluate("delete document.documentElement.dataset.theme")
    expect(document).not_to_have_attribute("data-theme", "light")


def test_an_answer_to_a_closed_panel_is_counted_in_words(vera: Reader, journal: Journal) -> None:
    vera.page.goto(journal.publish(page()))
    vera.open()
    vera.page.evaluate("Salut.close()")
    vera.panel.locator("textarea").evaluate(
        """text => {
          text.value = "Bonjour";
          text.form.requestSubmit();
        }"""
    )
    expect(vera.launcher).to_have_attribute("title", re.compile("messages"))
    vera.launcher.click()
    expect(vera.launcher).to_have_attribute("title", "")
