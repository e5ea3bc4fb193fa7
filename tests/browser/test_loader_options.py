"""What a publisher can choose, in the tag, by `init` and by `update`; and what the page is told."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from .publisher import Journal, console, faults, page, tag
from .reader import Reader
from .stand_in import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.service]

WIDTH = 1280
INK = "rgb(34, 29, 23)"
PAPER, DARK_PAPER = "rgb(252, 250, 245)", "rgb(27, 24, 21)"
EVENTS = """<script>
  const events = [];
  for (const name of ["ready", "open", "close", "unread", "consent"]) {
    document.addEventListener("salut:" + name, event => events.push([name, event.detail]));
  }
</script>"""


@pytest.fixture
def panel(vera: Reader, journal: Journal) -> StandIn:
    return StandIn(vera.page, journal)


def visit(vera: Reader, journal: Journal, attributes: str = "", **parts: str) -> None:
    vera.page.emulate_media(reduced_motion="reduce")
    vera.page.goto(journal.publish(page(attributes=attributes, **parts)))
    expect(vera.launcher).to_be_visible()


def paper(vera: Reader) -> str:
    found: str = vera.launcher.evaluate("button => getComputedStyle(button).backgroundColor")
    return found


def events(vera: Reader) -> list[list[Any]]:
    found: list[list[Any]] = vera.page.evaluate("events")
    return found


def test_the_site_and_the_locale_are_asked_for(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal, 'data-locale="de-AT"')
    vera.launcher.click()
    expect(vera.page.locator("salut-widget iframe")).to_be_visible()
    assert panel.asked == ["/widget/journal?locale=de"]


@pytest.mark.parametrize(
    ("attributes", "html", "words"),
    [
        ("", 'lang="fr-CA"', "Une question\u202f?"),
        ("", 'lang="en"', "Any question?"),
        ('data-locale="es"', 'lang="en"', "¿Una pregunta?"),
        ("", 'lang="tlh"', "Une question\u202f?"),
        ("", "", "Une question\u202f?"),
    ],
)
def test_the_launcher_speaks_the_language_of_tag_page_or_reader(
    vera: Reader, journal: Journal, attributes: str, html: str, words: str
) -> None:
    visit(vera, journal, attributes, html=html)
    expect(vera.launcher).to_have_text(words)


@pytest.mark.parametrize(
    ("attributes", "is_left"),
    [
        ("", False),
        ('data-position="left"', True),
        ('data-position="middle"', False),
        ('data-locale="ar"', True),
        ('data-locale="ar" data-position="right"', False),
        ('data-locale="ar" data-position="left"', True),
    ],
)
def test_it_stands_where_it_is_told_or_where_lines_end(
    vera: Reader, journal: Journal, attributes: str, is_left: bool
) -> None:
    visit(vera, journal, attributes)
    box = vera.launcher.bounding_box()
    assert box
    assert (box["x"] == 20) is is_left
    assert (box["x"] + box["width"] == WIDTH - 20) is not is_left


def test_a_colour_that_can_be_read_is_taken(vera: Reader, journal: Journal) -> None:
    visit(vera, journal, 'data-color="#0A5C8A"')
    assert paper(vera) == "rgb(10, 92, 138)"
    expect(vera.launcher).to_have_css("color", "rgb(255, 255, 255)")


@pytest.mark.parametrize("color", ["#ffee00", "#777777", "#f00", "#a5331c80", "red", "none"])
def test_a_colour_that_cannot_be_read_is_refused_in_words(
    vera: Reader, journal: Journal, color: str
) -> None:
    told = console(vera.page, "warning")
    visit(vera, journal, f'data-color="{color}"')
    assert paper(vera) == PAPER
    (line,) = told
    assert color in line
    assert "4.5:1" in line


def test_the_least_contrast_is_that_of_wcag(vera: Reader, journal: Journal) -> None:
    visit(vera, journal)
    vera.page.evaluate("Salut.update({ color: '#757575' })")  # 4.61:1
    assert paper(vera) == "rgb(117, 117, 117)"
    vera.page.evaluate("Salut.update({ color: '#767676' })")  # 4.54:1
    assert paper(vera) == "rgb(118, 118, 118)"
    vera.page.evaluate("Salut.update({ color: '#777777' })")  # 4.48:1
    assert paper(vera) == "rgb(118, 118, 118)"


@pytest.mark.parametrize(
    ("attributes", "html", "style", "is_dark"),
    [
        ('data-theme="dark"', 'data-theme="light"', "", True),
        ('data-theme="light"', 'class="dark"', "", False),
        ("", 'data-theme="dark"', "", True),
        ("", 'class="js theme-dark"', "", True),
        ("", 'class="dark-mode"', "", True),
        ("", 'class="darkness no-dark"', "", False),
        ("", "", "html { color-scheme: dark }", True),
        ("", "", "html { color-scheme: light dark }", False),
        ('data-theme="auto"', 'class="light"', "html { color-scheme: dark }", False),
    ],
)
def test_the_theme_is_chosen_or_that_of_the_page(
    vera: Reader, journal: Journal, attributes: str, html: str, style: str, is_dark: bool
) -> None:
    visit(vera, journal, attributes, html=f'lang="fr" {html}', head=f"<style>{style}</style>")
    assert paper(vera) == (DARK_PAPER if is_dark else PAPER)


def test_the_readers_system_decides_where_nobody_else_does(vera: Reader, journal: Journal) -> None:
    vera.page.emulate_media(color_scheme="dark")
    visit(vera, journal)
    assert paper(vera) == DARK_PAPER


def test_the_theme_is_followed_while_the_page_is_read(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal)
    vera.launcher.click()
    panel.await_message("theme", theme="light dark")
    vera.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    panel.await_message("theme", theme="dark")
    assert paper(vera) == DARK_PAPER
    vera.page.evaluate("delete document.documentElement.dataset.theme")
    vera.page.evaluate("document.body.className = 'is-open light'")
    panel.await_message("theme", theme="light")
    vera.page.evaluate("document.body.className = ''")
    vera.page.evaluate("document.documentElement.style.colorScheme = 'dark'")
    panel.await_message("theme", theme="dark")


def test_the_layer_is_told(vera: Reader, journal: Journal) -> None:
    visit(vera, journal, 'data-z-index="7"')
    assert vera.launcher.evaluate("button => getComputedStyle(button).zIndex") == "7"
    vera.page.evaluate("Salut.update({ zIndex: null })")
    assert vera.launcher.evaluate("button => getComputedStyle(button).zIndex") == "1000000000"


def test_the_launchers_words_are_the_publishers(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal, 'data-launcher="Écris-nous <b>"')
    expect(vera.launcher).to_have_text("Écris-nous <b>")
    vera.launcher.click()
    expect(vera.page.locator("salut-widget iframe")).to_have_attribute("title", "Écris-nous <b>")


def test_a_required_consent_is_asked_for_by_the_button(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal, 'data-consent="required"', head=EVENTS)
    vera.page.evaluate("Salut.open()")
    expect(vera.launcher).to_have_text("Garder la discussion sur cet appareil\u202f?")
    vera.page.evaluate("Salut.open()")
    vera.page.keyboard.press("Escape")
    expect(vera.launcher).to_have_text("Une question\u202f?")
    assert panel.asked == []

    vera.launcher.click()
    vera.page.evaluate("document.title = 'Journal, le soir'")
    expect(vera.launcher).to_have_text("Garder la discussion sur cet appareil\u202f?")
    vera.launcher.click()
    expect(vera.page.locator("salut-widget iframe")).to_be_visible()
    assert [name for name, _ in events(vera)] == ["ready", "consent", "open"]
    assert panel.asked == ["/widget/journal?locale=fr"]


def test_consent_is_given_and_taken_back_by_the_page(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal, 'data-consent="required"')
    vera.page.evaluate("Salut.update({ consent: 'granted' })")
    vera.launcher.click()
    expect(vera.page.locator("salut-widget iframe")).to_be_visible()
    vera.page.evaluate("Salut.update({ consent: 'required' })")
    expect(vera.page.locator("salut-widget iframe")).to_have_count(0)


@pytest.mark.parametrize(
    ("paths", "is_hidden"),
    [
        ("/compte/*, /panier", False),
        ("/panier /articles/*", True),
        ("/articles/port.html", True),
        ("/articles", False),
        ("*.html", True),
        ("", False),
    ],
)
def test_it_is_hidden_on_the_paths_that_are_named(
    vera: Reader, journal: Journal, paths: str, is_hidden: bool
) -> None:
    html = page(attributes=f'data-hidden-on="{paths}"', head=EVENTS)
    vera.page.goto(journal.publish(html, path="/articles/port.html"))
    vera.page.wait_for_function("events.length === 1")
    expect(vera.launcher).to_be_visible(visible=not is_hidden)


def test_paths_may_be_given_as_a_list(vera: Reader, journal: Journal) -> None:
    visit(vera, journal)
    vera.page.evaluate("Salut.update({ hiddenOn: ['/compte/*', '/'] })")
    expect(vera.launcher).not_to_be_visible()
    vera.page.evaluate("Salut.open()")
    expect(vera.page.locator("salut-widget iframe")).to_have_count(0)


def test_an_update_changes_what_it_names_and_no_more(vera: Reader, journal: Journal) -> None:
    visit(vera, journal, 'data-position="left" data-locale="en"')
    vera.page.evaluate("Salut.update({ launcher: 'Help', constructor: 1, nonsense: 2 })")
    box = vera.launcher.bounding_box()
    assert box
    assert box["x"] == 20
    expect(vera.launcher).to_have_text("Help")
    vera.page.evaluate("Salut.update({ launcher: '' })")
    expect(vera.launcher).to_have_text("Any question?")


def test_a_page_may_begin_by_itself(vera: Reader, journal: Journal) -> None:
    html = page().replace(tag(), EVENTS + tag().replace('data-site="journal"', ""))
    vera.page.goto(journal.publish(html))
    vera.page.wait_for_function("window.Salut")
    expect(vera.page.locator("salut-widget")).to_have_count(0)
    vera.page.evaluate("Salut.open(); Salut.close(); Salut.update({ theme: 'dark' })")
    vera.page.evaluate("Salut.init({ site: 'journal', launcher: 'Salut' })")
    expect(vera.launcher).to_have_text("Salut")
    assert events(vera) == [["ready", None]]


def test_without_a_site_it_says_what_is_missing(vera: Reader, journal: Journal) -> None:
    told = console(vera.page, "warning")
    html = page().replace(tag(), tag().replace('data-site="journal"', ""))
    vera.page.goto(journal.publish(html))
    vera.page.wait_for_function("window.Salut")
    vera.page.evaluate("Salut.init()")
    expect(vera.page.locator("salut-widget")).to_have_count(0)
    assert ["no site" in line for line in told] == [True]


def test_the_page_is_told_what_happens(vera: Reader, journal: Journal, panel: StandIn) -> None:
    errors = faults(vera.page)
    visit(vera, journal, head=EVENTS)
    vera.launcher.click()
    expect(vera.page.locator("salut-widget iframe")).to_be_visible()
    panel.await_message("opened")
    panel.say("close")
    panel.await_message("closed")
    expect(vera.launcher).to_be_focused()
    panel.say("unread", count=3, label="Trois messages")
    expect(vera.launcher).to_have_text("Une question\u202f?3")
    expect(vera.launcher).to_have_attribute("title", "Trois messages")
    panel.say("unread", count=0, label="")
    expect(vera.launcher).to_have_text("Une question\u202f?")
    vera.page.evaluate("Salut.open(); Salut.open()")
    vera.page.evaluate("Salut.close(); Salut.close()")
    told: list[list[Any]] = [["ready", None], ["open", None], ["close", None]]
    told += [["unread", {"count": 3}], ["unread", {"count": 0}], ["open", None], ["close", None]]
    assert events(vera) == told
    assert errors == []


def test_the_button_says_whether_the_panel_is_open(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal)
    expect(vera.launcher).to_have_attribute("aria-expanded", "false")
    vera.launcher.click()
    expect(vera.launcher).to_have_attribute("aria-expanded", "true")
    expect(vera.page.get_by_role("dialog", name="Une question")).to_be_visible()
    expect(vera.page.get_by_role("button", name="Une question", exact=False)).to_be_visible()
