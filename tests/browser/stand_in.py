"""A stand-in for the panel: it is ready, remembers what the page says, and says what it is told.

The loader is tried against it alone; the journeys try it with the real one.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Frame, Page, Route

from .publisher import Journal

PANEL = """<!doctype html><title>Panel</title><input>
<script>
  var heard = [];
  addEventListener("message", event => {
    if (event.source === parent && event.origin === "ORIGIN") heard.push(event.data);
  });
  var say = message => parent.postMessage({ salut: 1, ...message }, "ORIGIN");
  say({ type: "ready" });
</script>"""
READY = 'say({ type: "ready" });'


class StandIn:
    """The stand-in, seen from a test."""

    def __init__(self, page: Page, journal: Journal, *, is_late: bool = False) -> None:
        self.page = page
        self.asked: list[str] = []
        html = PANEL.replace("ORIGIN", journal.origin)
        if is_late:
            html = html.replace(READY, "")

        def answer(route: Route) -> None:
            self.asked.append(route.request.url.removeprefix(journal.chat.url))
            route.fulfill(body=html, content_type="text/html")

        page.route(f"{journal.chat.url}/widget/*?*", answer)

    @property
    def heard(self) -> list[dict[str, Any]]:
        """List what the page has said, oldest first."""
        found: list[dict[str, Any]] = self._frame.evaluate("window.heard ?? []")
        return found

    def last(self, kind: str) -> dict[str, Any]:
        """Give the last message of a kind."""
        return next(each for each in reversed(self.heard) if each["type"] == kind)

    def await_message(self, kind: str, **fields: object) -> None:
        """Return once the last message of a kind has some fields."""
        self._frame.wait_for_function(
            """([kind, fields]) => {
              const last = (window.heard ?? []).findLast(each => each.type === kind);
              return last && Object.keys(fields).every(name => last[name] === fields[name]);
            }""",
            arg=[kind, fields],
        )

    def say(self, kind: str, **fields: object) -> None:
        """Say something to the page."""
        self._frame.evaluate("message => say(message)", {"type": kind, **fields})

    @property
    def _frame(self) -> Frame:
        frame = self.page.locator("salut-widget iframe").element_handle().content_frame()
        assert frame
        return frame
