"""A reader's way through the widget: article, bubble, question, source, article, bubble again."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Request, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

ARTICLE = "/technologie/alibaba-moonshot.html"
GREETING = "Salut! Comment puis-je t'aider?"
RESIGN = "Comment résilier mon abonnement ?"
RESIGN_QUOTE = "Ouvrez « Mon compte », puis « Mon abonnement », et choisissez « Résilier »"
PRICE_MISSPELT = "combien coute labonement numerique"
PRICE_QUOTE = "L’abonnement numérique coûte 8,90 € par mois"
RENTALS = "Quelles sont les nouvelles règles pour les meublés de tourisme ?"

STORED = """async () => ({
  cookies: document.cookie,
  local: localStorage.length,
  session: sessionStorage.length,
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
})"""
NOTHING = {"cookies": "", "local": 0, "session": 0, "databases": 0, "caches": 0}
IN_VIEW = """words => {
  const plain = text => text.replace(/\\s+/g, " ");
  const blocks = [...document.querySelectorAll("main p, main li, main dd, main td")];
  const block = blocks.find(each => plain(each.textContent).includes(plain(words)));
  const { top, bottom } = block.getBoundingClientRect();
  return scrollY > 0 && top >= 0 && bottom <= innerHeight;
}"""


def of_the_widget(requests: list[Request]) -> list[str]:
    """List the paths of what was requested for the chat, not for the article."""
    paths = [urlsplit(request.url).path for request in requests]
    return [path for path in paths if path.startswith(("/widget", "/static", "/socket.io"))]


def test_nothing_is_stored_or_requested_before_the_click(
    server: Server, vera: Reader, context: BrowserContext
) -> None:
    requests: list[Request] = []
    vera.page.on("request", lambda request: requests.append(request))
    vera.page.goto(server.url + ARTICLE, wait_until="networkidle")
    expect(vera.launcher).to_be_visible()
    vera.page.mouse.wheel(0, 2000)

    assert of_the_widget(requests) == ["/widget.js"]
    assert all(request.url.startswith(server.url) for request in requests)
    assert vera.page.evaluate(STORED) == NOTHING
    assert context.cookies() == []

    vera.open()
    assert vera.page.evaluate("Object.keys(localStorage)") == ["salut"]
    assert context.cookies() == []


def test_the_greeting_is_exactly_ours(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url + ARTICLE)
    vera.open()
    expect(vera.panel.locator(".greeting")).to_have_text(GREETING)
    assert vera.panel.locator(".greeting").text_content() == GREETING


def test_three_questions_are_answered_by_quotes(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url + ARTICLE)
    vera.open()

    answer = vera.ask(RESIGN)
    expect(answer.locator("blockquote")).to_contain_text(RESIGN_QUOTE)
    expect(answer.locator("cite")).to_contain_text("Abonnement")

    answer = vera.ask(RENTALS)
    expect(answer.locator("cite")).to_contain_text("Meublés de tourisme")
    expect(answer.locator(".source-facts time")).to_contain_text("2026")

    expect(vera.ask(PRICE_MISSPELT).locator("blockquote")).to_contain_text(PRICE_QUOTE)
    expect(vera.messages("visitor")).to_have_count(3)


def test_a_source_link_leads_to_the_quoted_sentence(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url + ARTICLE)
    vera.open()
    vera.ask(RESIGN).get_by_role("link").click()

    vera.page.wait_for_url(f"{server.url}/abonnement.html**")
    vera.page.wait_for_function(IN_VIEW, arg=RESIGN_QUOTE)


def test_the_conversation_is_found_again_on_the_next_page(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url + ARTICLE)
    vera.open()
    vera.ask(RESIGN)
    vera.panel.get_by_role("textbox").fill("un brouillon")
    vera.page.reload()
    expect(vera.launcher).to_be_visible()
    vera.open()

    expect(vera.messages("visitor")).to_have_count(1)
    expect(vera.messages("visitor")).to_contain_text(RESIGN)
    expect(vera.messages("bot", "answered")).to_contain_text(RESIGN_QUOTE)
    expect(vera.panel.get_by_role("textbox")).to_have_value("un brouillon")


def test_escape_closes_the_panel_and_gives_the_focus_back(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url + ARTICLE)
    vera.open()
    composer = vera.panel.get_by_role("textbox")
    expect(composer).to_be_focused()
    composer.press("Escape")

    expect(vera.page.locator("salut-widget iframe")).not_to_be_visible()
    expect(vera.launcher).to_be_focused()
