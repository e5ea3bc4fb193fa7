"""A page that is not on our side: polluted prototypes, clobbered names, wild styles, ears.

The page lives on an origin of its own, so this is also the widget on a publisher's real site.
"""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from .publisher import Journal, faults, page
from .reader import Reader
from .stand_in import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.service]

FRAME = "salut-widget iframe"
POLLUTED = """
  for (const name of [
    "src", "get", "set", "mode", "slotAssignment", "once", "passive", "signal", "capture", "detail",
    "site", "locale", "position", "color", "theme", "zIndex", "consent", "hiddenOn", "launcher",
    "help", "attributeFilter", "attributeOldValue", "characterDataOldValue", "transfer", "is",
    "media", "baseURL", "disabled", "init", "type", "salut", "direction", "fr", "value", "toJSON",
  ]) Object.prototype[name] = "//evil.example";
  for (const name of Object.getOwnPropertyNames(Array.prototype)) {
    if (typeof [][name] === "function" && !["constructor", "values"].includes(name)) {
      Array.prototype[name] = () => ["evil"];
    }
  }
  Array.from = Array.of = () => ["evil"];
"""
CLOBBERED = """
  <form id="addEventListener" name="querySelector"></form>
  <form id="Salut" name="createElement"></form>
  <form id="navigation" name="documentElement"></form>
  <form name="dispatchEvent"></form><form name="defaultView"></form>
  <img name="currentScript" alt=""><img name="title" alt=""><img name="body" alt="">
  <img name="head" alt=""><a id="visualViewport"></a><a id="CSSStyleSheet"></a>
"""
HOSTILE_STYLE = """
  * { all: unset !important; }
  salut-widget, iframe, button, div, span { display: none !important; }
  iframe { display: none !important; width: 0 !important; opacity: 0 !important; }
  salut-widget { position: absolute !important; left: -9999px !important; opacity: 0 !important;
    transform: scale(0) !important; filter: blur(9px) !important; pointer-events: none !important;
    font-size: 1px !important; color: transparent !important; contain: strict !important; }
  html { font-size: 62.5%; line-height: 4; text-transform: uppercase; word-spacing: 3em; }
"""
LISTENING = """
  var heard = "";
  addEventListener("message", event => { heard += JSON.stringify(event.data) + "\\n"; }, false);
"""
POLICY = (
    "default-src 'none'; script-src 'nonce-n'; frame-src CHAT; img-src CHAT data:; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


def script(text: str) -> str:
    return f'<script nonce="n">{text}</script>'


def visit(vera: Reader, journal: Journal, head: str, body: str = "") -> None:
    html = page(head=head, body=body).replace("<script async", '<script async nonce="n"')
    vera.page.emulate_media(reduced_motion="reduce")
    address = journal.publish(html, {"Content-Security-Policy": POLICY}, path="/article")
    vera.page.goto(f"{address}?mail=vera@example.org#part")


def test_the_conversation_works_and_leaks_nothing(vera: Reader, journal: Journal) -> None:
    errors = faults(vera.page)
    visit(vera, journal, script(POLLUTED + LISTENING), CLOBBERED)
    vera.open()
    vera.ask("Bonjour")

    frame = next(frame for frame in vera.page.frames if "/widget/journal" in frame.url)
    token = json.loads(frame.evaluate("localStorage.salut"))["token"]
    told = frame.evaluate("document.referrer")
    heard = vera.page.evaluate("heard")
    assert token
    assert token not in heard
    assert [json.loads(line)["type"] for line in heard.split()] == ["ready"]
    assert token not in "".join(frame.url for frame in vera.page.frames)
    assert told == f"{journal.origin}/"
    assert errors == []


def test_the_panel_closes_from_within(vera: Reader, journal: Journal) -> None:
    errors = faults(vera.page)
    visit(vera, journal, script(POLLUTED), CLOBBERED)
    vera.open()
    vera.panel.get_by_role("button", name="Fermer la discussion").click()
    expect(vera.page.locator(FRAME)).not_to_be_visible()
    expect(vera.launcher).to_be_focused()
    assert errors == []


def test_polluted_prototypes_choose_nothing(vera: Reader, journal: Journal) -> None:
    errors = faults(vera.page)
    asked: list[str] = []
    vera.page.on("request", lambda request: asked.append(request.url))
    panel = StandIn(vera.page, journal)
    visit(vera, journal, script(POLLUTED), CLOBBERED)
    expect(vera.page.locator("salut-widget")).to_have_count(1)
    expect(vera.launcher).to_have_text("Une question\u202f?")
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
    assert panel.asked == ["/widget/journal?locale=fr"]
    assert panel.last("page")["url"] == f"{journal.origin}/article"
    vera.page.evaluate("Salut.update({ position: 'left' }); Salut.close(); Salut.destroy()")
    expect(vera.page.locator("salut-widget")).to_have_count(0)
    assert not [url for url in asked if "evil" in url]
    assert errors == []


def test_the_page_adds_to_nothing_and_nothing_to_the_page(vera: Reader, journal: Journal) -> None:
    visit(vera, journal, script("var globals = Object.keys(window);"))
    expect(vera.launcher).to_be_visible()
    added = vera.page.evaluate("Object.keys(window).filter(each => !globals.includes(each))")
    assert [name for name in added if name != "globals"] == ["Salut"]
    assert vera.page.evaluate("Object.keys(Salut)") == [
        "init",
        "open",
        "close",
        "update",
        "destroy",
    ]
    assert vera.page.evaluate("Object.keys(Object.prototype)") == []


def test_no_style_of_the_page_reaches_it(vera: Reader, journal: Journal) -> None:
    StandIn(vera.page, journal)
    vera.page.emulate_media(reduced_motion="reduce")
    vera.page.goto(journal.publish(page()))
    plain = vera.launcher.bounding_box()
    journal.publish(page(head=f"<style>{HOSTILE_STYLE}</style>"))
    vera.page.reload()
    expect(vera.launcher).to_be_visible()
    assert vera.launcher.bounding_box() == plain
    assert vera.launcher.evaluate("button => getComputedStyle(button).textTransform") == "none"
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
    box = vera.page.locator(FRAME).bounding_box()
    assert box
    assert (box["width"], box["height"]) == (398, 638)


@pytest.mark.parametrize("size", ["62.5%", "200%", "3px"])
def test_the_size_of_the_pages_letters_changes_nothing(
    vera: Reader, journal: Journal, size: str
) -> None:
    vera.page.goto(journal.publish(page()))
    plain = vera.launcher.bounding_box()
    journal.publish(page(head=f"<style>html {{ font-size: {size} }}</style>"))
    vera.page.reload()
    expect(vera.launcher).to_be_visible()
    assert vera.launcher.bounding_box() == plain


def test_a_page_with_a_name_like_ours_keeps_it(vera: Reader, journal: Journal) -> None:
    errors = faults(vera.page)
    other = "<script>const $crisp = [], Intercom = () => 1; var Salut = { hello: 1 };</script>"
    vera.page.goto(journal.publish(page(head=other)))
    expect(vera.launcher).to_be_visible()
    assert vera.page.evaluate("[Salut, Intercom(), $crisp]") == [{"hello": 1}, 1, []]
    assert errors == []
