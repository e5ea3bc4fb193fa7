"""A page that names a loader of old goes on working with the panel of today.

`first_loader.js` is what the first version served, byte for byte. Keep it as it is.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from web import loader
from web.loader import Loader

from .publisher import Journal, faults, page, tag
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

FIRST = Loader((Path(__file__).parent / "first_loader.js").read_bytes())


def test_the_first_loader_works_with_the_panel_of_today(vera: Reader, journal: Journal) -> None:
    errors = faults(vera.page)
    loader.keep(FIRST, journal.chat.instance)
    old_tag = FIRST.tag({"site": "journal"}, journal.chat.url, versioned=True)
    vera.page.goto(journal.publish(page().replace(tag(), old_tag)))
    vera.open()
    vera.ask("Bonjour")
    vera.panel.get_by_role("button", name="Fermer la discussion").click()
    expect(vera.page.locator("salut-widget iframe")).not_to_be_visible()
    expect(vera.launcher).to_be_focused()
    assert errors == []
