"""Counts of days, weeks, months and sections, in the site's time zone, summed up from roll-ups."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

import store
from chat import feedback, rolling, statistics
from chat.bot import Bot
from chat.errors import InvalidPayloadError, UnknownSiteError
from chat.statistics import Counts, Statistics
from chat.zones import zone_of
from store import erasures

from .conftest import NOW, PRICE, Desk
from .editors import Newsdesk

TODAY = NOW.date()
POOL = "Quels sont les horaires de la piscine municipale ?"


STRANGE = "xkqzt, le 06 12 34 56 78 ?"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    return Newsdesk(desk, bot)


def told(
    newsdesk: Newsdesk, first: date = TODAY, last: date = TODAY, step: str = "day", **more: str
) -> Statistics:
    database = newsdesk.desk.database
    return statistics.statistics_of(database, "demo", first, last, step, **more)  # type: ignore[arg-type]


def counted(newsdesk: Newsdesk, **more: bool) -> Newsdesk:
    newsdesk.now += timedelta(seconds=90)
    rolling.roll_up(newsdesk.desk.database, newsdesk.now, **more)
    return newsdesk


def test_each_kind_of_answer_is_counted_and_shared(newsdesk: Newsdesk) -> None:
    for text in (PRICE.question, "bonjour", POOL, "prix pour une famille"):
        newsdesk.ask(text)
    counts = told(counted(newsdesk)).whole.counts
    assert counts == Counts(answered=1, smalltalk=1, unknown=1, suggested=1)
    assert counts.questions == 4
    assert counts.answered_share == pytest.approx(1 / 3)
    assert (counts.helpful_share, Counts().answered_share) == (None, None)


def test_counting_twice_counts_once(newsdesk: Newsdesk) -> None:
    newsdesk.ask(POOL)
    first = told(counted(newsdesk))
    assert told(counted(newsdesk)) == first
    newsdesk.ask(POOL)
    assert told(counted(newsdesk)).whole.counts.unknown == 2


def test_opinions_are_counted_on_the_day_they_are_given(newsdesk: Newsdesk) -> None:
    conversation, answer = newsdesk.ask("Combien coûte l'abonnement numérique ?")
    other, disliked = newsdesk.ask("Combien coûte l'abonnement numérique ?")
    database = newsdesk.desk.database
    feedback.give(database, conversation.id, answer.id, True, "", newsdesk.now)
    tomorrow = newsdesk.now + timedelta(days=1)
    feedback.give(database, other.id, disliked.id, False, "wrong", tomorrow)
    newsdesk.now = tomorrow
    found = told(counted(newsdesk), TODAY, TODAY + timedelta(days=1))
    assert [(each.counts.helpful, each.counts.unhelpful) for each in found.periods] == [
        (1, 0),
        (0, 1),
    ]
    assert found.whole.counts.helpful_share == 0.5


def test_handovers_and_first_replies_are_counted_once(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(POOL)
    newsdesk.notice(conversation)
    newsdesk.notice(conversation)
    newsdesk.now += timedelta(minutes=4)
    newsdesk.notice(conversation, "agent")
    newsdesk.notice(conversation, "agent")
    whole = told(counted(newsdesk)).whole
    assert whole.counts.handed_over == 1
    assert (whole.agents.count, whole.agents.median_max) == (1, 300_000)


def test_times_are_told_by_the_bound_below_which_they_lie(newsdesk: Newsdesk) -> None:
    for _ in range(3):
        newsdesk.ask(POOL)
    bot = told(counted(newsdesk)).whole.bot
    assert (bot.count, bot.median_max, bot.most_max) == (3, 1_000, 1_000)


def test_a_day_begins_at_midnight_of_the_site(newsdesk: Newsdesk) -> None:
    newsdesk.now = datetime(2026, 11, 24, 22, 59, tzinfo=UTC)  # 23:59 in Paris
    newsdesk.ask(POOL)
    newsdesk.now = datetime(2026, 11, 24, 23, 1, tzinfo=UTC)  # 00:01 of the next day
    newsdesk.ask(POOL)
    newsdesk.ask(POOL)
    found = told(counted(newsdesk), TODAY, TODAY + timedelta(days=1))
    assert [each.counts.unknown for each in found.periods] == [1, 2]


def test_the_days_on_which_clocks_change_are_whole() -> None:
    zone = zone_of(store.Site("demo", "Le Fanal"))
    hours = {
        day: (rolling.bounds(day, zone)[1] - rolling.bounds(day, zone)[0]) / timedelta(hours=1)
        for day in (date(2026, 3, 29), date(2026, 10, 25), TODAY)
    }
    assert list(hours.values()) == [23, 25, 24]


def test_weeks_begin_on_monday_and_months_on_their_first(newsdesk: Newsdesk) -> None:
    for day in (24, 25, 29, 30):
        newsdesk.now = datetime(2026, 11, day, 12, tzinfo=UTC)
        newsdesk.ask(POOL)
    newsdesk.now = datetime(2026, 12, 1, 12, tzinfo=UTC)
    newsdesk.ask(POOL)
    counted(newsdesk)
    days = date(2026, 11, 24), date(2026, 12, 2)
    weeks, months = (
        [(each.first.day, each.last.day, each.counts.unknown) for each in found.periods]
        for found in (told(newsdesk, *days, step) for step in ("week", "month"))
    )
    assert weeks == [(24, 29, 3), (30, 2, 2)]
    assert months == [(24, 30, 4), (1, 2, 1)]
    assert len(told(newsdesk, *days).periods) == 9


def test_a_section_is_that_of_the_answer_or_of_the_page(newsdesk: Newsdesk) -> None:
    from dataclasses import replace

    from chat.publishing import Edit, publish

    page = "https://www.example.org/abonnement.html"
    publish(newsdesk.publisher, "demo", [Edit(replace(PRICE, url=page, section="Services"))])
    newsdesk.bot.knowledge.refresh()
    newsdesk.ask("Combien coûte l'abonnement numérique ?")
    newsdesk.ask(POOL, page=page)
    newsdesk.ask(POOL, page="https://www.example.org/ailleurs.html")
    found = told(counted(newsdesk))
    assert found.sections["Services"] == Counts(answered=1, unknown=1)
    assert found.sections[""] == Counts(unknown=1)
    assert told(newsdesk, section="Services").whole.counts.questions == 2
    assert statistics.sections_of(newsdesk.desk.database, "demo") == ["Services"]


def test_the_commonest_articles_and_wordings_are_told(newsdesk: Newsdesk) -> None:
    for text in (PRICE.question, POOL, POOL, STRANGE, STRANGE):
        newsdesk.ask(text)
    found = told(counted(newsdesk))
    assert [(each.label, each.count) for each in found.top_articles] == [("Abonnement", 1)]
    assert [(each.label, each.count) for each in found.top_questions] == [
        (POOL, 2),
        ("xkqzt, le [n°] ?", 2),
    ]


def test_a_wording_that_one_reader_repeats_is_kept_nowhere(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(POOL)
    newsdesk.ask_in(conversation, POOL)
    assert told(counted(newsdesk)).top_questions == ()


def test_clusters_are_told_by_when_they_were_asked(newsdesk: Newsdesk) -> None:
    newsdesk.ask(POOL)
    newsdesk.gather()
    assert [each.question for each in told(counted(newsdesk)).unanswered] == [POOL]
    yesterday = TODAY - timedelta(days=1)
    assert told(newsdesk, yesterday, yesterday).unanswered == ()


def test_what_was_counted_outlives_its_reader(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(POOL)
    newsdesk.now += timedelta(days=1)
    counted(newsdesk)
    newsdesk.desk.database.commit(
        lambda session: erasures.erase(session, [conversation.visitor_id], newsdesk.now)
    )
    newsdesk.now += timedelta(days=2)
    newsdesk.ask(POOL)
    assert told(counted(newsdesk)).whole.counts.unknown == 1


def test_counting_anew_begins_with_the_oldest_conversation(newsdesk: Newsdesk) -> None:
    newsdesk.ask(POOL)
    counted(newsdesk)
    newsdesk.now += timedelta(days=3)
    assert rolling.roll_up(newsdesk.desk.database, newsdesk.now) == 4
    assert rolling.roll_up(newsdesk.desk.database, newsdesk.now) == 1
    assert rolling.roll_up(newsdesk.desk.database, newsdesk.now, is_anew=True) == 4
    assert told(newsdesk).whole.counts.unknown == 1


def test_sites_are_counted_apart(newsdesk: Newsdesk) -> None:
    newsdesk.ask(POOL, site="journal")
    assert told(counted(newsdesk)).whole.counts == Counts()


@pytest.mark.parametrize(
    ("first", "last", "step"),
    [
        (TODAY, TODAY - timedelta(days=1), "day"),
        (TODAY - timedelta(days=3 * 366), TODAY, "day"),
        (TODAY, TODAY, "year"),
        (date.max, date.max, "month"),
    ],
)
def test_days_that_are_none_are_refused(
    newsdesk: Newsdesk, first: date, last: date, step: str
) -> None:
    with pytest.raises(InvalidPayloadError):
        told(newsdesk, first, last, step)


def test_an_unknown_site_is_refused(newsdesk: Newsdesk) -> None:
    with pytest.raises(UnknownSiteError):
        statistics.statistics_of(newsdesk.desk.database, "gone", TODAY, TODAY)


def test_the_last_days_end_today_in_the_site_s_time_zone() -> None:
    site = store.Site("demo", "Le Fanal")
    late = datetime(2026, 11, 24, 23, 30, tzinfo=UTC)
    assert statistics.last_days(site, late, 7) == (date(2026, 11, 19), date(2026, 11, 25))
