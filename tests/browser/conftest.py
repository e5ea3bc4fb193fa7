"""A server and a Chromium for each test, and Vera before an empty tab."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.server_process import Server, free_port

from .publisher import Journal, published
from .reader import Reader

PATIENCE_MS = 20_000
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def installed_chromium() -> str | None:
    """Find the Chromium of this machine; None means Playwright's own."""
    named = os.environ.get("CHROMIUM")
    return named or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the installed Chromium, or Playwright's own where there is none."""
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=installed_chromium(), args=CHROMIUM_ARGUMENTS
        )
        yield chromium
        chromium.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Open a browser profile of a French reader that has never seen the site."""
    fresh = browser.new_context(
        viewport={"width": 1280, "height": 800}, locale="fr-FR", timezone_id="Europe/Paris"
    )
    fresh.set_default_timeout(PATIENCE_MS)
    yield fresh
    fresh.close()


@pytest.fixture
def vera(context: BrowserContext) -> Reader:
    """Give Vera an empty tab."""
    return Reader(context.new_page())


@pytest.fixture(scope="session")
def all_journals(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journal]:
    """Run one chat, and one journal beside it, for all tests that leave them alive."""
    chat = Server(tmp_path_factory.mktemp("chat"), free_port())
    chat.start()
    with published(chat) as journal:
        yield journal
    chat.stop()


@pytest.fixture
def journal(all_journals: Journal) -> Journal:
    """Give a journal that has published nothing yet."""
    all_journals.clear()
    return all_journals
