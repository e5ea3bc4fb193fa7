"""Before the first click nothing is stored anywhere, and nothing requested but the loader."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Request, expect

from .publisher import Journal, page
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

QUIET_SECONDS = 5
STORED = """async () => ({
  cookies: document.cookie,
  local: Object.keys(localStorage),
  session: Object.keys(sessionStorage),
  databases: (await indexedDB.databases()).length,
  caches: (await caches.keys()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""
NOTHING = {"cookies": "", "local": [], "session": [], "databases": 0, "caches": 0, "workers": 0}


def test_nothing_is_stored_and_one_script_requested(
    vera: Reader, journal: Journal, context: BrowserContext
) -> None:
    requests: list[Request] = []
    vera.page.on("request", lambda request: requests.append(request))
    url = journal.publish(page())
    vera.page.goto(url, wait_until="networkidle")
    expect(vera.launcher).to_be_visible()
    for _ in range(QUIET_SECONDS):
        vera.page.mouse.wheel(0, 600)
        vera.page.mouse.move(600, 500)
        vera.page.keyboard.press("Tab")
        vera.page.wait_for_timeout(1000)
    vera.launcher.hover()
    vera.launcher.focus()

    asked = [request for request in requests if not request.url.startswith("data:")]
    assert [request.url for request in asked] == [url, f"{journal.chat.url}/widget.js"]
    response = asked[-1].response()
    assert response
    assert "cookie" not in asked[-1].all_headers()
    assert "set-cookie" not in response.all_headers()
    assert vera.page.evaluate(STORED) == NOTHING
    assert context.storage_state(indexed_db=True) == {"cookies": [], "origins": []}

    vera.page.goto(journal.chat.url + "/healthz")
    assert vera.page.evaluate(STORED) == NOTHING


def test_the_loader_is_the_same_for_every_reader(vera: Reader, journal: Journal) -> None:
    one = vera.page.request.get(f"{journal.chat.url}/widget.js")
    other = vera.page.request.get(
        f"{journal.chat.url}/widget.js",
        headers={"Accept-Language": "ar", "Referer": "https://www.example.org/?id=1", "DNT": "1"},
    )
    assert (one.body(), one.headers["etag"]) == (other.body(), other.headers["etag"])
    assert "referer" not in one.headers.get("vary", "").lower()


def test_a_page_with_a_name_in_its_address_tells_the_chat_nothing(
    vera: Reader, journal: Journal
) -> None:
    asked: list[Request] = []
    vera.page.on("request", lambda request: asked.append(request))
    vera.page.goto(journal.publish(page()) + "?mail=vera@example.org")
    expect(vera.launcher).to_be_visible()
    (script,) = (request for request in asked if request.url.startswith(journal.chat.url))
    assert script.all_headers().get("referer", "") in ("", f"{journal.origin}/")


def test_after_the_click_one_key_is_held_by_the_chats_own_origin(
    vera: Reader, journal: Journal, context: BrowserContext
) -> None:
    vera.page.goto(journal.publish(page()))
    vera.open()
    frame = next(frame for frame in vera.page.frames if "/widget/journal" in frame.url)
    assert frame.evaluate("Object.keys(localStorage)") == ["salut"]
    assert vera.page.evaluate(STORED) == NOTHING
    assert context.cookies() == []
