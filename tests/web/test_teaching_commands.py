"""The command line of what editors learn and of who is told."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from chat import bot as bots
from chat import conversations, messages
from store import entries

STRANGE = "xkqzt wvpl brrr ?"


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def said(runner: FlaskCliRunner, *words: str, code: int = 0) -> str:
    result = runner.invoke(args=list(words))
    assert result.exit_code == code, result.output
    return str(result.output)


def ask(app: Flask, text: str) -> None:
    services = app.extensions["salut"]
    now, new_id = services.now(), services.new_id
    thread = conversations.open_or_resume(
        services.database, services.keys, "demo", None, "fr", now, new_id
    )
    messages.post(services.database, thread.conversation.id, "c1", text, None, 2000, now, new_id)
    asked = bots.next_question(services.database, thread.conversation.id)
    assert asked is not None
    answered = bots.answer_to(services.bot, thread.conversation, asked, services.now(), new_id)
    bots.store_answer(services.database, answered, asked.claim)


def test_a_test_set_is_written_and_put_to_what_is_served(
    app: Flask, runner: FlaskCliRunner
) -> None:
    services = app.extensions["salut"]
    with services.database.read() as session:
        told = entries.published(session, "demo")
    entry = next(each for each in told if each.asks)
    said(runner, "faq", "expect", entry.question, entry.id, "--site", "demo")
    said(runner, "faq", "expect", STRANGE, "--site", "demo")
    found = said(runner, "faq", "examine", "--site", "demo")
    assert f"right\tanswered\t1.00\t{entry.question}" in found
    assert "2 questions, hit@1 100%, wrong 0%" in found


def test_a_wrong_answer_fails_the_examination(app: Flask, runner: FlaskCliRunner) -> None:
    services = app.extensions["salut"]
    with services.database.read() as session:
        entry = next(each for each in entries.published(session, "demo") if each.asks)
    said(runner, "faq", "expect", entry.question, "--site", "demo")
    found = said(runner, "faq", "examine", "--site", "demo", code=1)
    assert f"wrong\tanswered\t1.00\t{entry.question}" in found


def test_what_was_asked_in_vain_is_listed_and_put_into_a_digest(
    app: Flask, runner: FlaskCliRunner
) -> None:
    ask(app, STRANGE)
    ask(app, STRANGE)
    assert f"2\t{app.extensions['salut'].now():%Y-%m-%d}\t{STRANGE}" in said(
        runner, "faq", "unanswered", "--site", "demo"
    )
    to = ["--to", "alice@lefanal.example"]
    written = said(runner, "digest", "--site", "demo", "--dry-run", *to)
    assert "To: alice@lefanal.example\nSubject: Le Fanal" in written
    assert f"1. {STRANGE}" in written
    assert "1 question sans réponse" in said(runner, "digest", "--site", "demo", *to)
    assert "Nothing" in said(runner, "digest", "--site", "demo", *to)
    log = said(runner, "webhooks", "log", "--site", "demo")
    assert "digest\twaiting\t1\tno mail server: set SALUT_SMTP_URL" in log


def test_a_digest_without_an_address_says_what_to_do(runner: FlaskCliRunner) -> None:
    assert "mailto:" in said(runner, "digest", "--site", "demo", code=1)


def test_the_last_days_are_shown_as_csv(app: Flask, runner: FlaskCliRunner) -> None:
    shown = ("statistics", "show", "--site", "demo", "--days", "2")
    before = said(runner, *shown).splitlines()
    ask(app, STRANGE)
    head, *rows = said(runner, *shown).splitlines()
    assert head.startswith("first,last,questions,answered")
    assert len(rows) == 2
    assert int(rows[-1].split(",")[2]) == int(before[-1].split(",")[2]) + 1
    assert "1 days counted" in said(runner, "statistics", "count", "--anew")


def test_a_webhook_is_added_listed_and_removed(runner: FlaskCliRunner) -> None:
    url = "https://hooks.example.org/"
    made = said(runner, "webhooks", "add", url, "entry.published", "--site", "demo")
    number, secret = made.split()
    assert len(secret) >= 32
    listed = said(runner, "webhooks", "list", "--site", "demo")
    assert listed == f"{number}\t{url}\tentry.published\n"
    said(runner, "webhooks", "remove", number, "--site", "demo")
    assert said(runner, "webhooks", "list", "--site", "demo") == ""


@pytest.mark.parametrize(
    "words",
    [
        ["faq", "examine", "--site", "gone"],
        ["faq", "expect", "Où ?", "gone", "--site", "demo"],
        ["faq", "expect", "Où ?", "--site", "gone"],
        ["faq", "unanswered", "--site", "gone"],
        ["statistics", "show", "--site", "gone"],
        ["webhooks", "add", "ftp://a.example", "entry.published", "--site", "demo"],
        ["webhooks", "remove", "gone", "--site", "demo"],
        ["webhooks", "replay", "gone", "--site", "demo"],
        ["digest", "--site", "demo", "--to", "nobody"],
    ],
)
def test_what_cannot_be_is_refused_in_words(runner: FlaskCliRunner, words: list[str]) -> None:
    assert said(runner, *words, code=1).startswith("Error: ")
