"""A reader says whether an answer has helped, and why it has not; she may change her mind."""

from __future__ import annotations

import json
import sqlite3

import pytest
from playwright.sync_api import BrowserContext, Locator, WebSocketRoute, expect

from tests.server_process import Server

from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

QUESTION = "Comment résilier mon abonnement ?"
UNKNOWN = "Quelle est la recette de la blanquette de licorne ?"
GREETING = "Bonjour"


def stored(server: Server) -> list[tuple[int, str]]:
    """List what the server holds: helpful, and why not."""
    with sqlite3.connect(server.instance / "salut.db") as database:
        return list(database.execute("SELECT helpful, reason FROM feedback"))


def thumb(answer: Locator, name: str) -> Locator:
    """Find a thumb below an answer."""
    return answer.get_by_role("button", name=name, exact=True)


@pytest.fixture
def answer(server: Server, vera: Reader) -> Locator:
    """Let Vera have an answer."""
    vera.page.goto(server.url)
    vera.open()
    return vera.ask(QUESTION)


def test_a_thumb_up_is_kept_and_thanked_for(server: Server, vera: Reader, answer: Locator) -> None:
    up, down = thumb(answer, "Utile"), thumb(answer, "Pas utile")
    expect(up).to_have_attribute("aria-pressed", "false")
    up.click()
    expect(answer).to_contain_text("Merci")
    expect(up).to_have_attribute("aria-pressed", "true")
    expect(down).to_have_attribute("aria-pressed", "false")
    expect(up).to_be_focused()
    assert [helpful for helpful, _ in stored(server)] == [1]


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ("C’est faux", "wrong"),
        ("C’est dépassé", "outdated"),
        ("Ce n’est pas ma question", "off_topic"),
    ],
)
def test_a_thumb_down_asks_why(
    server: Server, vera: Reader, answer: Locator, words: str, reason: str
) -> None:
    down = thumb(answer, "Pas utile")
    down.click()
    reasons = answer.get_by_role("group", name="Qu’est-ce qui ne va pas")
    expect(reasons.get_by_role("button")).to_have_count(3)
    reasons.get_by_role("button", name=words).click()
    expect(answer).to_contain_text("Merci")
    expect(reasons).to_be_hidden()
    expect(down).to_be_focused()
    assert stored(server) == [(0, reason)]


def test_a_reason_need_not_be_given(server: Server, vera: Reader, answer: Locator) -> None:
    thumb(answer, "Pas utile").click()
    expect(answer).to_contain_text("Qu’est-ce qui ne va pas")
    vera.ask(QUESTION)
    assert stored(server) == [(0, "")]


def test_a_mind_may_be_changed(server: Server, vera: Reader, answer: Locator) -> None:
    thumb(answer, "Pas utile").click()
    thumb(answer, "Utile").click()
    expect(answer).to_contain_text("Merci")
    expect(thumb(answer, "Pas utile")).to_have_attribute("aria-pressed", "false")
    assert [helpful for helpful, _ in stored(server)] == [1]


def test_the_thumb_is_found_again_on_the_next_page(
    server: Server, vera: Reader, answer: Locator
) -> None:
    thumb(answer, "Utile").click()
    expect(answer).to_contain_text("Merci")
    vera.page.reload()
    vera.open()
    again = vera.messages("bot").last
    expect(thumb(again, "Utile")).to_have_attribute("aria-pressed", "true")
    expect(thumb(again, "Pas utile")).to_have_attribute("aria-pressed", "false")


def test_the_thumb_shows_on_the_other_tab_too(
    server: Server, vera: Reader, answer: Locator, context: BrowserContext
) -> None:
    other = Reader(context.new_page())
    other.page.goto(server.url)
    other.open()
    same = other.messages("bot").last
    thumb(answer, "Utile").click()
    expect(thumb(same, "Utile")).to_have_attribute("aria-pressed", "true")
    thumb(same, "Pas utile").click()
    expect(thumb(answer, "Pas utile")).to_have_attribute("aria-pressed", "true")


def test_an_answer_that_is_none_can_be_rated_too_but_small_talk_cannot(
    server: Server, vera: Reader, answer: Locator
) -> None:
    unknown = vera.ask(UNKNOWN)
    expect(unknown).to_have_attribute("data-kind", "unknown")
    thumb(unknown, "Pas utile").click()
    expect(unknown).to_contain_text("Qu’est-ce qui ne va pas")
    expect(thumb(vera.ask(GREETING), "Utile")).to_have_count(0)


def test_what_the_server_refuses_is_said_and_taken_back(server: Server, vera: Reader) -> None:
    def between(ours: WebSocketRoute) -> None:
        theirs = ours.connect_to_server()

        def from_page(data: str | bytes) -> None:
            text = str(data)
            if '"feedback"' not in text:
                theirs.send(data)
                return
            head = text[: text.index("[")].replace("42/widget,", "43/widget,", 1)
            refused = {
                "ok": False,
                "error": {"code": "rate_limited", "message": "Ça va trop vite."},
            }
            ours.send(head + json.dumps([refused]))

        ours.on_message(from_page)

    vera.page.route_web_socket("**/socket.io/**", between)
    vera.page.goto(server.url)
    vera.open()
    answer = vera.ask(QUESTION)
    thumb(answer, "Utile").click()
    expect(answer).to_contain_text("Ça va trop vite.")
    expect(thumb(answer, "Utile")).to_have_attribute("aria-pressed", "false")


def test_a_thumb_without_a_line_is_taken_back_with_a_word(
    server: Server, vera: Reader, answer: Locator
) -> None:
    server.kill()
    expect(vera.panel.locator(".banner")).not_to_be_empty()
    thumb(answer, "Utile").click()
    expect(answer).to_contain_text("Ça n’a pas marché")
    expect(thumb(answer, "Utile")).to_have_attribute("aria-pressed", "false")
