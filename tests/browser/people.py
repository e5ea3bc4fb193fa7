"""What the panel shows of people, for Vera's hand and eye."""

from __future__ import annotations

from playwright.sync_api import Locator

from .axe import violations
from .reader import Reader


def speaker(reader: Reader) -> Locator:
    """Find the line that says who speaks."""
    return reader.panel.locator(".speaker-words")


def offer(reader: Reader, words: str) -> Locator:
    """Find a button beside that line."""
    return reader.panel.locator(".speaker-offers").get_by_role("button", name=words)


def menu_item(reader: Reader, words: str) -> Locator:
    """Find a button of the menu."""
    return reader.panel.locator(".menu-panel").get_by_role("button", name=words)


def open_menu(reader: Reader, words: str) -> None:
    """Open the menu and click on one of its buttons."""
    reader.panel.locator(".menu").click()
    menu_item(reader, words).click()


def dialog(reader: Reader) -> Locator:
    """Find "Mes données"."""
    return reader.panel.get_by_role("dialog", name="Mes données")


def faults(reader: Reader) -> list[str]:
    """List what axe finds wrong in the panel as it stands, once nothing fades in any more."""
    reader.page.emulate_media(reduced_motion="reduce")
    panel = next(each for each in reader.page.frames if "/widget/" in each.url)
    return violations(panel)
