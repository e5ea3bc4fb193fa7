"""A page under the strictest policy that names the chat: nothing of ours has to be excused."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from web import loader, translations
from web.settings import ROOT

from .publisher import Journal, console, faults, page, tag
from .reader import Reader
from .stand_in import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.service]

FRAME = "salut-widget iframe"
BARE = page().replace('<link rel="icon" href="data:,">', "")
NOTHING_BUT_US = "default-src 'none'; script-src CHAT; frame-src CHAT; base-uri 'none'"
NO_TYPES = f"{NOTHING_BUT_US}; require-trusted-types-for 'script'; trusted-types 'none'"
POLICIES = {
    "nothing but us": NOTHING_BUT_US,
    "no trusted type": NO_TYPES,
    "one file of ours": "default-src 'none'; script-src CHAT/widget.js; frame-src CHAT/widget/",
    "nonces": "default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; frame-src CHAT",
    "sandbox": f"{NOTHING_BUT_US}; sandbox allow-scripts allow-same-origin",
}


def versioned(journal: Journal) -> tuple[str, str]:
    """Give the tag of the loader under its digest, and its path."""
    made = loader.make(ROOT / "static" / "widget", translations.load(ROOT / "translations"))
    return made.tag({"site": "journal"}, journal.chat.url, versioned=True), made.path


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_it_works_and_breaks_no_rule(vera: Reader, journal: Journal, policy: str) -> None:
    errors = faults(vera.page)
    panel = StandIn(vera.page, journal)
    html = BARE.replace("<script async", '<script async nonce="n"')
    vera.page.goto(
        journal.publish(html, {"Content-Security-Policy": policy, "X-Frame-Options": "DENY"})
    )
    vera.page.evaluate("Salut.update({ color: '#0a5c8a', zIndex: 5, theme: 'dark' })")
    expect(vera.launcher).to_have_css("background-color", "rgb(10, 92, 138)")
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
    panel.await_message("opened")
    vera.page.keyboard.press("Escape")
    expect(vera.page.locator(FRAME)).not_to_be_visible()
    vera.page.evaluate("Salut.destroy()")
    assert errors == []


def test_the_conversation_itself_runs_under_the_strictest_policy(
    vera: Reader, journal: Journal
) -> None:
    errors = faults(vera.page)
    policy = {"Content-Security-Policy": NO_TYPES}
    vera.page.goto(journal.publish(BARE, policy))
    vera.open()
    vera.ask("Bonjour")
    assert errors == []


def test_the_versioned_loader_is_checked_by_the_browser(vera: Reader, journal: Journal) -> None:
    errors = faults(vera.page)
    StandIn(vera.page, journal)
    own_tag, _ = versioned(journal)
    policy = {"Content-Security-Policy": NO_TYPES}
    vera.page.goto(journal.publish(BARE.replace(tag(), own_tag), policy))
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
    assert errors == []


def test_other_bytes_under_its_address_are_refused(vera: Reader, journal: Journal) -> None:
    errors = console(vera.page, "error")
    own_tag, path = versioned(journal)
    vera.page.route(
        f"**{path}",
        lambda route: route.fulfill(
            body="document.title = 'taken over'",
            content_type="text/javascript",
            headers={"Access-Control-Allow-Origin": "*"},
        ),
    )
    link = '<a href="/aide" data-salut-help>Aide</a>'
    vera.page.goto(journal.publish(page(body=link).replace(tag(), own_tag)))
    assert vera.page.title() == "Journal"
    expect(vera.page.locator("salut-widget")).to_have_count(0)
    expect(vera.page.get_by_role("link", name="Aide")).to_be_visible()
    assert ["integrity" in error for error in errors] == [True]


def test_it_says_nothing_to_a_page_of_another_origin(vera: Reader, journal: Journal) -> None:
    """Whoever puts another document into our frame is told nothing, and not obeyed."""
    StandIn(vera.page, journal)
    vera.page.goto(journal.publish(page()))
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
    journal.publish(
        "<!doctype html><script>var heard = [];"
        "addEventListener('message', event => heard.push(event.data));"
        "parent.postMessage({ salut: 1, type: 'close' }, '*')</script>",
        path="/impostor",
    )
    vera.page.locator(FRAME).evaluate(
        "(frame, source) => new Promise(done => { frame.onload = done; frame.src = source })",
        f"{journal.origin}/impostor",
    )
    vera.page.evaluate("history.pushState({}, '', '/autre')")
    vera.page.evaluate("postMessage({ salut: 1, type: 'close' }, '*')")
    vera.page.evaluate("new Promise(done => setTimeout(done, 200))")
    impostor = next(frame for frame in vera.page.frames if frame.url.endswith("/impostor"))
    assert impostor.evaluate("heard") == []
    expect(vera.page.locator(FRAME)).to_be_visible()


def test_no_markup_of_ours_carries_a_style_or_a_script(client_pages: dict[str, str]) -> None:
    for name, html in client_pages.items():
        assert not re.search(r"\sstyle=|\son\w+=|<style|<script(?![^>]*\ssrc=)", html), name


@pytest.fixture
def client_pages(journal: Journal, vera: Reader) -> dict[str, str]:
    paths = ["/widget/journal", "/widget/journal?locale=ar"]
    return {path: vera.page.request.get(journal.chat.url + path).text() for path in paths}
