"""Vera, a visitor, before her browser: what she can do with the widget on a page."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Frame, FrameLocator, Locator, Page, expect


@dataclass(frozen=True)
class Reader:
    """One tab of a reader."""

    page: Page

    @property
    def launcher(self) -> Locator:
        """Find the launcher in its shadow root."""
        return self.page.locator("salut-widget .launcher")

    @property
    def panel(self) -> FrameLocator:
        """Find the document of the panel."""
        return self.page.frame_locator("salut-widget iframe")

    @property
    def frame(self) -> Frame:
        """Find the frame of the panel, to run scripts in."""
        return next(frame for frame in self.page.frames if "/widget/" in frame.url)

    def messages(self, author: str, kind: str | None = None) -> Locator:
        """Find the messages of an author in the thread."""
        wanted = f'.message[data-author="{author}"]'
        return self.panel.locator(wanted if kind is None else f'{wanted}[data-kind="{kind}"]')

    def open(self) -> None:
        """Click on the launcher; returns once the server has greeted."""
        self.launcher.click()
        expect(self.panel.locator(".notice")).to_be_visible()

    def write(self, text: str) -> None:
        """Type a message and send it by Enter."""
        composer = self.panel.get_by_role("textbox")
        composer.fill(text)
        composer.press("Enter")

    def ask(self, question: str) -> Locator:
        """Ask, wait for the answer and give it."""
        answers = self.messages("bot")
        before = answers.count()
        self.write(question)
        expect(answers).to_have_count(before + 1)
        return answers.last
