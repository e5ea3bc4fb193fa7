"""A page that was left, frozen or asleep goes on where it was, and shows what it has missed."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, WebSocket, WebSocketRoute, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

FIRST = "Comment résilier mon abonnement ?"
SECOND = "Comment contacter la rédaction ?"
LEFT = "dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))"
SHOWN = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
LOOKED_AT = "document.dispatchEvent(new Event('visibilitychange'))"
HOUR_MS = 60 * 60_000


def other_tab(server: Server, context: BrowserContext) -> Reader:
    """Open another tab of Vera's browser."""
    other = Reader(context.new_page())
    other.page.goto(server.url)
    other.open()
    return other


def test_a_page_taken_from_the_browsers_cache_catches_up(
    server: Server, vera: Reader, context: BrowserContext
) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    vera.frame.evaluate(LEFT)
    other = other_tab(server, context)
    other.ask(SECOND)
    expect(vera.messages("bot")).to_have_count(1)
    vera.frame.evaluate(SHOWN)
    expect(vera.messages("bot")).to_have_count(2)
    expect(vera.messages("visitor")).to_have_count(2)
    vera.ask(FIRST)
    expect(other.messages("bot")).to_have_count(3)


def test_a_page_that_is_left_holds_no_socket(server: Server, vera: Reader) -> None:
    opened: list[WebSocket] = []
    closed: list[WebSocket] = []

    def forget(socket: WebSocket) -> None:
        closed.append(socket)

    def watch(socket: WebSocket) -> None:
        opened.append(socket)
        socket.on("close", forget)

    vera.page.on("websocket", watch)
    vera.page.goto(server.url)
    vera.open()
    assert (len(opened), len(closed)) == (1, 0)
    vera.frame.evaluate(LEFT)
    vera.page.wait_for_timeout(1500)
    assert closed == opened


def test_a_message_written_just_before_a_page_is_left_is_sent_when_it_is_shown(
    server: Server, vera: Reader
) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.frame.evaluate(LEFT)
    vera.write(FIRST)
    vera.frame.evaluate(SHOWN)
    expect(vera.messages("bot")).to_have_count(1)
    expect(vera.messages("visitor")).to_have_count(1)


class DeafLine:
    """A line that has died without a word, as in a sleep: what is sent goes nowhere."""

    def __init__(self, vera: Reader) -> None:
        self.is_deaf = False
        self.lines = 0
        vera.page.route_web_socket("**/socket.io/**", self._connect)

    def _connect(self, ours: WebSocketRoute) -> None:
        self.lines += 1
        is_first = self.lines == 1
        theirs = ours.connect_to_server()
        ours.on_message(lambda data: None if self.is_deaf and is_first else theirs.send(data))
        theirs.on_message(lambda data: None if self.is_deaf and is_first else ours.send(data))


def test_a_line_that_died_in_a_sleep_is_found_out_on_return(
    server: Server, vera: Reader, context: BrowserContext
) -> None:
    line = DeafLine(vera)
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    line.is_deaf = True
    vera.frame.evaluate(LOOKED_AT)
    vera.write(SECOND)
    expect(vera.messages("bot")).to_have_count(2, timeout=12_000)
    expect(vera.messages("visitor")).to_have_count(2)
    assert line.lines == 2


def test_a_jump_of_the_clock_makes_the_line_be_looked_at_and_harms_nothing(
    server: Server, vera: Reader
) -> None:
    line = DeafLine(vera)
    vera.page.clock.install()
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    line.is_deaf = True
    vera.page.clock.fast_forward(HOUR_MS)
    vera.page.clock.run_for(20_000)
    vera.page.clock.run_for(20_000)
    vera.ask(SECOND)
    expect(vera.messages("visitor")).to_have_count(2)
    assert line.lines >= 2
