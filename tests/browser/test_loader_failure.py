"""When anything fails the page is as it was: a plain link to its help, and no harm done."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Route, expect

from .publisher import Journal, console, faults, page
from .reader import Reader
from .stand_in import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.service]

LINK = '<a href="/aide" data-salut-help>Aide</a>'
PAGE = page(body=LINK)
FRAME = "salut-widget iframe"
RESTED = "Une question\u202f?"
FAILED = "Discussion indisponible"
MEASURE = """<script>
  var shifts = 0, tasks = [];
  new PerformanceObserver(list => list.getEntries().forEach(entry => shifts += entry.value))
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver(list => list.getEntries().forEach(entry => tasks.push(entry.duration)))
    .observe({ type: "longtask", buffered: true });
</script>"""


def help_link(vera: Reader) -> Locator:
    return vera.page.get_by_role("link", name="Aide")


def answer_loader(vera: Reader, journal: Journal, answer: str) -> None:
    """Let the chat answer a request for the loader in some way."""

    def on_route(route: Route) -> None:
        if answer == "refused":
            route.abort("connectionrefused")
        elif answer == "blocked":
            route.abort("blockedbyclient")
        elif answer == "half":
            route.fulfill(body="(()=>{try{const", content_type="text/javascript")
        elif answer == "markup":
            route.fulfill(body="<!doctype html>", content_type="text/html")
        else:
            route.fulfill(status=int(answer), body="{}", content_type="application/json")

    vera.page.route(f"{journal.chat.url}/widget.js", on_route)


@pytest.mark.parametrize("answer", ["refused", "blocked", "half", "markup", "404", "500", "503"])
def test_without_the_loader_the_link_is_there(vera: Reader, journal: Journal, answer: str) -> None:
    answer_loader(vera, journal, answer)
    vera.page.goto(journal.publish(PAGE), wait_until="load")
    expect(help_link(vera)).to_be_visible()
    expect(vera.page.locator("salut-widget")).to_have_count(0)


def test_without_scripts_the_link_is_there(browser: Browser, journal: Journal) -> None:
    plain = browser.new_context(java_script_enabled=False)
    tab = plain.new_page()
    tab.goto(journal.publish(PAGE))
    expect(tab.get_by_role("link", name="Aide")).to_be_visible()
    plain.close()


def test_the_link_gives_way_to_the_launcher(vera: Reader, journal: Journal) -> None:
    vera.page.goto(journal.publish(PAGE))
    expect(vera.launcher).to_be_visible()
    expect(help_link(vera)).to_have_count(0)
    vera.page.keyboard.press("Tab")
    assert vera.page.evaluate("document.activeElement.localName") == "salut-widget"


@pytest.mark.parametrize(
    "broken",
    [
        "Element.prototype.attachShadow = () => { throw Error('no') }",
        "delete Element.prototype.attachShadow",
        "window.CSSStyleSheet = undefined",
        "CSSStyleSheet.prototype.replaceSync = () => { throw Error('no') }",
        "window.MutationObserver = undefined",
        "window.getComputedStyle = () => null",
        "Node.prototype.appendChild = () => { throw Error('no') }",
        "window.CustomEvent = undefined",
        "window.URL = undefined",
    ],
)
def test_an_exception_leaves_the_link_and_no_error(
    vera: Reader, journal: Journal, broken: str
) -> None:
    errors, warnings = faults(vera.page), console(vera.page, "warning")
    vera.page.goto(journal.publish(page(head=f"<script>{broken}</script>", body=LINK)))
    expect(help_link(vera)).to_be_visible()
    expect(vera.page.locator("salut-widget")).to_have_count(0)
    assert errors == []
    assert [line.startswith("Salut:") for line in warnings] == [True]


@pytest.mark.parametrize("answer", ["connectionrefused", "timedout", "blockedbyclient", "500"])
def test_a_panel_that_does_not_come_brings_the_link_back(
    vera: Reader, journal: Journal, answer: str
) -> None:
    errors = faults(vera.page)

    def on_route(route: Route) -> None:
        if answer == "500":
            route.fulfill(status=500, body="Internal Server Error")
        else:
            route.abort(answer)

    vera.page.route(f"{journal.chat.url}/widget/journal?*", on_route)
    vera.page.goto(journal.publish(PAGE))
    vera.launcher.click()
    expect(vera.launcher).to_have_text(FAILED)
    expect(help_link(vera)).to_be_visible()
    expect(vera.page.locator(FRAME)).not_to_be_visible()
    assert all(error.startswith("Failed to load resource") for error in errors)

    vera.page.unroute(f"{journal.chat.url}/widget/journal?*")
    StandIn(vera.page, journal)
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
    expect(vera.launcher).to_have_text(RESTED)
    expect(help_link(vera)).to_have_count(0)


def test_a_server_that_hangs_is_not_waited_for_for_ever(vera: Reader, journal: Journal) -> None:
    held: list[Route] = []
    vera.page.route(f"{journal.chat.url}/widget/journal?*", lambda route: held.append(route))
    vera.page.goto(journal.publish(PAGE))
    vera.page.clock.install()
    vera.launcher.click()
    expect(vera.page.locator("salut-widget .wait")).to_have_count(1)
    vera.page.clock.fast_forward(10_000)
    expect(vera.launcher).to_have_text(FAILED)
    for route in held:
        route.abort()


def test_a_panel_that_comes_late_is_shown(vera: Reader, journal: Journal) -> None:
    panel = StandIn(vera.page, journal, is_late=True)
    vera.page.goto(journal.publish(PAGE))
    vera.launcher.click()
    expect(vera.launcher).to_have_text(FAILED)
    panel.say("ready")
    expect(vera.page.locator(FRAME)).to_be_visible()
    expect(vera.launcher).to_have_text(RESTED)
    expect(help_link(vera)).to_have_count(0)


def test_a_panel_that_is_left_waiting_is_asked_for_again(vera: Reader, journal: Journal) -> None:
    late = StandIn(vera.page, journal, is_late=True)
    vera.page.goto(journal.publish(PAGE))
    vera.launcher.click()
    vera.page.keyboard.press("Escape")
    expect(vera.launcher).to_have_text(RESTED)
    vera.launcher.click()
    expect(vera.launcher).to_have_text(FAILED)
    assert len(late.asked) == 2


def test_a_policy_without_us_leaves_the_link(vera: Reader, journal: Journal) -> None:
    policy = {"Content-Security-Policy": "script-src 'none'; frame-src 'none'"}
    vera.page.goto(journal.publish(PAGE, policy))
    expect(help_link(vera)).to_be_visible()


def test_a_policy_that_forbids_the_frame_brings_the_link_back(
    vera: Reader, journal: Journal
) -> None:
    policy = {"Content-Security-Policy": "script-src CHAT; frame-src 'none'"}
    vera.page.goto(journal.publish(PAGE, policy))
    vera.launcher.click()
    expect(vera.launcher).to_have_text(FAILED)
    expect(help_link(vera)).to_be_visible()


def test_a_failed_launcher_leads_to_the_page_of_help_that_is_named(
    vera: Reader, journal: Journal
) -> None:
    journal.publish("<!doctype html><title>Aide</title>", path="/aide")
    vera.page.route(f"{journal.chat.url}/widget/journal?*", lambda route: route.abort())
    vera.page.goto(journal.publish(page(attributes='data-help="/aide"')))
    vera.launcher.click()
    expect(vera.launcher).to_have_text(FAILED)
    vera.launcher.click()
    vera.page.wait_for_url(f"{journal.origin}/aide")


def test_the_page_neither_moves_nor_stops(vera: Reader, journal: Journal) -> None:
    StandIn(vera.page, journal)
    errors = faults(vera.page)
    vera.page.goto(journal.publish(page(head=MEASURE, body=LINK)), wait_until="networkidle")
    expect(vera.launcher).to_be_visible()
    vera.page.wait_for_timeout(500)
    assert vera.page.evaluate("[shifts, tasks]") == [0, []]
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
    vera.page.wait_for_timeout(500)
    assert vera.page.evaluate("shifts") < 0.01  # the launcher itself becomes a cross
    assert errors == []


def test_offline_the_launcher_says_so(
    vera: Reader, journal: Journal, context: BrowserContext
) -> None:
    vera.page.goto(journal.publish(PAGE))
    expect(vera.launcher).to_be_visible()
    context.set_offline(True)
    vera.launcher.click()
    expect(vera.launcher).to_have_text(FAILED)
    context.set_offline(False)
    StandIn(vera.page, journal)
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
