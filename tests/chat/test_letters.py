"""Letters to the staff read well as text, in the language of the site."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

import store
from chat import delivering, digest
from chat.bot import Bot
from chat.errors import InvalidEmailError
from chat.letters import Letters, queue, quoted, recipient
from chat.mail import Mail
from store import deliveries, messages

from .conftest import NOW, Desk
from .editors import Newsdesk

LETTERS = Letters(Path(__file__).parents[2] / "templates" / "mail")
SITE = store.Site("demo", "Le Fanal", contact_url="mailto:redaction@lefanal.example?subject=x")
ENGLISH = store.Site("demo", "The Lantern", locale="en-GB")
TO = "redaction@lefanal.example"
POOL = "Quels sont les horaires de la piscine municipale ?"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    return Newsdesk(desk, bot)


def thread(newsdesk: Newsdesk) -> list[store.Message]:
    conversation, _ = newsdesk.ask(POOL, page="https://www.example.org/piscine.html")
    with newsdesk.desk.database.read() as session:
        return messages.after(session, conversation.id)


def test_an_offline_message_goes_with_the_conversation_and_is_answered_to_the_reader(
    newsdesk: Newsdesk,
) -> None:
    mail = LETTERS.offline(SITE, "vera@example.org", thread(newsdesk), TO)
    assert (mail.to, mail.reply_to) == (TO, "vera@example.org")
    assert mail.subject == "Le Fanal\u00a0: un message attend une réponse"
    assert f"24/11/2026 à 10:30 · Lecteur\n> {POOL}\n" in mail.text
    assert "· Robot\n> " in mail.text
    assert "Page ouverte\u00a0: https://www.example.org/piscine.html" in mail.text
    assert "Bonjour" in mail.text
    assert "<" not in mail.text
    assert "{" not in mail.text


def test_letters_are_written_in_english_too(newsdesk: Newsdesk) -> None:
    said = thread(newsdesk)
    assert "Reader" in LETTERS.offline(ENGLISH, "vera@example.org", said, TO).text
    handover = LETTERS.handover(ENGLISH, NOW, said, TO)
    assert handover.subject == "The Lantern: somebody asks for the newsroom"
    assert f"2026-11-24 at 10:30.\nTheir last question:\n\n> {POOL}\n" in handover.text


def test_what_a_reader_writes_is_quoted_line_by_line() -> None:
    assert quoted("un\nSubject: deux\n\ntrois") == "> un\n> Subject: deux\n> \n> trois"
    assert quoted("") == "> "


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidEmailError):
        LETTERS.offline(SITE, "vera@example.org\nBcc: b@example.org", [], TO)


def test_a_letter_goes_to_the_contact_of_the_site() -> None:
    assert recipient(SITE) == TO
    page = store.Site("demo", "Le Fanal", contact_url="/contact.html")
    assert recipient(page, "bob@lefanal.example") == "bob@lefanal.example"
    with pytest.raises(InvalidEmailError):
        recipient(page)


def test_the_digest_tells_what_was_asked_in_vain_since_the_last_one(newsdesk: Newsdesk) -> None:
    for text in (POOL, POOL, "horraire piscine municipal"):
        newsdesk.ask(text)
    newsdesk.gather()
    desk = newsdesk.desk
    written = digest.written(desk.database, LETTERS, SITE, TO, newsdesk.now)
    sent = digest.send(desk.database, LETTERS, SITE, TO, newsdesk.now, desk.new_id)
    assert written == sent
    assert sent is not None
    assert sent.subject == "Le Fanal\u00a0: 1 question sans réponse"
    assert f"1. {POOL}\n   3 fois, la dernière le 24/11/2026 à 10:30\n" in sent.text
    assert "   «\u00a0horraire piscine municipal\u00a0»\n" in sent.text
    newsdesk.now += timedelta(hours=1)
    assert digest.send(desk.database, LETTERS, SITE, TO, newsdesk.now, desk.new_id) is None
    with desk.database.read() as session:
        assert [each.event for each in deliveries.log(session, "demo")] == ["digest"]


def test_a_letter_waits_for_its_server_and_is_not_kept_when_it_has_gone(newsdesk: Newsdesk) -> None:
    database, sent = newsdesk.desk.database, list[object]()
    mail = Mail(TO, "Sujet", "Texte de Vera", "vera@example.org")
    new_id = newsdesk.desk.new_id
    database.commit(lambda session: queue(session, SITE, "offline", mail, NOW, new_id))

    def post(*_: object) -> int:
        raise AssertionError

    assert delivering.deliver(database, post, None, NOW) == 0
    with database.read() as session:
        (waiting,) = deliveries.log(session, "demo")
    assert (waiting.state, waiting.outcome) == ("waiting", "no mail server: set SALUT_SMTP_URL")
    assert delivering.deliver(database, post, sent.append, NOW + timedelta(seconds=11)) == 1
    assert sent == [
        {
            "to": TO,
            "subject": "Sujet",
            "text": "Texte de Vera",
            "reply_to": "vera@example.org",
            "number": waiting.id,
        }
    ]
    with database.read() as session:
        (gone,) = deliveries.log(session, "demo")
    assert (gone.state, gone.body) == ("delivered", "")
