"""People hear of a reader who waits: by webhook, and by mail where there is an address."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from chat import webhooks
from chat.alerts import Alerts
from chat.bot import Bot
from chat.letters import Letters
from store import deliveries, sites

from .conftest import NOW, Desk
from .editors import Newsdesk

LETTERS = Letters(Path(__file__).parents[2] / "templates" / "mail")
ALERTS = Alerts(LETTERS, "redaction@lefanal.example")
POOL = "Quels sont les horaires de la piscine municipale ?"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    return Newsdesk(desk, bot)


def alert(
    newsdesk: Newsdesk, email: str | None, alerts: Alerts = ALERTS
) -> dict[str, dict[str, str]]:
    conversation, _ = newsdesk.ask(POOL)
    waits = replace(conversation, state="waiting", email=email, waiting_at=NOW)
    with newsdesk.desk.database.write() as session:
        alerts.waiting(session, waits, NOW, newsdesk.desk.new_id)
        return {each.event: json.loads(each.body) for each in deliveries.log(session, "demo")}


def close_for_today(newsdesk: Newsdesk) -> None:
    with newsdesk.desk.database.write() as session:
        sites.set_hours(session, "demo", {"mo": ["09:00-10:00"]}, "Europe/Paris")


def test_where_somebody_is_there_he_hears_that_a_reader_waits(newsdesk: Newsdesk) -> None:
    told = alert(newsdesk, "vera@example.org")
    assert set(told) == {"handover"}
    assert f"> {POOL}" in told["handover"]["text"]
    assert told["handover"]["reply_to"] == ""


def test_where_nobody_is_there_he_gets_the_conversation_to_answer(newsdesk: Newsdesk) -> None:
    close_for_today(newsdesk)
    told = alert(newsdesk, "vera@example.org")
    assert set(told) == {"offline"}
    assert told["offline"]["reply_to"] == "vera@example.org"


def test_a_reader_without_an_address_is_only_told_of(newsdesk: Newsdesk) -> None:
    close_for_today(newsdesk)
    assert set(alert(newsdesk, None)) == {"handover"}


def test_without_an_address_of_the_staff_a_webhook_is_told_all_the_same(
    newsdesk: Newsdesk,
) -> None:
    desk = newsdesk.desk
    with desk.database.write() as session:
        webhooks.add(
            session, "demo", "https://a.example/", ["handover.requested"], NOW, desk.new_id
        )
    told = alert(newsdesk, "vera@example.org", Alerts(LETTERS))
    assert set(told) == {"handover.requested"}
    assert "vera" not in str(told)


def test_the_end_of_a_conversation_is_told_to_webhooks(newsdesk: Newsdesk) -> None:
    desk = newsdesk.desk
    conversation, _ = newsdesk.ask(POOL)
    with desk.database.write() as session:
        webhooks.add(session, "demo", "https://a.example/", webhooks.EVENTS, NOW, desk.new_id)
        ALERTS.closed(session, conversation, NOW, desk.new_id)
        events = [each.event for each in deliveries.log(session, "demo")]
    assert events == ["conversation.closed"]


def test_a_site_that_is_gone_alerts_nobody(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(POOL)
    gone = replace(conversation, site_key="gone")
    with newsdesk.desk.database.write() as session:
        ALERTS.waiting(session, gone, NOW, newsdesk.desk.new_id)
        assert deliveries.log(session, "demo") == []
