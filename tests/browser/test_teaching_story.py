"""Vera asks in vain, Edith teaches with one click, and the next reader is answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, Page, expect

from chat import examination, unanswered
from chat.knowledge import Knowledge
from tests.server_process import Server

from . import axe
from .inbox import Desk, desk, hire, office_of
from .reader import Reader

pytestmark = [pytest.mark.browser, pytest.mark.service]

LUNE = "Combien pèse la lune de fromage ?"
TYPED = "combien pese la lune de fromages"
RESIGN = "Comment résilier mon abonnement"
ANSWER = "La lune de fromage pèse une tonne."
EVIL = "<img src=x onerror=alert(1)> combien pèse la lune de fromage"
SETTLED = timedelta(minutes=10)
IS_ANSWERED = """async question => {
  const headers = { "Content-Type": "application/json" };
  const body = JSON.stringify({ question });
  const told = await fetch("/api/ask", { method: "POST", headers, body });
  return (await told.json()).kind === "answered";
}"""


@pytest.fixture
def edith(server: Server, browser: Browser) -> Iterator[Desk]:
    with desk(server, browser, hire(server, "Edith", "editor")) as opened:
        yield opened


def ask_in_vain(server: Server, vera: Reader, *questions: str) -> None:
    """Have Vera ask, and what she asked gathered, as it is minutes later."""
    vera.page.goto(f"{server.url}/abonnement.html")
    vera.open()
    for question in questions:
        vera.ask(question)
    with office_of(server) as office:
        moment = datetime.now(UTC) + SETTLED
        knowledge = Knowledge(office.database)
        unanswered.gather(office.database, knowledge, moment, lambda: uuid4().hex)


def expect_nothing(server: Server, question: str) -> None:
    """Add a question that no entry is to answer to the test set."""
    with office_of(server) as office, office.database.write() as session:
        now, new_id = datetime.now(UTC), lambda: uuid4().hex
        examination.expect(session, "demo", question, "", "Edith", now, new_id)


def open_cluster(edith: Desk) -> Page:
    """Lead Edith from her first page to the question that was asked in vain."""
    page = edith.page
    page.goto(f"{edith.url}/console/sites/demo/teaching")
    page.get_by_role("link", name=LUNE).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LUNE)
    return page


def check(page: Page) -> None:
    """See that a page fits its screen, and that axe finds nothing wrong with it."""
    scrolled, shown = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert scrolled <= shown, page.url
    assert axe.violations(page.main_frame) == []


def another_reader(server: Server, browser: Browser, question: str, answer: str) -> None:
    """Have the next reader ask."""
    context = browser.new_context(locale="fr-FR")
    ivy = Reader(context.new_page())
    ivy.page.goto(f"{server.url}/abonnement.html")
    ivy.open()
    expect(ivy.ask(question)).to_contain_text(answer)
    context.close()


def test_edith_teaches_with_one_click_and_the_next_reader_is_answered(
    server: Server, browser: Browser, vera: Reader, edith: Desk
) -> None:
    ask_in_vain(server, vera, LUNE, TYPED)
    page = edith.page
    page.goto(f"{server.url}/console/sites/demo/teaching")
    expect(page.locator(".clusters > li")).to_contain_text("2 fois")
    expect(page.locator(".clusters > li")).to_contain_text("/abonnement.html")
    check(page)
    open_cluster(edith)
    page.get_by_role("searchbox").fill("résilier")
    page.get_by_role("button", name="Chercher").click()
    check(page)
    page.get_by_role("button", name=RESIGN).first.click()
    expect(page.get_by_role("status")).to_have_text(
        "Question rattachée. Le prochain lecteur a sa réponse."
    )
    page.wait_for_function(IS_ANSWERED, arg=TYPED)
    another_reader(server, browser, TYPED, "Résilier")

    page.get_by_role("button", name="Annuler cette décision").click()
    expect(page.get_by_role("status")).to_contain_text("Décision annulée")
    page.get_by_label("Réponse", exact=True).fill(ANSWER)
    page.get_by_role("button", name="Publier la réponse").click()
    expect(page.get_by_role("status")).to_contain_text("Réponse publiée")
    page.wait_for_function(IS_ANSWERED, arg=LUNE)
    another_reader(server, browser, LUNE, ANSWER)


def test_what_would_be_answered_worse_is_shown_before_it_is_published(
    server: Server, vera: Reader, edith: Desk
) -> None:
    ask_in_vain(server, vera, LUNE)
    expect_nothing(server, LUNE)
    page = open_cluster(edith)
    page.get_by_label("Réponse", exact=True).fill(ANSWER)
    page.get_by_label("Lien de l’article").fill("/lune.html")
    page.get_by_role("button", name="Publier la réponse").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Rien n’est publié pour l’instant")
    expect(alert).to_contain_text(LUNE)
    check(page)
    expect(page.get_by_label("Réponse", exact=True)).to_have_value(ANSWER)
    expect(page.get_by_label("Lien de l’article")).to_have_value("/lune.html")
    page.get_by_role("button", name="Publier quand même").click()
    expect(page.get_by_role("status")).to_contain_text("Réponse publiée")


def test_what_is_no_question_for_us_is_set_aside_and_comes_back(
    server: Server, vera: Reader, edith: Desk
) -> None:
    ask_in_vain(server, vera, LUNE)
    page = open_cluster(edith)
    page.get_by_role("button", name="Écarter").click()
    expect(page.get_by_text("Rien à régler")).to_be_visible()
    check(page)
    page.get_by_role("button", name="Annuler cette décision").click()
    expect(page.get_by_role("button", name="Écarter")).to_be_visible()


def test_the_test_set_is_kept_and_run(server: Server, edith: Desk) -> None:
    page = edith.page
    page.goto(f"{server.url}/console/sites/demo/tests")
    check(page)
    page.get_by_label("Question", exact=True).fill(LUNE)
    page.get_by_role("button", name="Ajouter").click()
    page.get_by_role("button", name="Lancer l’essai").click()
    expect(page.locator(".figures")).to_contain_text("1 sur 1")
    check(page)
    page.get_by_role("button", name=f"Retirer\u00a0: {LUNE}").click()
    expect(page.get_by_role("status")).to_contain_text("retirée")
    page.get_by_role("button", name="Annuler le retrait").click()
    expect(page.locator(".tests > li")).to_contain_text(LUNE)


def test_what_vera_writes_stays_text_before_edith(
    server: Server, vera: Reader, edith: Desk
) -> None:
    dialogs: list[str] = []
    edith.page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    ask_in_vain(server, vera, EVIL)
    page = edith.page
    page.goto(f"{server.url}/console/sites/demo/teaching")
    page.locator(".clusters a").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(EVIL)
    page.goto(f"{server.url}/console/sites/demo/statistics")
    expect(page.get_by_text(EVIL)).to_be_visible()
    assert page.locator("img").count() == 0
    assert dialogs == []
