"""Who is forgotten is forgotten by the teach queue too; what has merely grown old is not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from chat import forgetting, teaching
from chat.bot import Bot

from .conftest import Desk
from .editors import Newsdesk

IN_VAIN = "Ou est le depot zarbotronique des encombrants violets"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    made = Newsdesk(desk, bot)
    made.bot.knowledge.refresh()
    return made


def words_kept(newsdesk: Newsdesk) -> str:
    """Give all that the tables of the teach queue hold."""
    tables = ("cluster", "cluster_key", "unanswered", "delivery")
    with newsdesk.desk.database.read() as session:
        rows = [session.execute(text(f"SELECT * FROM {each}")).all() for each in tables]
    return str(rows)


def test_a_question_that_nobody_else_asked_goes_with_its_reader(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(IN_VAIN)
    newsdesk.gather()
    assert "zarbotronique" in words_kept(newsdesk)
    forgetting.forget(newsdesk.desk.database, conversation.visitor_id, newsdesk.now)
    assert newsdesk.clusters(None) == []
    assert "zarbotr" not in words_kept(newsdesk)


def test_what_an_editor_has_decided_on_outlives_the_retention_by_its_words_alone(
    newsdesk: Newsdesk,
) -> None:
    newsdesk.ask(IN_VAIN)
    newsdesk.gather()
    teaching.ignore(newsdesk.publisher, "demo", newsdesk.cluster().id, "bob")
    forgetting.purge(newsdesk.desk.database, newsdesk.now + timedelta(days=400))
    (kept,) = newsdesk.clusters("ignored")
    assert IN_VAIN not in words_kept(newsdesk)
    assert "zarbotronique" in kept.question
