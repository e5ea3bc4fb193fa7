"""Everyone can use the widget: axe finds nothing in any state, theme, size or direction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Route, expect

from tests.server_process import Server, free_port

from .axe import violations
from .conftest import PATIENCE_MS
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

ARTICLE = "/technologie/alibaba-moonshot.html"
TAG = 'data-site="demo"'
UNLIMIT = "composer => composer.removeAttribute('maxlength')"
NUMBERS = count(2)  # what was asked before is answered without a wait
ZOOMED = {"width": 320, "height": 256}  # a screen of 1280 by 1024 at 400 %
NAME = "each.getAttribute('aria-label') ?? each.labels?.[0]?.textContent ?? each.textContent"
CONTROLS = (
    '[...document.querySelectorAll("a[href], button, textarea, summary, [tabindex=\\"0\\"]")]'
)
SEEN = "each => each.checkVisibility({ visibilityProperty: true })"
NAMES = f"() => {CONTROLS}.filter({SEEN}).map(each => {NAME})"
FOCUSED = f"""() => {{
  const each = document.activeElement;
  const {{ outlineStyle, outlineWidth }} = getComputedStyle(each);
  const form = each.closest(".composer");
  const ruled = form && getComputedStyle(form).boxShadow !== "none";
  return {{
    marked: ruled || (outlineStyle !== "none" && parseFloat(outlineWidth) >= 2),
    name: {NAME},
  }};
}}"""
SMALL = f"""() => {CONTROLS}.filter({SEEN})
  .filter(each => {{
    const {{ width, height }} = each.getBoundingClientRect();
    return width < 24 || height < 24;
  }})
  .map(each => each.outerHTML)"""
OVERFLOW = "() => document.documentElement.scrollWidth - innerWidth"


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Run one server for all that is only looked at."""
    running = Server(tmp_path_factory.mktemp("shown"), free_port())
    running.start()
    yield running
    running.stop()


@pytest.fixture
def meet(browser: Browser, shown: Server) -> Iterator[Callable[..., Reader]]:
    """Bring a reader before an article, with settings of her own."""
    contexts: list[BrowserContext] = []

    def bring(locale: str = "fr", **settings: Any) -> Reader:
        context = browser.new_context(**{"reduced_motion": "reduce", **settings})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = context.new_page()
        page.route(shown.url + ARTICLE, lambda route: speak(route, locale))
        page.goto(shown.url + ARTICLE)
        return Reader(page)

    yield bring
    for each in contexts:
        each.close()


def speak(route: Route, locale: str) -> None:
    """Have the page ask for a language."""
    page = route.fetch()
    route.fulfill(response=page, body=page.text().replace(TAG, f'{TAG} data-locale="{locale}"'))


def panel_of(reader: Reader) -> Frame:
    """Give the panel's document."""
    return next(frame for frame in reader.page.frames if "/widget/" in frame.url)


def opening(reader: Reader) -> None:
    """Open the panel and write nothing."""
    reader.open()


def answered(reader: Reader) -> None:
    """Ask what an article answers."""
    reader.open()
    expect(reader.ask("Comment résilier mon abonnement ?").locator("blockquote")).to_be_visible()


def suggested(reader: Reader) -> None:
    """Ask what may mean several things."""
    reader.open()
    expect(reader.ask("abonnement").locator(".chips")).to_be_visible()


def typing(reader: Reader) -> None:
    """Begin a question, and have one offered by the arrow."""
    reader.open()
    reader.panel.get_by_role("textbox").press_sequentially("résil")
    expect(reader.panel.get_by_role("option").first).to_be_visible()
    reader.panel.get_by_role("textbox").press("ArrowDown")


def disliked(reader: Reader) -> None:
    """Say that an answer was of no help, and be asked why."""
    answered(reader)
    reader.panel.locator(".icon.down").click()
    expect(reader.panel.locator(".reason").first).to_be_visible()


def looking_around(reader: Reader) -> None:
    """Open the menu."""
    answered(reader)
    reader.panel.locator(".menu").click()
    expect(reader.panel.locator(".menu-panel")).to_be_visible()


def handed_over(reader: Reader) -> None:
    """Ask for a person, and wait for one."""
    answered(reader)
    reader.panel.get_by_role("button", name="Parler à la rédaction").click()
    expect(reader.messages("system")).to_have_count(1)


def leaving_an_address(reader: Reader) -> None:
    """Ask for the answer by e-mail, and send an address that is none."""
    handed_over(reader)
    reader.panel.get_by_role("button", name="Recevoir la réponse par e-mail").click()
    reader.panel.locator(".leave-email").fill("vera")
    reader.panel.locator(".leave-email").press("Enter")
    expect(reader.panel.locator(".leave-error")).not_to_be_empty()


def looking_at_her_data(reader: Reader) -> None:
    """Open what is kept of her."""
    looking_around(reader)
    reader.panel.get_by_role("button", name="Mes données").click()
    expect(reader.panel.locator(".mydata")).to_be_visible()


def unknown(reader: Reader) -> None:
    """Ask what no article tells."""
    reader.open()
    expect(
        reader.ask("quelle est la capitale de la Mongolie ?").get_by_role("link")
    ).to_be_visible()


def refused(reader: Reader) -> None:
    """Write more than is taken."""
    reader.open()
    reader.panel.get_by_role("textbox").evaluate(UNLIMIT)
    reader.write("a" * 2001)
    expect(reader.messages("visitor").get_by_role("button")).to_be_visible()


def answering(reader: Reader) -> None:
    """Wait for an answer: what the server sends after "typing" is held back."""
    held = False

    def connect(line: Any) -> None:
        server = line.connect_to_server()

        def pass_on(packet: str | bytes) -> None:
            nonlocal held
            if not held:
                line.send(packet)
            held = held or '"typing"' in str(packet)

        server.on_message(pass_on)

    reader.page.route_web_socket("**/socket.io/**", connect)
    reader.open()
    reader.write(f"Pourquoi la piscine ferme-t-elle {next(NUMBERS)} jours ?")
    expect(reader.panel.locator(".typing")).to_be_visible()


def offline(reader: Reader) -> None:
    """Lose the line with a message on the way."""
    answered(reader)
    reader.page.context.set_offline(True)
    expect(reader.panel.locator(".banner")).not_to_be_empty()
    reader.write("Comment contacter la rédaction ?")
    expect(reader.panel.locator('.message[data-status="waiting"]')).to_be_visible()


STATES = [
    opening,
    typing,
    answering,
    answered,
    disliked,
    suggested,
    unknown,
    refused,
    offline,
    looking_around,
    looking_at_her_data,
    handed_over,
    leaving_an_address,
]
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"color_scheme": "light"},
    "dark": {"color_scheme": "dark"},
    "forced colours": {"forced_colors": "active"},
    "right to left": {"locale": "ar"},
    "right to left, dark": {"locale": "ar", "color_scheme": "dark"},
    "German": {"locale": "de"},
    "Spanish": {"locale": "es"},
    "400 %": {"viewport": ZOOMED},
    "phone": {"viewport": {"width": 320, "height": 568}, "has_touch": True, "is_mobile": True},
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_closed_widget(meet: Callable[..., Reader], scheme: str) -> None:
    vera = meet(color_scheme=scheme)
    expect(vera.launcher).to_be_visible()
    assert violations(vera.page.main_frame, "salut-widget") == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("reach", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing_in_any_state(
    meet: Callable[..., Reader], reach: Callable[[Reader], None], scheme: str
) -> None:
    vera = meet(color_scheme=scheme)
    reach(vera)
    assert violations(panel_of(vera)) == []
    assert violations(vera.page.main_frame, "salut-widget") == []


@pytest.mark.parametrize("look", [look for look in LOOKS if look not in ("light", "dark")])
def test_axe_finds_nothing_in_any_look(meet: Callable[..., Reader], look: str) -> None:
    vera = meet(**LOOKS[look])
    answered(vera)
    vera.ask("abonnement")
    assert violations(panel_of(vera)) == []


def test_a_barrier_would_be_seen(meet: Callable[..., Reader]) -> None:
    vera = meet()
    vera.open()
    vera.panel.locator(".send").evaluate("send => send.removeAttribute('aria-label')")
    assert [each.split(":")[0] for each in violations(panel_of(vera))] == ["button-name"]


@pytest.mark.parametrize("look", ["400 %", "phone", "right to left"])
def test_nothing_is_cut_off_or_too_small_to_hit(meet: Callable[..., Reader], look: str) -> None:
    vera = meet(**LOOKS[look])
    answered(vera)
    vera.ask("abonnement")
    panel = panel_of(vera)
    assert panel.evaluate(SMALL) == []
    assert panel.evaluate(OVERFLOW) <= 0
    expect(vera.panel.get_by_role("textbox")).to_be_in_viewport()
    thread = vera.panel.locator(".scroller").bounding_box()
    assert thread is not None
    assert thread["height"] >= 96


@pytest.mark.parametrize(
    "reach", [leaving_an_address, looking_at_her_data], ids=lambda state: state.__name__
)
def test_forms_can_be_used_at_400_per_cent(
    meet: Callable[..., Reader], reach: Callable[[Reader], None]
) -> None:
    vera = meet(viewport=ZOOMED)
    reach(vera)
    panel = panel_of(vera)
    assert violations(panel) == []
    assert panel.evaluate(SMALL) == []
    assert panel.evaluate(OVERFLOW) <= 0


def test_the_keyboard_alone_reaches_everything(meet: Callable[..., Reader]) -> None:
    vera = meet()
    keyboard = vera.page.keyboard
    vera.launcher.focus()
    keyboard.press("Enter")
    expect(vera.panel.get_by_role("textbox")).to_be_focused()
    keyboard.type("abonnement")
    keyboard.press("Enter")
    expect(vera.panel.locator(".chips")).to_be_visible()

    panel = panel_of(vera)
    wanted = panel.evaluate(NAMES)
    reached = [panel.evaluate(FOCUSED)]
    for _ in wanted:
        keyboard.press("Shift+Tab")
        if not panel.evaluate("document.hasFocus() && document.activeElement !== document.body"):
            break
        reached.insert(0, panel.evaluate(FOCUSED))
    assert all(each["marked"] and each["name"].strip() for each in reached)
    before_the_composer = wanted[: wanted.index("Ta question") + 1]
    assert [each["name"] for each in reached] == before_the_composer

    vera.panel.get_by_role("textbox").focus()
    keyboard.press("Escape")
    expect(vera.launcher).to_be_focused()


def test_what_is_said_is_a_log_that_is_read_out(meet: Callable[..., Reader]) -> None:
    vera = meet()
    answered(vera)
    log = vera.panel.get_by_role("log")
    expect(log).to_have_attribute("aria-label", "Discussion")
    expect(log).to_have_attribute("aria-busy", "false")
    expect(log.get_by_role("article")).to_have_count(2)
    expect(vera.panel.get_by_role("status").first).to_be_empty()


@pytest.mark.parametrize(("locale", "direction"), [("ar", "rtl"), ("es", "ltr"), ("de", "ltr")])
def test_the_panel_speaks_the_language_of_the_tag(
    meet: Callable[..., Reader], locale: str, direction: str
) -> None:
    vera = meet(locale=locale)
    answered(vera)
    root = vera.panel.locator("html")
    expect(root).to_have_attribute("lang", locale)
    expect(root).to_have_attribute("dir", direction)
    quote = vera.panel.locator("blockquote")
    assert quote.evaluate("quote => getComputedStyle(quote).direction") == "ltr"
