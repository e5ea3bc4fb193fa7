"""A publisher's web site on an origin of its own: the pages are the test's to write."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from playwright.sync_api import ConsoleMessage, Page

from tests.server_process import ROOT, Server

HTML = "text/html; charset=utf-8"


@dataclass
class Journal:
    """Pages by their path, the headers of all of them, and the chat that may be framed there."""

    chat: Server
    origin: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def publish(self, page: str, headers: Mapping[str, str] | None = None, path: str = "/") -> str:
        """Publish a page, with the headers that the whole site then has; give its address.

        Write `CHAT` in page or headers for the origin of the chat.
        """
        self.pages[path] = page.replace("CHAT", self.chat.url)
        for name, value in (headers or {}).items():
            self.headers[name] = value.replace("CHAT", self.chat.url)
        return f"{self.origin}{path}"

    def clear(self) -> None:
        """Take everything from the web again."""
        self.pages.clear()
        self.headers.clear()


def tag(attributes: str = "", site: str = "journal") -> str:
    """Write the script tag of the widget."""
    return f'<script async src="CHAT/widget.js" data-site="{site}" {attributes}></script>'


def page(head: str = "", body: str = "", attributes: str = "", html: str = 'lang="fr"') -> str:
    """Write a page with the widget and an article of some length."""
    article = "<p>Le port de Port-Lanvaux rouvre lundi.</p>" * 60
    return (
        f'<!doctype html><html {html}><head><meta charset="utf-8"><title>Journal</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<link rel="icon" href="data:,">{head}{tag(attributes)}</head>'
        f"<body>{body}<main>{article}</main></body></html>"
    )


@contextmanager
def published(chat: Server) -> Iterator[Journal]:
    """Serve a journal, and allow the chat on it."""
    journal = Journal(chat)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            found = journal.pages.get(self.path.partition("?")[0])
            self.send_response(200 if found is not None else 404)
            for name, value in journal.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Type", HTML)
            self.end_headers()
            self.wfile.write((found or "").encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        journal.origin = f"http://127.0.0.1:{server.server_port}"
        allow(journal)
        yield journal
        server.shutdown()


def allow(journal: Journal) -> None:
    """Add the journal to the sites of the chat."""
    command = [sys.executable, "-m", "flask", "--app", "server", "sites", "add", "journal"]
    options = ["--name", "Le Journal", "--origin", journal.origin, "--base-url", journal.origin]
    environment = journal.chat.environment
    subprocess.run([*command, *options], cwd=ROOT, env=environment, check=True, capture_output=True)


def console(page: Page, kind: str) -> list[str]:
    """Give the list in which the lines of a kind will come up."""
    found: list[str] = []

    def on_console(line: ConsoleMessage) -> None:
        if line.type == kind:
            found.append(line.text)

    page.on("console", on_console)
    return found


def faults(page: Page) -> list[str]:
    """Give the list in which errors of a page, and of its console, will come up."""
    found = console(page, "error")
    page.on("pageerror", lambda error: found.append(str(error)))
    return found
