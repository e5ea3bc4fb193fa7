"""Whatever happens to the line, what a reader writes is kept, sent and shown once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.server_process import Server, free_port, held_database

from .picky_proxy import picky_proxy
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

FIRST = "Comment résilier mon abonnement ?"
SECOND = "Comment contacter la rédaction ?"
DRAFT = "Quels sont vos"
HELD_MS = 6000  # longer than the server waits for the database: it refuses
WATCH_BANNER = """banner => {
  window.said = [];
  new MutationObserver(() => said.push(banner.textContent)).observe(banner, {childList: true});
}"""
SAID = "() => said.filter(Boolean)"
DELAYS = """async ({attempts, hint, chances}) => {
  const {delayMs} = await import("/static/any/widget/backoff.js");
  return attempts.map(attempt => chances.map(chance => delayMs(attempt, hint, () => chance)));
}"""
MANY_DELAYS = """async () => {
  const {delayMs} = await import("/static/any/widget/backoff.js");
  return Array.from({length: 2000}, () => delayMs(3));
}"""


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Server]:
    """Run a server that takes two questions of a reader in ten seconds."""
    few = {"SALUT_VISITOR_MESSAGES_PER_TEN_SECONDS": "2"}
    running = Server(tmp_path, free_port(), few)
    running.start()
    yield running
    running.stop()


def questions(vera: Reader) -> list[str]:
    """List what Vera has asked, as a reload shows it: what is stored."""
    vera.page.reload()
    vera.open()
    expect(vera.messages("visitor").first).to_be_visible()
    return vera.messages("visitor").locator(".text").all_inner_texts()


def test_the_wait_doubles_up_to_a_limit_and_chance_decides_all_of_it(
    server: Server, vera: Reader
) -> None:
    vera.page.goto(server.url)
    told = {"attempts": [0, 1, 2, 4, 5, 400], "hint": 0, "chances": [0, 0.5, 1]}
    assert vera.page.evaluate(DELAYS, told) == [
        [0, 500, 1000],
        [0, 1000, 2000],
        [0, 2000, 4000],
        [0, 8000, 16000],
        [0, 15000, 30000],
        [0, 15000, 30000],
    ]
    delays = vera.page.evaluate(MANY_DELAYS)
    quarters = [sum(low <= delay < low + 2000 for delay in delays) for low in range(0, 8000, 2000)]
    assert sum(quarters) == len(delays)
    assert min(quarters) > len(delays) // 8


@pytest.mark.parametrize(
    ("hint", "least"), [(2, 2000), ("3", 3000), (-5, 0), ("x", 0), (None, 0), (1e12, 600_000)]
)
def test_nobody_returns_earlier_than_the_server_asks_nor_never(
    server: Server, vera: Reader, hint: object, least: int
) -> None:
    vera.page.goto(server.url)
    told = {"attempts": [0], "hint": hint, "chances": [0, 1]}
    assert vera.page.evaluate(DELAYS, told) == [[least, least + 1000]]


def test_a_question_on_its_way_while_the_server_dies_is_stored_once(
    server: Server, vera: Reader
) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    vera.write(SECOND)
    server.kill()
    composer = vera.panel.get_by_role("textbox")
    composer.fill(DRAFT)
    server.start()

    expect(vera.messages("bot")).to_have_count(2)
    expect(vera.messages("visitor")).to_have_count(2)
    expect(composer).to_have_value(DRAFT)
    assert questions(vera) == [FIRST, SECOND]
    expect(composer).to_have_value(DRAFT)


def test_websockets_that_are_forbidden_leave_polling(server: Server, vera: Reader) -> None:
    with picky_proxy(server.port, swallows=False) as proxy:
        vera.page.goto(proxy.url)
        vera.open()
        expect(vera.ask(FIRST)).to_contain_text("Mon compte")
        assert proxy.upgrades >= 1


def test_websockets_that_nobody_answers_leave_polling(server: Server, vera: Reader) -> None:
    with picky_proxy(server.port, swallows=True) as proxy:
        vera.page.goto(proxy.url)
        vera.launcher.click()
        vera.write(FIRST)
        expect(vera.messages("bot")).to_contain_text("Mon compte", timeout=60_000)
        assert proxy.upgrades >= 1
        assert questions(vera) == [FIRST]


def test_a_database_held_by_another_process_lets_a_question_wait(
    server: Server, vera: Reader
) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    with held_database(server):
        vera.write(SECOND)
        expect(vera.messages("visitor").last).to_contain_text("En attente")
        vera.page.wait_for_timeout(HELD_MS)
        expect(vera.messages("visitor").last).to_contain_text("En attente")

    expect(vera.messages("bot")).to_have_count(2)
    expect(vera.messages("visitor").last).not_to_contain_text("En attente")
    assert questions(vera) == [FIRST, SECOND]


def test_a_database_held_while_a_reader_arrives_only_delays_him(
    server: Server, vera: Reader
) -> None:
    with held_database(server):
        vera.page.goto(server.url)
        vera.launcher.click()
        vera.write(FIRST)
        vera.page.wait_for_timeout(HELD_MS)
        expect(vera.messages("visitor")).to_contain_text("En attente")

    expect(vera.messages("bot")).to_have_count(1)
    assert questions(vera) == [FIRST]


def test_questions_over_the_limit_wait_and_are_all_answered(strict: Server, vera: Reader) -> None:
    vera.page.goto(strict.url)
    vera.open()
    asked = [f"Bonjour {number}" for number in range(4)]
    for question in asked:
        vera.write(question)
    expect(vera.messages("visitor").last).to_contain_text("En attente")
    expect(vera.messages("bot")).to_have_count(len(asked), timeout=60_000)
    assert questions(vera) == asked


def test_a_restart_of_the_server_is_told_calmly(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    banner = vera.panel.locator(".banner")
    frame = next(frame for frame in vera.page.frames if "/widget/" in frame.url)
    frame.locator(".banner").evaluate(WATCH_BANNER)
    server.stop()
    vera.write(SECOND)
    expect(vera.messages("visitor").last).to_contain_text("En attente")
    expect(banner).to_contain_text("je reviens")
    server.start()

    expect(vera.messages("bot")).to_have_count(2)
    expect(banner).to_be_empty()
    assert [each for each in frame.evaluate(SAID) if "je reviens" not in each] == []
    assert questions(vera) == [FIRST, SECOND]


def test_a_reader_without_network_is_told_and_returns_with_it(server: Server, vera: Reader) -> None:
    vera.page.goto(server.url)
    vera.open()
    vera.ask(FIRST)
    banner = vera.panel.locator(".banner")
    vera.page.context.set_offline(True)
    expect(banner).to_contain_text("hors ligne")
    vera.write(SECOND)
    expect(vera.messages("visitor").last).to_contain_text("En attente")
    vera.page.context.set_offline(False)

    expect(vera.messages("bot")).to_have_count(2)
    expect(banner).to_be_empty()
    assert questions(vera) == [FIRST, SECOND]
