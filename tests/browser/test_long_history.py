"""A conversation of five hundred messages opens with its end, and gives the rest when asked."""

from __future__ import annotations

import sqlite3

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

PAIRS = 250
SHOWN = 50
QUESTION = "Comment résilier mon abonnement ?"
EARLIER = "Voir les messages précédents"
MORE = """
INSERT INTO message (id, conversation_id, seq, client_id, author, kind, text, confidence, sources,
                     suggestions, question_id, created_at)
SELECT printf('%032x', ? * 2 + seq), conversation_id, seq + ? * 2, client_id || '-' || ?, author,
       kind, text || '', confidence, sources, suggestions,
       CASE WHEN question_id IS NULL THEN NULL ELSE printf('%032x', ? * 2 + seq - 1) END, created_at
FROM message WHERE seq <= 2
"""
KEEP_FIRST = "() => { window.first = document.querySelector('.message'); }"
TOP_OF_KEPT = "() => window.first.getBoundingClientRect().top"
AT_BOTTOM = """() => {
  const {scrollHeight, scrollTop, clientHeight} = document.querySelector(".scroller");
  return scrollHeight - scrollTop - clientHeight < 4;
}"""
SEQUENCE = """() => [...document.querySelectorAll(".message")].map(each => each.dataset.author)"""


@pytest.fixture
def long(server: Server, vera: Reader) -> Reader:
    """Let Vera return to a conversation that is long."""
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    with sqlite3.connect(server.instance / "salut.db", timeout=30) as database:
        for number in range(1, PAIRS):
            database.execute(MORE, [number, number, number, number])
        (last,) = database.execute("SELECT max(seq) FROM message").fetchone()
        database.execute("UPDATE conversation SET last_seq = ?", [last])
    vera.page.reload()
    vera.open()
    return vera


def count(vera: Reader) -> int:
    """Count the messages in the document."""
    return vera.panel.locator(".message").count()


def test_the_last_messages_are_shown_and_the_last_of_all_is_in_view(long: Reader) -> None:
    expect(long.panel.locator(".message")).to_have_count(SHOWN)
    expect(long.messages("bot").last).to_be_in_viewport()
    assert long.frame.evaluate(AT_BOTTOM)


def test_earlier_ones_come_when_asked_for_and_nothing_moves(long: Reader) -> None:
    earlier = long.panel.get_by_role("button", name=EARLIER)
    earlier.scroll_into_view_if_needed()
    long.frame.evaluate(KEEP_FIRST)
    before = long.frame.evaluate(TOP_OF_KEPT)
    earlier.click()
    expect(long.panel.locator(".message")).to_have_count(2 * SHOWN)
    assert abs(long.frame.evaluate(TOP_OF_KEPT) - before) < 2
    assert long.frame.evaluate(SEQUENCE) == ["visitor", "bot"] * SHOWN


def test_all_can_be_read_and_the_next_answer_still_comes_last(long: Reader) -> None:
    earlier = long.panel.get_by_role("button", name=EARLIER)
    for pages in range(2, 2 * PAIRS // SHOWN + 1):
        earlier.click()
        expect(long.panel.locator(".message")).to_have_count(pages * SHOWN)
    expect(earlier).to_be_hidden()
    answer = long.ask(QUESTION)
    expect(answer).to_be_in_viewport()
    assert count(long) == 2 * PAIRS + 2


def test_another_tab_knows_all_of_it_too(
    server: Server, long: Reader, context: BrowserContext
) -> None:
    other = Reader(context.new_page())
    other.page.goto(server.url)
    other.open()
    expect(other.panel.locator(".message")).to_have_count(SHOWN)
    other.panel.get_by_role("button", name=EARLIER).click()
    expect(other.panel.locator(".message")).to_have_count(2 * SHOWN)


def test_a_short_history_offers_nothing_more(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(QUESTION)
    expect(vera.panel.get_by_role("button", name=EARLIER)).to_be_hidden()
