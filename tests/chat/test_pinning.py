"""What an editor has pinned comes first wherever it is among the matches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chat.bot import Bot
from chat.publishing import Edit, publish
from store.editing_records import Placing

from .conftest import PRICE, STUDENTS, Desk
from .editors import Newsdesk, other_worker

ASKED = "combien coûte l'abonnement"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    made = Newsdesk(desk, bot)
    made.bot.knowledge.refresh()
    return made


def pin(newsdesk: Newsdesk, is_pinned: bool = True, **placed: str) -> None:
    placing = Placing(is_pinned=is_pinned, **placed)
    publish(newsdesk.publisher, "demo", [Edit(STUDENTS, placing=placing)])
    newsdesk.bot.knowledge.follow_editors()


def test_it_answers_before_a_better_match(newsdesk: Newsdesk) -> None:
    assert "8,90" in newsdesk.told(ASKED).text
    pin(newsdesk)
    assert "4,50" in newsdesk.told(ASKED).text
    assert "4,50" in other_worker(newsdesk).told(ASKED).text


def test_unpinned_it_answers_no_more(newsdesk: Newsdesk) -> None:
    pin(newsdesk)
    pin(newsdesk, is_pinned=False)
    assert "8,90" in newsdesk.told(ASKED).text


def test_it_does_not_answer_what_it_does_not_match(newsdesk: Newsdesk) -> None:
    pin(newsdesk)
    assert "4,50" not in newsdesk.told("qui a gagné le match de handball").text
    assert newsdesk.told("bonjour").kind == "smalltalk"


def test_the_very_question_of_another_entry_is_answered_by_that_one(newsdesk: Newsdesk) -> None:
    pin(newsdesk)
    assert "8,90" in newsdesk.told(PRICE.question).text


def test_out_of_its_dates_it_is_pinned_for_nobody(newsdesk: Newsdesk) -> None:
    pin(newsdesk, valid_from="2027-01-01")
    assert "8,90" in newsdesk.told(ASKED).text


def test_a_pin_that_takes_a_question_away_is_a_regression(newsdesk: Newsdesk) -> None:
    from chat import examination
    from chat.errors import RegressionError

    desk = newsdesk.desk
    desk.database.commit(
        lambda session: examination.expect(
            session, "demo", ASKED, "price", "Edith", newsdesk.now, desk.new_id
        )
    )
    with pytest.raises(RegressionError):
        pin(newsdesk)
    publish(newsdesk.publisher, "demo", [Edit(replace(PRICE), placing=Placing(is_pinned=True))])
