"""What is done beside serving goes on for ever, whatever fails; editors are followed at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

import faq
from chat import bot as bots
from chat.mail import MailServer
from chat.publishing import Edit, publish
from web import housework

POOL = faq.Entry(
    "pool", "Quels sont les horaires de la piscine ?", "La piscine ouvre à 9 h.", title="Piscine"
)


class StopError(Exception):
    """Ends what goes on for ever."""


def after(rounds: int) -> Callable[[float], None]:
    """Stop after some rounds."""
    left = [rounds]

    def sleep(seconds: float) -> None:
        left[0] -= seconds > 0
        if left[0] <= 0:
            raise StopError

    return sleep


def test_what_an_editor_publishes_is_served_by_the_next_look(app: Flask) -> None:
    services = app.extensions["salut"]
    services.knowledge.refresh()
    publish(housework.publisher_of(services), "demo", [Edit(POOL)])
    with pytest.raises(StopError):
        housework.follow_editors(services, after(1))
    told = bots.answer(services.bot, "demo", "orraires pissine", None, None, "fr")
    assert (told.kind, told.text) == ("answered", POOL.answer)
    assert housework.EDITORS_SECONDS < 0.5


def test_a_failure_is_logged_and_it_goes_on(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    services = app.extensions["salut"]
    services.knowledge.refresh()
    rounds: list[int] = []

    def fail() -> None:
        rounds.append(1)
        raise ZeroDivisionError

    monkeypatch.setattr(services.knowledge, "follow_editors", fail)
    with pytest.raises(StopError):
        housework.follow_editors(services, after(3))
    assert len(rounds) == 3
    assert "tried again" in caplog.text


@pytest.mark.parametrize(
    "work", [housework.deliver, housework.gather, housework.count_days, housework.tidy]
)
def test_each_work_is_done_with_the_parts_of_the_server(
    app: Flask, work: Callable[..., None], caplog: pytest.LogCaptureFixture
) -> None:
    with pytest.raises(StopError):
        work(app.extensions["salut"], after(2))
    assert caplog.text == ""


def test_mails_go_to_the_server_that_is_set(app: Flask) -> None:
    services = app.extensions["salut"]
    assert housework.send_of(services) is None
    told = replace(services.settings, smtp_url="smtp://localhost:25", mail_from="a@b.example")
    mailer = housework.mailer_of(replace(services, settings=told))
    assert mailer is not None
    assert (mailer.server, mailer.sender) == (MailServer("localhost", 25, False), "a@b.example")
