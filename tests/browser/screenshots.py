"""`make screenshots`: the pictures of docs/screenshots/, taken of the demo in a real Chromium.

The clock of the pictures stands still, the answers are those of the day: a picture that changes
tells that the widget does.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from tests.server_process import ROOT, Server, free_port

from .conftest import CHROMIUM_ARGUMENTS, PATIENCE_MS, installed_chromium
from .reader import Reader

FOLDER = ROOT / "docs" / "screenshots"
ARTICLE = "/technologie/alibaba-moonshot.html"
TAG = 'data-site="demo"'
DESKTOP, PHONE = (1280, 800), (375, 720)
STAND_STILL = """() => {
  const noon = new Date(2026, 10, 24, 12, 10);
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
  for (const each of document.querySelectorAll(".meta time")) each.textContent = time.format(noon);
}"""


@dataclass(frozen=True)
class Scene:
    """One picture: who looks, at what size, and what happens before it is taken."""

    name: str
    play: Callable[[Reader], None]
    size: tuple[int, int] = PHONE
    locale: str = "fr-FR"
    scheme: Literal["light", "dark"] = "light"


def ask(*questions: str) -> Callable[[Reader], None]:
    """Open the panel and ask; the last answer is what is seen."""

    def play(reader: Reader) -> None:
        reader.open()
        for question in questions:
            reader.ask(question)

    return play


def lose_the_line(reader: Reader) -> None:
    """Ask once, go off the line, and ask again."""
    ask("combien coute labonement numerique")(reader)
    reader.page.context.set_offline(True)
    expect(reader.panel.locator(".banner")).not_to_be_empty()
    reader.write("Comment résilier mon abonnement ?")
    expect(reader.panel.locator('.message[data-status="waiting"]')).to_be_visible()


def type_ahead(reader: Reader) -> None:
    """Begin a question, and be offered some."""
    reader.open()
    text = reader.panel.get_by_role("textbox")
    text.press_sequentially("abonn")
    expect(reader.panel.get_by_role("option")).to_have_count(5)
    text.press("ArrowDown")
    expect(reader.panel.get_by_role("option", selected=True)).to_be_visible()


def call_people(reader: Reader) -> None:
    """Ask for a person."""
    ask("quelle est la capitale de la Mongolie ?")(reader)
    reader.panel.get_by_role("button", name="Parler à la rédaction").last.click()
    expect(reader.messages("system")).to_have_count(1)


def look(reader: Reader) -> None:
    """Leave the panel closed."""
    expect(reader.launcher).to_be_visible()


PRICE = ask("combien coute labonement numerique")
SCENES = (
    Scene("closed", look, DESKTOP),
    Scene("answer", PRICE, DESKTOP),
    Scene("answer-dark", PRICE, DESKTOP, scheme="dark"),
    Scene("phone-opening", ask()),
    Scene("phone-answer", PRICE),
    Scene("phone-answer-dark", PRICE, scheme="dark"),
    Scene("phone-typing", type_ahead),
    Scene("phone-people", call_people),
    Scene("phone-suggestion", ask("abonnement")),
    Scene("phone-unknown", ask("quelle est la capitale de la Mongolie ?")),
    Scene("phone-offline", lose_the_line),
    Scene("phone-arabic", PRICE, locale="ar"),
)


def speak(route: Route, locale: str) -> None:
    """Have the page ask for a language."""
    page = route.fetch()
    route.fulfill(response=page, body=page.text().replace(TAG, f'{TAG} data-locale="{locale}"'))


def take(browser: Browser, url: str, scene: Scene, folder: Path) -> Path:
    """Play one scene before a new reader and take its picture."""
    context = browser.new_context(
        viewport={"width": scene.size[0], "height": scene.size[1]},
        device_scale_factor=1 if scene.size == DESKTOP else 1.5,
        locale=scene.locale,
        timezone_id="Europe/Paris",
        color_scheme=scene.scheme,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_MS)
    page: Page = context.new_page()
    page.route(url + ARTICLE, lambda route: speak(route, scene.locale))
    page.goto(url + ARTICLE)
    scene.play(Reader(page))
    page.mouse.move(0, 0)
    for frame in page.frames[1:]:
        frame.evaluate(STAND_STILL)
    path = folder / f"{scene.name}.png"
    page.screenshot(path=path, animations="disabled", caret="hide")
    context.close()
    return path


def main(wanted: list[str], folder: Path = FOLDER) -> None:
    """Take all pictures, or those that are named."""
    folder.mkdir(parents=True, exist_ok=True)
    server = Server(Path(tempfile.mkdtemp()), free_port())
    server.start()
    try:
        with sync_playwright() as playwright:
            expect.set_options(timeout=PATIENCE_MS)
            browser = playwright.chromium.launch(
                executable_path=installed_chromium(), args=CHROMIUM_ARGUMENTS
            )
            for scene in SCENES:
                if not wanted or scene.name in wanted:
                    print(take(browser, server.url, scene, folder).name)  # noqa: T201
            browser.close()
    finally:
        server.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
