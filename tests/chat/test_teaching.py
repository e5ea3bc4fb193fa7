"""An editor teaches by a cluster, what he taught is served at once, and he can take it back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chat import teaching
from chat.bot import Bot
from chat.errors import EmptyTextError, NotFoundError, StaleEditError
from store import entries, sites
from store.editing_records import KeptEntry

from .conftest import PRICE, STUDENTS, Desk
from .editors import Newsdesk, other_worker

POOL = "Quels sont les horaires de la piscine municipale ?"
TYPED = "horraire piscine municipal"
ANSWER = "La piscine municipale est ouverte de 9 h à 19 h."
WHO = "Alice"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    newsdesk = Newsdesk(desk, bot)
    for text in (POOL, TYPED):
        newsdesk.ask(text)
    newsdesk.gather()
    return newsdesk


def write(newsdesk: Newsdesk) -> teaching.Taught:
    cluster = newsdesk.cluster()
    return teaching.write(
        newsdesk.publisher, "demo", cluster.id, POOL, ANSWER, WHO, title="Piscine", url="/piscine"
    )


def attach(newsdesk: Newsdesk, entry_id: str = "price") -> teaching.Taught:
    return teaching.attach(newsdesk.publisher, "demo", newsdesk.cluster().id, entry_id, WHO)


def undo(newsdesk: Newsdesk, taught: teaching.Taught) -> teaching.Taught:
    newsdesk.now += timedelta(minutes=1)
    return teaching.undo(newsdesk.publisher, "demo", taught.cluster.id, WHO)


def kept(newsdesk: Newsdesk, entry_id: str) -> KeptEntry:
    with newsdesk.desk.database.read() as session:
        found = entries.get(session, "demo", entry_id)
    assert found is not None
    return found


def test_a_written_entry_is_served_by_every_worker_without_its_index_being_built(
    newsdesk: Newsdesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers = [newsdesk, other_worker(newsdesk)]
    taught = write(newsdesk)
    assert (taught.cluster.state, taught.cluster.decided_by) == ("written", WHO)
    assert newsdesk.clusters() == []
    monkeypatch.setattr("chat.knowledge.Knowledge._follow", None)
    for worker in workers:
        assert worker.bot.knowledge.follow_editors() == ["demo"]
        assert worker.bot.knowledge.follow_editors() == []
        for text in (POOL, TYPED, "la piscine municipale ouvre à quelle heure"):
            told = worker.told(text)
            assert (told.kind, told.text) == ("answered", ANSWER), text
        assert told.sources[0].url == "/piscine"


def test_the_rebuilt_index_goes_on_to_tell_it(newsdesk: Newsdesk) -> None:
    write(newsdesk)
    newsdesk.bot.knowledge.follow_editors()
    assert "demo" in newsdesk.bot.knowledge.refresh()
    shelf = newsdesk.bot.knowledge.shelf("demo")
    assert shelf.overlay is None
    assert newsdesk.told(TYPED).text == ANSWER


def test_the_next_reader_is_answered(newsdesk: Newsdesk) -> None:
    write(newsdesk)
    newsdesk.bot.knowledge.follow_editors()
    _, answer = newsdesk.ask(POOL)
    assert (answer.kind, answer.text) == ("answered", ANSWER)
    assert newsdesk.gather() == 0


def test_attached_wordings_become_variants_and_the_entry_the_editor_s(newsdesk: Newsdesk) -> None:
    taught = attach(newsdesk)
    entry = kept(newsdesk, "price")
    assert set(entry.entry.variants) == {POOL, TYPED}
    assert (entry.owner, entry.state) == ("editor", "published")
    assert (taught.cluster.state, taught.cluster.entry_id) == ("attached", "price")
    newsdesk.bot.knowledge.follow_editors()
    assert newsdesk.told(TYPED).text == PRICE.answer
    assert newsdesk.told("tarif étudiants ?").text == STUDENTS.answer


def test_attaching_undone_gives_the_entry_back_to_the_rebuild(newsdesk: Newsdesk) -> None:
    undo(newsdesk, attach(newsdesk))
    entry = kept(newsdesk, "price")
    assert (entry.entry.variants, entry.owner, entry.state) == ((), "rebuild", "published")
    assert newsdesk.cluster().decided_at is None
    newsdesk.bot.knowledge.follow_editors()
    assert newsdesk.told(TYPED).kind == "unknown"


def test_attaching_undone_leaves_what_an_editor_has_changed_since(newsdesk: Newsdesk) -> None:
    taught = attach(newsdesk)
    newsdesk.now += timedelta(minutes=1)
    changed = replace(kept(newsdesk, "price").entry, answer="9,90 € par mois.")
    with newsdesk.desk.database.write() as session:
        entries.save(session, "demo", changed, "published", newsdesk.now)
        sites.raise_knowledge_version(session, "demo")
    undo(newsdesk, taught)
    entry = kept(newsdesk, "price")
    assert (entry.entry.answer, entry.entry.variants) == ("9,90 € par mois.", ())
    assert entry.owner == "editor"


def test_writing_undone_retires_the_entry_at_once(newsdesk: Newsdesk) -> None:
    taught = write(newsdesk)
    newsdesk.bot.knowledge.follow_editors()
    undone = undo(newsdesk, taught)
    assert (undone.cluster.state, undone.cluster.entry_id) == ("open", "")
    newsdesk.bot.knowledge.follow_editors()
    assert newsdesk.told(POOL).kind == "unknown"
    assert kept(newsdesk, taught.cluster.entry_id).state == "retired"


def test_an_ignored_cluster_stays_ignored_whoever_asks_it_later(newsdesk: Newsdesk) -> None:
    teaching.ignore(newsdesk.publisher, "demo", newsdesk.cluster().id, WHO)
    newsdesk.ask("c koi les horaires de la piscine")
    assert newsdesk.gather() == 1
    assert newsdesk.clusters() == []
    (ignored,) = newsdesk.clusters("ignored")
    assert ignored.count == 3


def test_ignoring_can_be_undone(newsdesk: Newsdesk) -> None:
    undo(newsdesk, teaching.ignore(newsdesk.publisher, "demo", newsdesk.cluster().id, WHO))
    assert newsdesk.cluster().count == 2


def test_an_answered_cluster_that_is_asked_in_vain_again_comes_back(newsdesk: Newsdesk) -> None:
    attach(newsdesk)
    newsdesk.ask("c koi les horaires de la piscine")
    newsdesk.gather()
    cluster = newsdesk.cluster()
    assert (cluster.count, cluster.entry_id) == (3, "price")


def test_an_ignored_cluster_outlives_old_questions_but_not_an_erasure(newsdesk: Newsdesk) -> None:
    from .test_unanswered import forget

    mine, _ = newsdesk.ask("Qui a gagné le match de handball dimanche ?")
    newsdesk.gather()
    handball = next(each for each in newsdesk.clusters() if "handball" in each.question)
    teaching.ignore(newsdesk.publisher, "demo", handball.id, WHO)
    forget(newsdesk, mine, keeps=True)
    (ignored,) = newsdesk.clusters("ignored")
    assert (ignored.id, ignored.count) == (handball.id, 0)
    assert ignored.question == "a de dimanche gagne handball le match qui"
    other, _ = newsdesk.ask("resulta du match de handbal dimanche")
    newsdesk.gather()
    (ignored,) = newsdesk.clusters("ignored")
    assert (ignored.id, ignored.count) == (handball.id, 1)
    forget(newsdesk, other)
    assert newsdesk.clusters("ignored") == []


def test_two_editors_do_not_decide_on_one_cluster(newsdesk: Newsdesk) -> None:
    cluster = newsdesk.cluster()
    publisher = newsdesk.publisher
    with newsdesk.desk.database.read() as session:
        seen = teaching.find(session, "demo", cluster.id)
    teaching.ignore(publisher, "demo", cluster.id, WHO)
    with pytest.raises(StaleEditError):
        newsdesk.desk.database.commit(lambda session: teaching._decide(session, seen, publisher))


def test_an_entry_needs_an_answer_and_nothing_is_stored_without(newsdesk: Newsdesk) -> None:
    cluster = newsdesk.cluster()
    with pytest.raises(EmptyTextError):
        teaching.write(newsdesk.publisher, "demo", cluster.id, POOL, "  ", WHO)
    assert newsdesk.cluster().state == "open"


def test_a_cluster_of_another_site_is_not_found(newsdesk: Newsdesk) -> None:
    cluster = newsdesk.cluster()
    with pytest.raises(NotFoundError):
        teaching.ignore(newsdesk.publisher, "journal", cluster.id, "Charlie")
    with pytest.raises(NotFoundError):
        attach(newsdesk, "gone")


def test_what_belongs_to_the_decision_is_stored_with_it_or_not_at_all(newsdesk: Newsdesk) -> None:
    def fail(_: object) -> None:
        raise ZeroDivisionError

    cluster = newsdesk.cluster()
    with pytest.raises(ZeroDivisionError):
        teaching.attach(newsdesk.publisher, "demo", cluster.id, "price", WHO, also=fail)
    assert kept(newsdesk, "price").owner == "rebuild"
    assert newsdesk.cluster().state == "open"
