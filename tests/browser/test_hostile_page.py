"""A page that is not on our side: strictest policy, clobbered names, polluted prototypes, ears.

The page lives on an origin of its own, so this is also the widget on a publisher's real site.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import ConsoleMessage, expect

from tests.server_process import ROOT, Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

PAGE = """<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><title>Journal</title>
<link rel="icon" href="%(chat)s/images/fanal.svg">
<script nonce="n">
  Object.prototype.src = "//evil.example";
  Object.prototype.get = Object.prototype.mode = Object.prototype.slotAssignment = "evil";
  Object.prototype.once = true;
  Array.prototype.map = Array.prototype.forEach = () => ["evil"];
  var heard = [];
  addEventListener("message", event => heard.push(JSON.stringify(event.data)), false);
</script></head>
<body>
  <form id="addEventListener" name="querySelector"></form>
  <form id="Salut" name="createElement"></form>
  <form name="documentElement"></form>
  <img name="currentScript" alt=""><img name="title" alt="">
  <script nonce="n" src="%(chat)s/widget.js" data-site="journal"></script>
  <script nonce="n" src="%(chat)s/widget.js" data-site="journal"></script>
</body></html>"""
POLICY = (
    "default-src 'none'; script-src 'nonce-n'; frame-src %(chat)s; img-src %(chat)s; "
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)


@dataclass(frozen=True)
class Journal:
    """The page as it is published, and the console errors that come up there."""

    origin: str
    errors: list[str]


@pytest.fixture
def origin(server: Server) -> Iterator[str]:
    """Publish the page on an origin of its own."""
    chat = {"chat": server.url}

    class Publisher(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Security-Policy", POLICY % chat)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write((PAGE % chat).encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Publisher) as publisher:
        Thread(target=publisher.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{publisher.server_port}"
        publisher.shutdown()


@pytest.fixture
def journal(server: Server, origin: str, vera: Reader) -> Journal:
    """Allow the chat on the page's site, and open the page."""
    command = [sys.executable, "-m", "flask", "--app", "server", "sites", "add", "journal"]
    options = ["--name", "Le Journal", "--origin", origin, "--base-url", f"{origin}/"]
    subprocess.run(
        [*command, *options], cwd=ROOT, env=server.environment, check=True, capture_output=True
    )
    errors: list[str] = []

    def on_console(line: ConsoleMessage) -> None:
        if line.type == "error":
            errors.append(line.text)

    vera.page.on("pageerror", lambda error: errors.append(str(error)))
    vera.page.on("console", on_console)
    vera.page.goto(f"{origin}/article?mail=vera@example.org#part")
    return Journal(origin, errors)


def test_the_widget_works_and_leaks_nothing(vera: Reader, journal: Journal) -> None:
    expect(vera.page.locator("salut-widget")).to_have_count(1)
    expect(vera.launcher).to_have_count(1)
    vera.open()
    vera.ask("Bonjour")

    frame = next(frame for frame in vera.page.frames if "/widget/journal" in frame.url)
    token = json.loads(frame.evaluate("localStorage.salut"))["token"]
    heard = vera.page.evaluate("heard")
    assert token
    assert [json.loads(message)["type"] for message in heard] == ["ready"]
    assert token not in json.dumps(heard)
    assert token not in "".join(frame.url for frame in vera.page.frames)
    assert frame.evaluate("document.referrer") == f"{journal.origin}/"
    assert journal.errors == []


def test_the_panel_closes_from_within(vera: Reader, journal: Journal) -> None:
    vera.open()
    vera.panel.get_by_role("button", name="Fermer la discussion").click()
    expect(vera.page.locator("salut-widget iframe")).not_to_be_visible()
    expect(vera.launcher).to_be_focused()
    assert journal.errors == []
