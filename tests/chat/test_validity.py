"""An entry answers from its first day to its last, by the calendar of its site."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chat import validity
from chat.bot import Bot
from chat.publishing import Edit, publish
from store.editing_records import Placing

from .conftest import NOW, PRICE, Desk
from .editors import Newsdesk, other_worker

ASKED = "combien coûte l'abonnement numérique"
SUMMER = Placing("2026-12-01", "2026-12-31")


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    made = Newsdesk(desk, bot)
    made.bot.knowledge.refresh()
    return made


def place(newsdesk: Newsdesk, placing: Placing) -> None:
    publish(newsdesk.publisher, "demo", [Edit(PRICE, placing=placing)])
    newsdesk.bot.knowledge.follow_editors()


def answers(newsdesk: Newsdesk) -> bool:
    newsdesk.bot.knowledge.follow_editors()
    return "8,90" in newsdesk.told(ASKED).text


def at(newsdesk: Newsdesk, moment: str) -> int:
    newsdesk.now = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    return validity.follow_dates(newsdesk.desk.database, newsdesk.now)


def test_it_begins_and_ends_without_a_restart(newsdesk: Newsdesk) -> None:
    place(newsdesk, SUMMER)
    assert not answers(newsdesk)
    assert at(newsdesk, "2026-11-30 22:59") == 0
    assert not answers(newsdesk)
    assert at(newsdesk, "2026-11-30 23:00") == 1  # midnight in Paris
    assert answers(newsdesk)
    assert at(newsdesk, "2026-12-31 22:59") == 0
    assert answers(newsdesk)
    assert at(newsdesk, "2026-12-31 23:00") == 1
    assert not answers(newsdesk)
    assert at(newsdesk, "2027-06-01 12:00") == 0


def test_every_worker_follows_the_date(newsdesk: Newsdesk) -> None:
    place(newsdesk, SUMMER)
    other = other_worker(newsdesk)
    assert not answers(other)
    at(newsdesk, "2026-12-05 12:00")
    assert answers(other)
    assert answers(other_worker(newsdesk))


def test_days_that_nobody_saw_are_caught_up(newsdesk: Newsdesk) -> None:
    place(newsdesk, SUMMER)
    assert at(newsdesk, "2027-02-01 12:00") == 1
    assert not answers(newsdesk)


def test_an_entry_without_dates_always_answers(newsdesk: Newsdesk) -> None:
    place(newsdesk, Placing())
    assert at(newsdesk, "2030-01-01 00:00") == 0
    assert answers(newsdesk)


@pytest.mark.parametrize(
    ("placing", "day", "standing"),
    [
        (Placing(), date(2026, 11, 24), (True, "")),
        (Placing("2026-11-24"), date(2026, 11, 23), (False, "2026-11-24")),
        (Placing("2026-11-24"), date(2026, 11, 24), (True, "")),
        (Placing("", "2026-11-24"), date(2026, 11, 24), (True, "2026-11-25")),
        (Placing("", "2026-11-24"), date(2026, 11, 25), (False, "")),
        (Placing("", "9999-12-31"), date(2026, 11, 25), (True, "")),
    ],
)
def test_where_a_day_stands(placing: Placing, day: date, standing: tuple[bool, str]) -> None:
    assert placing.standing(day) == standing


def test_what_it_is_sent_to_ends_with_its_aim(newsdesk: Newsdesk) -> None:
    place(newsdesk, Placing(redirect_to="students"))
    from .conftest import STUDENTS

    dated = Edit(STUDENTS, placing=Placing("", "2026-11-30"))
    newsdesk.now = NOW + timedelta(minutes=1)
    publish(newsdesk.publisher, "demo", [dated])
    newsdesk.bot.knowledge.follow_editors()
    assert "4,50" in newsdesk.told(ASKED).text
    at(newsdesk, "2026-12-01 12:00")
    newsdesk.bot.knowledge.follow_editors()
    assert newsdesk.told(ASKED).kind == "unknown"
