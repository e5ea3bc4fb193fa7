"""One reader on five tabs: one socket for all of them, the same messages everywhere, each once."""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, WebSocket, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

TABS = 5
FIRST = "Comment résilier mon abonnement ?"
SECOND = "Comment contacter la rédaction ?"
THIRD = "Combien coûte l’abonnement numérique ?"
SHIPYARD = "/economie/chantier-naval-hydrogene.html"
FREEZE = "document.dispatchEvent(new Event('freeze'))"
# A frozen tab runs nothing: what comes in is not read, and it holds its lock all the same.
SILENCE = """
  const add = BroadcastChannel.prototype.addEventListener;
  BroadcastChannel.prototype.addEventListener = function (type, hear, options) {
    add.call(this, type, event => window.silent || hear(event), options);
  };
"""


class Tabs:
    """The tabs of one browser, and the sockets that they hold open."""

    def __init__(self, server: Server, context: BrowserContext) -> None:
        self._server = server
        self._context = context
        self._open: dict[WebSocket, Page] = {}
        self.opened = 0

    def add(self, path: str = "/", script: str = "") -> Reader:
        """Open one more tab and its panel."""
        reader = Reader(self._context.new_page())
        reader.page.on("websocket", lambda socket: self._count(reader.page, socket))
        if script:
            reader.page.add_init_script(script)
        reader.page.goto(self._server.url + path)
        reader.open()
        return reader

    def close(self, reader: Reader) -> None:
        """Close a tab."""
        reader.page.close()
        self._open = {line: page for line, page in self._open.items() if page != reader.page}

    @property
    def leaders(self) -> list[Page]:
        """List the tabs that hold a socket."""
        return list(self._open.values())

    def _count(self, page: Page, socket: WebSocket) -> None:
        self.opened += 1
        self._open[socket] = page
        socket.on("close", self._forget)

    def _forget(self, socket: WebSocket) -> None:
        self._open.pop(socket, None)


@pytest.fixture
def tabs(server: Server, context: BrowserContext) -> Tabs:
    """Give Vera a browser without tabs."""
    return Tabs(server, context)


def texts(reader: Reader) -> list[str]:
    """List what Vera has asked, as one tab shows it."""
    return reader.messages("visitor").locator(".text").all_inner_texts()


def expect_thread(reader: Reader, *asked: str) -> None:
    """Wait until a tab shows these questions and as many answers, each once."""
    expect(reader.messages("bot")).to_have_count(len(asked))
    expect(reader.messages("visitor")).to_have_count(len(asked))
    assert texts(reader) == list(asked)


def test_five_tabs_share_one_socket_and_show_the_same(tabs: Tabs) -> None:
    readers = [tabs.add() for _ in range(TABS)]
    readers[0].ask(FIRST)
    readers[3].write(SECOND)
    readers[4].write(THIRD)
    for reader in readers:
        expect(reader.messages("bot")).to_have_count(3)
        expect(reader.messages("visitor")).to_have_count(3)
    assert len({tuple(texts(reader)) for reader in readers}) == 1
    assert sorted(texts(readers[0])) == sorted([FIRST, SECOND, THIRD])
    assert len(tabs.leaders) == 1


def test_a_new_tab_shows_the_history_without_a_socket_of_its_own(tabs: Tabs) -> None:
    first = tabs.add()
    first.ask(FIRST)
    first.ask(SECOND)
    opened = tabs.opened
    expect_thread(tabs.add(), FIRST, SECOND)
    assert tabs.opened == opened


def test_when_the_leading_tab_closes_another_takes_over(tabs: Tabs) -> None:
    readers = [tabs.add() for _ in range(TABS)]
    readers[1].ask(FIRST)
    leader = next(reader for reader in readers if reader.page in tabs.leaders)
    rest = [reader for reader in readers if reader is not leader]
    tabs.close(leader)
    rest[0].write(SECOND)
    rest[1].write(THIRD)

    for reader in rest:
        expect(reader.messages("bot")).to_have_count(3)
        expect(reader.messages("visitor")).to_have_count(3)
    assert len(tabs.leaders) == 1
    rest[0].page.reload()
    rest[0].open()
    expect(rest[0].messages("bot")).to_have_count(3)
    assert sorted(texts(rest[0])) == sorted([FIRST, SECOND, THIRD])


def test_a_question_on_its_way_through_a_tab_that_closes_is_answered_once(tabs: Tabs) -> None:
    first, second = tabs.add(), tabs.add()
    second.ask(FIRST)
    leader, other = (first, second) if first.page in tabs.leaders else (second, first)
    other.write(SECOND)
    tabs.close(leader)
    expect_thread(other, FIRST, SECOND)


def test_what_a_closed_tab_has_left_unsent_is_sent_by_the_one_that_leads(
    server: Server, tabs: Tabs
) -> None:
    first, second = tabs.add(), tabs.add()
    second.ask(FIRST)
    leader, other = (first, second) if first.page in tabs.leaders else (second, first)
    server.kill()
    leader.write(SECOND)
    expect(leader.messages("visitor").last).to_contain_text("En attente")
    tabs.close(leader)
    server.start()
    expect_thread(other, FIRST, SECOND)


def test_a_leading_tab_that_freezes_lets_another_lead(tabs: Tabs) -> None:
    first, second = tabs.add(), tabs.add()
    second.ask(FIRST)
    leader, other = (first, second) if first.page in tabs.leaders else (second, first)
    leader.frame.evaluate(FREEZE)
    other.ask(SECOND)
    expect_thread(other, FIRST, SECOND)
    assert tabs.leaders == [other.page]


def test_a_leading_tab_that_says_nothing_loses_the_lead_and_follows(tabs: Tabs) -> None:
    first = tabs.add(script=SILENCE)
    first.ask(FIRST)
    first.frame.evaluate("window.silent = true")
    second = tabs.add()
    expect_thread(second, FIRST)
    assert tabs.leaders == [second.page]

    first.frame.evaluate("window.silent = false")
    second.ask(SECOND)
    first.page.bring_to_front()
    expect_thread(first, FIRST, SECOND)
    assert tabs.leaders == [second.page]


def test_each_tab_offers_questions_on_its_own_article(tabs: Tabs) -> None:
    first = tabs.add("/abonnement.html")
    chips = first.panel.locator(".opening .chip")
    expect(chips.first).to_be_visible()
    second = tabs.add(SHIPYARD)
    expect(second.panel.locator(".opening .chip").first).to_contain_text(
        "chantier", ignore_case=True
    )
    expect(chips.first).to_contain_text("abonnement", ignore_case=True)


def test_without_locks_each_tab_has_a_socket_of_its_own(tabs: Tabs) -> None:
    without = "delete Navigator.prototype.locks;"
    first, second = tabs.add(script=without), tabs.add(script=without)
    first.ask(FIRST)
    second.write(SECOND)
    for reader in (first, second):
        expect_thread(reader, FIRST, SECOND)
    assert len(tabs.leaders) == 2
