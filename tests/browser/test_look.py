"""The panel looks as it is told to: light or dark, in a site's own colours, still, and on paper."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.server_process import ROOT, Server, free_port

pytestmark = [pytest.mark.browser, pytest.mark.service]

LIGHT, DARK = "rgb(252, 250, 245)", "rgb(27, 24, 21)"
ACCENT = "#0b5394"
BACKGROUND = "getComputedStyle(document.body).backgroundColor"
SAY = """async count => {
  const panel = document.querySelector("script[type=module]").src;
  const { say } = await import(panel.replace("panel.js", "strings.js"));
  return say("further", { count });
}"""


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for all that is only looked at."""
    running = Server(tmp_path_factory.mktemp("shown"), free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """Give a tab."""
    return context.new_page()


def ask(page: Page, question: str) -> None:
    """Ask in a panel that fills its tab."""
    expect(page.locator(".notice")).to_be_visible()
    page.get_by_role("textbox").fill(question)
    page.keyboard.press("Enter")
    expect(page.locator('.message[data-author="bot"]')).to_have_count(1)


@pytest.mark.parametrize(
    ("scheme", "theme", "ground"),
    [
        ("light", None, LIGHT),
        ("dark", None, DARK),
        ("dark", "auto", DARK),
        ("light", "dark", DARK),
        ("dark", "light", LIGHT),
    ],
)
def test_the_theme_that_is_told_goes_before_the_systems(
    shown: Server, page: Page, scheme: str, theme: str | None, ground: str
) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.goto(f"{shown.url}/widget/demo")
    if theme:
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
    assert page.evaluate(BACKGROUND) == ground


def test_a_print_has_the_words_and_their_sources_and_nothing_to_press(
    shown: Server, page: Page
) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto(f"{shown.url}/widget/demo")
    ask(page, "Comment résilier mon abonnement ?")
    page.emulate_media(media="print")
    assert page.evaluate(BACKGROUND) == LIGHT
    expect(page.locator("blockquote")).to_be_visible()
    for hidden in (page.locator(".composer"), page.locator(".notice"), page.locator(".close")):
        expect(hidden).to_be_hidden()
    expect(page.get_by_role("button")).to_have_count(0)
    written = page.locator(".source-link").evaluate("a => getComputedStyle(a, '::after').content")
    assert written == f'"{shown.url}/abonnement.html"'


def test_nothing_moves_for_readers_who_prefer_so(shown: Server, page: Page) -> None:
    page.emulate_media(reduced_motion="no-preference")
    page.goto(f"{shown.url}/widget/demo")
    ask(page, "Comment résilier mon abonnement ?")
    moving = "getComputedStyle(document.querySelector('.message')).animationName"
    assert page.evaluate(moving) == "settle"
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(moving) == "none"
    assert page.evaluate("document.getAnimations().length") == 0


def test_a_sites_theme_is_seen_under_the_panels_policy(server: Server, page: Page) -> None:
    said = [sys.executable, "-m", "flask", "--app", "server", "sites", "theme", "demo"]
    told = [*said, "--accent", ACCENT, "--font", "sans", "--radius", "square"]
    subprocess.run(told, cwd=ROOT, env=server.environment, check=True, capture_output=True)
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "policy" in line.text else None)
    page.goto(f"{server.url}/widget/demo")
    ask(page, "Comment résilier mon abonnement ?")
    colour = page.locator(".source-link").evaluate("link => getComputedStyle(link).color")
    assert colour == "rgb(11, 83, 148)"
    corner = page.locator(".send").evaluate("send => getComputedStyle(send).borderRadius")
    assert corner == "0px"
    assert refused == []


@pytest.mark.parametrize(
    ("locale", "told"),
    [
        ("fr", {1: "Aussi dans un autre article", 2: "Aussi dans 2 autres articles"}),
        ("en", {1: "Also in another article", 5: "Also in 5 other articles"}),
        ("ar", {1: "وفي مقال آخر أيضًا", 2: "وفي مقالين آخرين أيضًا"}),
    ],
)
def test_what_counts_takes_the_form_of_its_language(
    shown: Server, page: Page, locale: str, told: dict[int, str]
) -> None:
    page.goto(f"{shown.url}/widget/demo?locale={locale}")
    assert {count: page.evaluate(SAY, count) for count in told} == told


def test_arabic_has_its_six_forms(shown: Server, page: Page) -> None:
    page.goto(f"{shown.url}/widget/demo?locale=ar")
    said = {page.evaluate(SAY, count).split(" ", 2)[-1] for count in (0, 1, 2, 3, 11, 100)}
    assert len(said) == 6


def test_the_way_to_the_latest_messages_hides_nothing_below_the_thread(
    shown: Server, page: Page
) -> None:
    page.set_viewport_size({"width": 360, "height": 400})
    page.goto(f"{shown.url}/widget/demo")
    ask(page, "Comment résilier mon abonnement ?")
    page.locator(".scroller").evaluate("scroller => scroller.scrollTop = 0")
    page.locator(".latest").evaluate("latest => latest.hidden = false")
    button, people = page.locator(".latest").bounding_box(), page.locator(".people").bounding_box()
    assert button is not None
    assert people is not None
    assert button["y"] + button["height"] <= people["y"]
    page.locator(".latest").click()
    expect(page.locator(".latest")).to_be_hidden()
