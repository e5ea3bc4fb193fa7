"""Pages that change without being loaded, that load the widget twice, and that want it gone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .publisher import Journal, faults, page, tag
from .reader import Reader
from .stand_in import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.service]

FRAME = "salut-widget iframe"
CANONICAL = '<link rel="canonical" href="ORIGIN/articles/port?edition=2">'
COUNT_LISTENERS = """<script>
  const held = [];
  const key = each => held.findIndex(other => each.every((part, at) => part === other[at]));
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, hear, options) {
    const each = [this, type, hear];
    if (Error().stack.includes("/widget.js") && key(each) < 0) held.push(each);
    return add.call(this, type, hear, options);
  };
  EventTarget.prototype.removeEventListener = function (type, hear, options) {
    if (key([this, type, hear]) >= 0) held.splice(key([this, type, hear]), 1);
    return remove.call(this, type, hear, options);
  };
  const onPage = () => held.filter(([target]) => !(target instanceof Node)).map(each => each[1]);
  const globals = Object.keys(window);
</script>"""
SWAP_BODY = """const body = document.createElement("body");
body.append("Une autre page");
document.body.replaceWith(body);"""
SWAP_HEAD = """const head = document.createElement("head");
head.append(Object.assign(document.createElement("title"), { textContent: "Autre" }));
document.head.replaceWith(head);"""
SWAP_ALL = """const root = document.createElement("html");
root.lang = "fr";
root.append(document.createElement("head"), document.createElement("body"));
document.documentElement.replaceWith(root);"""
WRITE_ANEW = """document.open();
document.write("<!doctype html><html lang=fr><title>Autre</title><body>Une autre page");
document.close();"""
EMPTY = "document.documentElement.replaceChildren()"


@pytest.fixture
def panel(vera: Reader, journal: Journal) -> StandIn:
    return StandIn(vera.page, journal)


def visit(vera: Reader, journal: Journal, html: str, path: str = "/") -> None:
    html = html.replace("ORIGIN", journal.origin)
    vera.page.goto(journal.publish(html, path=path) + "?mail=vera@example.org#part")
    expect(vera.launcher).to_be_visible()


def opened(vera: Reader, panel: StandIn) -> None:
    vera.launcher.click()
    expect(vera.page.locator(FRAME)).to_be_visible()
    panel.await_message("opened")


def test_the_panel_is_told_of_each_page(vera: Reader, journal: Journal, panel: StandIn) -> None:
    visit(vera, journal, page(head=CANONICAL))
    opened(vera, panel)
    assert panel.last("page") == {
        "salut": 1,
        "type": "page",
        "url": f"{journal.origin}/",
        "canonical": f"{journal.origin}/articles/port?edition=2",
        "title": "Journal",
    }
    for change in ("pushState", "replaceState"):
        vera.page.evaluate(f"history.{change}({{}}, '', '/{change}?a=1#b')")
        panel.await_message("page", url=f"{journal.origin}/{change}")
    vera.page.evaluate("document.title = 'La criée'")
    panel.await_message("page", title="La criée")
    vera.page.evaluate("document.querySelector('[rel=canonical]').href = '/criee'")
    panel.await_message("page", canonical=f"{journal.origin}/criee")
    vera.page.evaluate("history.pushState({}, '', '/away')")
    vera.page.go_back()
    panel.await_message("page", url=f"{journal.origin}/replaceState")


def test_nothing_of_the_page_is_patched(vera: Reader, journal: Journal, panel: StandIn) -> None:
    visit(vera, journal, page())
    opened(vera, panel)
    native = vera.page.evaluate("""() => [
      history.pushState, history.replaceState, window.open, fetch, XMLHttpRequest.prototype.send,
      EventTarget.prototype.addEventListener, Element.prototype.attachShadow, postMessage,
    ].map(each => Function.prototype.toString.call(each).includes("[native code]"))""")
    assert native == [True] * 8
    assert vera.page.evaluate("[Object.keys(history), window.onmessage]") == [[], None]


def test_it_is_hidden_and_shown_as_the_path_changes(vera: Reader, journal: Journal) -> None:
    visit(vera, journal, page(attributes='data-hidden-on="/compte/*"'))
    vera.page.evaluate("history.pushState({}, '', '/compte/profil')")
    expect(vera.launcher).not_to_be_visible()
    vera.page.go_back()
    expect(vera.launcher).to_be_visible()


def test_an_open_panel_is_closed_where_the_widget_is_hidden(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal, page(attributes='data-hidden-on="/compte/*"'))
    opened(vera, panel)
    vera.page.evaluate("history.pushState({}, '', '/compte/profil')")
    panel.await_message("closed")
    vera.page.go_back()
    opened(vera, panel)
    assert len(panel.asked) == 1


@pytest.mark.parametrize("swap", [SWAP_BODY, SWAP_HEAD])
def test_a_conversation_outlives_another_body_and_another_head(
    vera: Reader, journal: Journal, panel: StandIn, swap: str
) -> None:
    errors = faults(vera.page)
    visit(vera, journal, page())
    opened(vera, panel)
    vera.page.evaluate(f"() => {{ {swap} }}")
    vera.page.evaluate("history.pushState({}, '', '/autre')")
    panel.await_message("page", url=f"{journal.origin}/autre")
    expect(vera.page.locator(FRAME)).to_be_visible()
    vera.page.evaluate("document.title = 'Encore une autre'")
    panel.await_message("page", title="Encore une autre")
    assert len(panel.asked) == 1
    assert errors == []


@pytest.mark.parametrize("swap", [SWAP_ALL, WRITE_ANEW, EMPTY])
def test_it_comes_back_to_a_document_that_is_made_anew(
    vera: Reader, journal: Journal, panel: StandIn, swap: str
) -> None:
    errors = faults(vera.page)
    visit(vera, journal, page())
    opened(vera, panel)
    vera.page.evaluate(f"() => {{ {swap} }}")
    expect(vera.page.locator(FRAME)).to_be_visible()
    panel.await_message("opened")
    vera.page.evaluate("history.pushState({}, '', '/autre')")
    panel.await_message("page", url=f"{journal.origin}/autre")
    vera.page.keyboard.press("Escape")
    expect(vera.page.locator(FRAME)).not_to_be_visible()
    expect(vera.page.locator("salut-widget")).to_have_count(1)
    assert errors == []


def test_another_language_of_the_page_is_followed(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal, page())
    vera.page.evaluate("document.documentElement.lang = 'en'")
    expect(vera.launcher).to_have_text("Any question?")
    opened(vera, panel)
    vera.page.evaluate("Salut.update({ locale: 'ar' })")
    expect(vera.page.locator("salut-widget")).to_have_attribute("dir", "rtl")
    panel.await_message("opened")
    assert panel.asked == ["/widget/journal?locale=en", "/widget/journal?locale=ar"]


def test_twice_loaded_and_twice_begun_it_is_one_widget(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    ready = "<script>let ready = 0; addEventListener('salut:ready', () => ready++);</script>"
    visit(vera, journal, page(head=ready + tag(), body=tag() + tag('data-launcher="Écris-nous"')))
    expect(vera.launcher).to_have_text("Écris-nous")
    vera.page.evaluate("Salut.init({ site: 'journal' }); Salut.init({ site: 'journal' })")
    expect(vera.page.locator("salut-widget")).to_have_count(1)
    opened(vera, panel)
    assert vera.page.evaluate("ready") == 1
    assert len(panel.asked) == 1


def test_a_body_that_brings_its_own_tag_changes_the_options(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal, page())
    opened(vera, panel)
    vera.page.evaluate(
        """source => {
          const script = document.createElement("script");
          script.src = source;
          script.dataset.site = "journal";
          script.dataset.launcher = "Une autre page";
          const body = document.createElement("body");
          body.append(script);
          document.body.replaceWith(body);
        }""",
        f"{journal.chat.url}/widget.js",
    )
    expect(vera.launcher).to_have_text("Une autre page")
    expect(vera.page.locator("salut-widget")).to_have_count(1)
    assert len(panel.asked) == 1


def test_destroying_it_leaves_nothing(vera: Reader, journal: Journal, panel: StandIn) -> None:
    help_link = '<a href="/aide" data-salut-help>Aide</a>'
    visit(vera, journal, page(head=COUNT_LISTENERS, body=help_link))
    opened(vera, panel)
    assert {"message", "keydown"} < set(vera.page.evaluate("onPage()"))
    vera.page.evaluate("Salut.destroy()")
    vera.page.evaluate("document.documentElement.className = 'dark'; document.title = 'Autre'")
    vera.page.evaluate("history.pushState({}, '', '/autre')")
    vera.page.evaluate("new Promise(done => setTimeout(done, 200))")

    expect(vera.page.locator("salut-widget")).to_have_count(0)
    expect(vera.page.get_by_role("link", name="Aide")).to_be_visible()
    assert vera.page.evaluate("onPage()") == []
    assert vera.page.evaluate("document.adoptedStyleSheets.length") == 0
    assert vera.page.evaluate("Object.keys(window).filter(key => !globals.includes(key))") == [
        "Salut"
    ]
    assert vera.page.evaluate("Object.keys(Object.prototype)") == []


def test_what_was_destroyed_can_be_begun_again(
    vera: Reader, journal: Journal, panel: StandIn
) -> None:
    visit(vera, journal, page())
    opened(vera, panel)
    vera.page.evaluate("Salut.destroy(); Salut.destroy(); Salut.open(); Salut.update({})")
    vera.page.evaluate("Salut.init({ site: 'journal' })")
    expect(vera.page.locator("salut-widget")).to_have_count(1)
    opened(vera, panel)
    assert len(panel.asked) == 2


def test_a_page_that_fights_it_is_not_kept_busy(vera: Reader, journal: Journal) -> None:
    fight = """<script>
      let removed = 0;
      new MutationObserver(() => {
        const widget = document.querySelector("salut-widget");
        if (widget) { removed++; widget.remove(); }
      }).observe(document.documentElement, { childList: true });
    </script>"""
    vera.page.goto(journal.publish(page(head=fight)))
    vera.page.wait_for_function("removed >= 3")
    before = vera.page.evaluate("removed")
    vera.page.evaluate("new Promise(done => setTimeout(done, 1000))")
    assert vera.page.evaluate("removed") - before <= 21
