"""Nothing that a reader, an article or a colleague writes becomes a script in the inbox."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Browser, expect

import faq
import store
from store import conversations, entries, messages, notes, sites
from tests.server_process import Server, free_port
from tests.web.visitor import Visitor

from .inbox import Desk, desk, hire, office_of
from .payloads import ADDRESSES, CALL, TEXTS, links, watched

pytestmark = [pytest.mark.browser, pytest.mark.service]

SETTINGS = {
    f"SALUT_{name}_MESSAGES_PER_TEN_SECONDS": "0" for name in ("VISITOR", "ADDRESS", "SITE")
}
HOSTILE_NAME = f'"><img src=x onerror={CALL}>'
HOSTILE_EMAIL = f'"onfocus={CALL}"@example.org'
TRIES_MAX = 60
MARKUP = "img, svg, script, iframe, object, embed, form:not(.composer), style, meta, base, video"


@pytest.fixture
def open_server(tmp_path: Path) -> Iterator[Server]:
    """Run a server that counts no questions."""
    running = Server(tmp_path, free_port(), SETTINGS)
    running.start()
    yield running
    running.stop()


@pytest.fixture
def alice(open_server: Server, browser: Browser) -> Iterator[Desk]:
    with desk(open_server, browser, hire(open_server, "Alice")) as opened:
        yield opened


def poison(server: Server, conversation_id: str) -> None:
    """Write into the database what no edge would let in: addresses, names, notes, sources."""
    now = datetime.now(UTC)
    with office_of(server) as office, office.database.write() as session:
        held = conversations.hold(session, conversation_id)
        conversations.set_email(session, held, HOSTILE_EMAIL)
        for text, address in zip(TEXTS, ADDRESSES * 30, strict=False):
            asked = messages.add(session, line(conversation_id, "visitor", text, page=address))
            messages.add(
                session,
                line(
                    conversation_id,
                    "bot",
                    text,
                    question_id=asked.id,
                    confidence=0.5,
                    sources=(faq.Source(text, address, text, text, text),),
                    suggestions=(text,),
                ),
            )
            notes.add(session, store.Note(uuid4().hex, conversation_id, "x", text, text, now))


def line(conversation_id: str, author: store.Author, text: str, **told: object) -> store.Message:
    kind: store.Kind = "text" if author == "visitor" else "answered"
    return store.Message(
        uuid4().hex,
        conversation_id,
        0,
        author,
        kind,
        text,
        datetime.now(UTC),
        **told,  # type: ignore[arg-type]
    )


def test_what_a_reader_sends_stays_text_as_it_comes_and_after_a_reload(
    open_server: Server, alice: Desk
) -> None:
    happened = watched(alice.page)
    alice.open()
    with Visitor(open_server.url, locale="fr") as vera:
        vera.call("handover", {})
        expect(alice.items).to_have_count(1)
        alice.open_first()
        for text, address in zip(TEXTS, ADDRESSES * 30, strict=False):
            page = {"url": address, "title": text}
            ack = vera.call("message", {"client_id": uuid4().hex, "text": text, "page": page})
            assert ack["ok"], (text, ack)
        expect(alice.messages("visitor")).to_have_count(len(TEXTS))
        shown = alice.messages("visitor").locator(".text").all_inner_texts()
    alice.page.reload()
    expect(alice.messages("visitor")).to_have_count(len(TEXTS))
    assert len(TEXTS) > 300
    assert shown == alice.messages("visitor").locator(".text").all_inner_texts()
    assert shown[0] == TEXTS[0]
    assert alice.page.locator(".inbox").locator(MARKUP).count() == 0
    assert happened == []


def test_what_the_database_holds_stays_text_in_every_field(
    open_server: Server, browser: Browser
) -> None:
    token = hire(open_server, HOSTILE_NAME, email="mallory@example.org")
    with desk(open_server, browser, token) as mallory, Visitor(open_server.url) as vera:
        happened = watched(mallory.page)
        vera.call("handover", {})
        conversation_id = vera.welcome["conversation_id"]
        poison(open_server, conversation_id)
        mallory.open()
        mallory.open_first()
        expect(mallory.messages("note")).to_have_count(len(TEXTS))
        mallory.take()
        expect(mallory.page.locator(".head-facts")).to_contain_text(HOSTILE_EMAIL)
        mallory.say(TEXTS[1])
        expect(mallory.messages("agent")).to_contain_text(HOSTILE_NAME)
        mallory.note(TEXTS[1])
        expect(mallory.messages("note")).to_have_count(len(TEXTS) + 1)
        mallory.messages("bot").last.get_by_text("Pourquoi").click()
        expect(mallory.page.locator(".why-body p").first).to_be_attached()
        for name in ("En attente", "À moi", "Toutes"):
            mallory.tab(name).click()
        mallory.page.reload()
        expect(mallory.messages("note")).to_have_count(len(TEXTS) + 1)
        assert mallory.page.locator(".inbox").locator(MARKUP).count() == 0
        found = links(mallory.page)
        assert {each["protocol"] for each in found} <= {"http:", "https:"}
        assert not any(each["username"] or "evil" in each["host"] for each in found)
        outward = [each for each in found if each["target"]]
        assert len(outward) > 20
        assert {each["rel"] for each in outward} == {"noopener noreferrer nofollow"}
        assert happened == []


def test_an_entry_that_is_markup_is_offered_and_quoted_as_text(
    open_server: Server, alice: Desk
) -> None:
    word = "zanzibar"
    with office_of(open_server) as office, office.database.write() as session:
        for place, text in enumerate((TEXTS[1], TEXTS[-1])):
            entry = faq.Entry(
                id=f"hostile-{place}",
                question=f"{word} {text}",
                answer=f"{word} {text} {place}",
                title=text,
                url=ADDRESSES[place],
            )
            entries.save(session, "demo", entry, "published", datetime.now(UTC))
        sites.raise_knowledge_version(session, "demo")
    happened = watched(alice.page)
    with Visitor(open_server.url) as vera:
        vera.call("handover", {})
        alice.open()
        alice.open_first()
        alice.take()
        offered = alice.page.locator(".canned-item")
        for _ in range(TRIES_MAX):  # until the worker has heard of the entries
            if offered.count() == 2:
                break
            alice.composer.fill("")
            alice.composer.press_sequentially(f"/{word}")
            alice.page.wait_for_timeout(500)
        expect(offered).to_have_count(2)
        alice.composer.press("Enter")
        assert word in alice.composer.input_value()
        assert "javascript" not in alice.composer.input_value()
        alice.composer.press("Enter")
        expect(alice.messages("agent")).to_contain_text(word)
    assert alice.page.locator(".inbox").locator(MARKUP).count() == 0
    assert happened == []


def test_the_watch_would_see_a_script(alice: Desk) -> None:
    happened = watched(alice.page)
    alice.open()
    alice.page.evaluate("window.__pwn = 1")
    alice.page.evaluate(
        """() => {
          const image = new Image();
          image.src = "https://elsewhere.example/x";
          document.body.append(image);
        }"""
    )
    alice.page.wait_for_function("() => true")
    with alice.page.expect_console_message(lambda told: told.text == "last"):
        alice.page.evaluate("setTimeout(() => console.error('last'), 100)")
    assert "pwned" in happened
    assert any(each.startswith("csp img-src") for each in happened)
