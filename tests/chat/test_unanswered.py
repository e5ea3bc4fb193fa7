"""What was asked in vain is gathered once, in clusters of those who ask the same."""

from __future__ import annotations

from datetime import timedelta

import pytest

import store
from chat import feedback
from chat.bot import Bot
from store import clusters, erasures, teaching

from .conftest import NOW, Desk
from .editors import Newsdesk

POOL = "Quels sont les horaires de la piscine municipale ?"
STRANGE = "xkqzt wvpl brrr ?"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    return Newsdesk(desk, bot)


def test_a_question_without_an_answer_is_gathered_with_its_page(newsdesk: Newsdesk) -> None:
    page = "https://www.example.org/piscine.html"
    _, answer = newsdesk.ask(POOL, page=page)
    assert answer.kind == "unknown"
    assert newsdesk.gather() == 1
    cluster = newsdesk.cluster()
    assert (cluster.question, cluster.count, cluster.language) == (POOL, 1, "fr")
    assert cluster.first_at == cluster.last_at == NOW + timedelta(seconds=1)
    with newsdesk.desk.database.read() as session:
        assert clusters.pages(session, cluster.id) == [(page, 1)]
        (question,) = clusters.questions(session, cluster.id)
    assert (question.why, question.text, question.remark) == ("unknown", POOL, "")


def test_a_question_that_was_answered_is_not(newsdesk: Newsdesk) -> None:
    _, answer = newsdesk.ask("Combien coûte l'abonnement numérique ?")
    assert answer.kind == "answered"
    assert (newsdesk.gather(), newsdesk.clusters()) == (0, [])


def test_gathering_twice_counts_once(newsdesk: Newsdesk) -> None:
    newsdesk.ask(POOL)
    assert [newsdesk.gather(), newsdesk.gather()] == [1, 0]
    assert newsdesk.cluster().count == 1


def test_other_wordings_come_together_in_spite_of_typing_errors(newsdesk: Newsdesk) -> None:
    for text in (POOL, "horraire piscine municipal", "c koi les horaires de la piscine"):
        newsdesk.ask(text)
        newsdesk.gather()
    cluster = newsdesk.cluster()
    assert cluster.count == 3
    with newsdesk.desk.database.read() as session:
        assert len(clusters.wordings(session, cluster.id)) == 3


def test_another_question_begins_another_cluster(newsdesk: Newsdesk) -> None:
    for text in (POOL, "Qui a gagné le match de handball dimanche ?"):
        newsdesk.ask(text)
    newsdesk.gather()
    assert len(newsdesk.clusters()) == 2


def test_french_and_english_stay_apart(newsdesk: Newsdesk) -> None:
    newsdesk.ask("piscine horaires pour les enfants ?")
    newsdesk.ask("piscine horaires for the kids when?")
    newsdesk.gather()
    assert sorted(cluster.language for cluster in newsdesk.clusters()) == ["en", "fr"]


def test_sites_stay_apart(newsdesk: Newsdesk) -> None:
    newsdesk.ask(STRANGE)
    newsdesk.ask(STRANGE, site="journal")
    newsdesk.gather()
    assert [len(newsdesk.clusters(site=site)) for site in ("demo", "journal")] == [1, 1]


def suggested(newsdesk: Newsdesk) -> tuple[store.Conversation, store.Message]:
    conversation, answer = newsdesk.ask("prix pour une famille")
    assert answer.kind == "suggested", answer
    return conversation, answer


def test_a_suggestion_that_was_taken_helped(newsdesk: Newsdesk) -> None:
    conversation, answer = suggested(newsdesk)
    newsdesk.ask_in(conversation, answer.suggestions[0])
    newsdesk.now += timedelta(hours=1)
    assert newsdesk.gather() == 0


def test_a_suggestion_that_was_passed_over_did_not(newsdesk: Newsdesk) -> None:
    conversation, _ = suggested(newsdesk)
    newsdesk.ask_in(conversation, "merci")
    assert newsdesk.gather() == 1
    with newsdesk.desk.database.read() as session:
        (question,) = clusters.questions(session, newsdesk.cluster().id)
    assert question.why == "suggested"
    assert {match.entry_id for match in question.matches} <= {"price", "students"}
    assert question.matches[0].confidence > 0


def test_a_suggestion_is_waited_for(newsdesk: Newsdesk) -> None:
    suggested(newsdesk)
    assert newsdesk.gather() == 0
    newsdesk.now += timedelta(minutes=10)
    assert newsdesk.gather() == 1


def test_an_answer_that_is_found_wrong_comes_with_the_reason(newsdesk: Newsdesk) -> None:
    conversation, answer = newsdesk.ask("Combien coûte l'abonnement numérique ?")
    newsdesk.gather()
    rate(newsdesk, conversation, answer, "outdated")
    assert newsdesk.gather() == 1
    with newsdesk.desk.database.read() as session:
        (question,) = clusters.questions(session, newsdesk.cluster().id)
    assert (question.why, question.remark) == ("thumbs_down", "outdated")


def test_a_thumb_on_an_honest_unknown_adds_its_reason(newsdesk: Newsdesk) -> None:
    conversation, answer = newsdesk.ask(POOL)
    newsdesk.gather()
    rate(newsdesk, conversation, answer, "appelle-moi au 06 12 34 56 78")
    assert newsdesk.gather() == 0
    with newsdesk.desk.database.read() as session:
        (question,) = clusters.questions(session, newsdesk.cluster().id)
    assert (question.why, question.remark) == ("unknown", "appelle-moi au [n°]")


def rate(
    newsdesk: Newsdesk, conversation: store.Conversation, answer: store.Message, reason: str
) -> None:
    newsdesk.now += timedelta(seconds=1)
    feedback.give(newsdesk.desk.database, conversation.id, answer.id, False, reason, newsdesk.now)


def test_the_question_before_a_handover_is_gathered(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask("Combien coûte l'abonnement numérique ?")
    newsdesk.ask_in(conversation, "merci")
    newsdesk.notice(conversation)
    assert newsdesk.gather() == 1
    cluster = newsdesk.cluster()
    assert cluster.question == "Combien coûte l'abonnement numérique ?"
    with newsdesk.desk.database.read() as session:
        assert [each.why for each in clusters.questions(session, cluster.id)] == ["handover"]


def test_notices_while_people_have_it_are_no_further_handover(newsdesk: Newsdesk) -> None:
    conversation, _ = newsdesk.ask(POOL)
    newsdesk.notice(conversation)
    newsdesk.gather()
    newsdesk.notice(conversation)
    newsdesk.notice(conversation, "agent")
    newsdesk.notice(conversation)
    assert newsdesk.gather() == 0


def test_what_tells_who_somebody_is_is_not_kept(newsdesk: Newsdesk) -> None:
    newsdesk.ask("vera@example.org attend xkqzt brrr, appelez le 06 12 34 56 78")
    newsdesk.gather()
    cluster = newsdesk.cluster()
    assert cluster.question == "[e-mail] attend xkqzt brrr, appelez le [n°]"
    assert "vera" not in str(cluster.wordings)


def test_many_are_gathered_in_lots(newsdesk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.unanswered.READ_AT_A_TIME", 2)
    for number in range(5):
        newsdesk.ask(f"xkqzt{number} wvpl{number} brrr{number} ?")
    assert newsdesk.gather() == 5


def test_one_process_gathers_at_a_time(newsdesk: Newsdesk) -> None:
    newsdesk.ask(POOL)
    later = newsdesk.now + timedelta(minutes=5)
    with newsdesk.desk.database.write() as session:
        assert teaching.take_lease(session, "unanswered lease", later, timedelta(minutes=2))
    assert newsdesk.gather() == 0
    assert newsdesk.gather() == 1


def test_an_erased_visitor_s_questions_leave_no_trace(newsdesk: Newsdesk) -> None:
    mine, _ = newsdesk.ask("horaires de la piscine pour les bébés nageurs")
    newsdesk.ask("horaires piscine bébés")
    only, _ = newsdesk.ask("Qui a gagné le match de handball dimanche ?")
    newsdesk.gather()
    forget(newsdesk, mine, only)
    cluster = newsdesk.cluster()
    assert (cluster.count, cluster.question) == (1, "horaires piscine bébés")
    assert cluster.wordings == ("horaires piscine bébés",)
    with newsdesk.desk.database.read() as session:
        assert clusters.counts(session, "demo") == {"open": 1}
    newsdesk.ask("horaires piscine bébés ?")
    newsdesk.gather()
    assert newsdesk.cluster().count == 2


def forget(newsdesk: Newsdesk, *conversations: store.Conversation, keeps: bool = False) -> None:
    """Erase the visitors of conversations, their questions first."""
    ids = [each.visitor_id for each in conversations]

    def work(session: store.Session) -> None:
        teaching.forget(session, ids, keeps_decided=keeps)
        erasures.erase(session, ids, newsdesk.now)

    newsdesk.desk.database.commit(work)
