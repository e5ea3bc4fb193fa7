"""An editor's change is examined, kept with who made it, and nobody's text is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from chat import editing, examination
from chat.agents import Agent
from chat.bot import Bot
from chat.editing import Draft
from chat.errors import (
    BadRedirectError,
    EmptyTextError,
    NotAllowedError,
    NotFoundError,
    RegressionError,
    StaleEditError,
)
from store import audit, entries
from store.editing_records import KeptEntry, Placing
from store.records import EntryState

from .conftest import NOW, PRICE, STUDENTS, Desk
from .editors import Newsdesk, other_worker
from .writers import hire

ASKED = "combien coûte l'abonnement numérique"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    return Newsdesk(desk, bot)


@pytest.fixture
def edith(desk: Desk) -> Agent:
    return hire(desk, "Edith", "editor")


def kept(newsdesk: Newsdesk, entry_id: str = "price") -> KeptEntry:
    with newsdesk.desk.database.read() as session:
        return editing.find(session, "demo", entry_id)


def draft(of: KeptEntry, **said: object) -> Draft:
    """Write an entry as it is, but for what is said."""
    told = of.entry
    same = Draft(
        told.question, told.answer, told.variants, told.title, told.url, told.section,
        told.language, of.state, of.placing,
    )  # fmt: skip
    return replace(same, **said)  # type: ignore[arg-type]


def change(newsdesk: Newsdesk, by: Agent, entry_id: str = "price", **said: object) -> None:
    newsdesk.now += timedelta(seconds=1)
    seen = kept(newsdesk, entry_id)
    editing.change(newsdesk.publisher, by, "demo", entry_id, draft(seen, **said), seen.updated_at)


def told(newsdesk: Newsdesk, question: str = ASKED) -> str:
    """Ask another worker, which hears of changes by the version alone."""
    newsdesk.bot.knowledge.follow_editors()
    return newsdesk.told(question).text


def test_a_change_is_told_to_the_next_reader(newsdesk: Newsdesk, edith: Agent) -> None:
    newsdesk.bot.knowledge.refresh()
    change(newsdesk, edith, answer="L’abonnement numérique coûte 9,90\u00a0€ par mois.")
    assert "9,90" in told(newsdesk)
    assert "9,90" in other_worker(newsdesk).told(ASKED).text


def test_a_new_entry_is_the_editor_s_and_answers(newsdesk: Newsdesk, edith: Agent) -> None:
    newsdesk.bot.knowledge.refresh()
    made = editing.write(
        newsdesk.publisher,
        edith,
        "demo",
        Draft("Où se trouve la rédaction ?", "La rédaction est au 3, quai du Phare."),
    )
    assert kept(newsdesk, made.entry_id).owner == "editor"
    assert "quai du Phare" in told(newsdesk, "où est la rédaction")


def test_of_two_who_change_the_same_the_second_is_told(newsdesk: Newsdesk, edith: Agent) -> None:
    seen = kept(newsdesk)
    change(newsdesk, edith, answer="Neuf euros.")
    with pytest.raises(StaleEditError):
        editing.change(
            newsdesk.publisher, edith, "demo", "price", draft(seen, answer="Dix."), seen.updated_at
        )
    assert kept(newsdesk).entry.answer == "Neuf euros."


def test_the_history_tells_who_and_what_and_begins_with_the_rebuild_s(
    newsdesk: Newsdesk, edith: Agent
) -> None:
    change(newsdesk, edith, answer="Neuf euros.")
    change(newsdesk, edith, answer="Dix euros.")
    with newsdesk.desk.database.read() as session:
        found = editing.history(session, "demo", "price")
    assert [(each.who, each.what, each.entry.answer) for each in found] == [
        ("Edith", "edited", "Dix euros."),
        ("Edith", "edited", "Neuf euros."),
        ("", "built", PRICE.answer),
    ]


def test_what_it_was_is_restored_whole(newsdesk: Newsdesk, edith: Agent) -> None:
    before = kept(newsdesk)
    change(newsdesk, edith, answer="Neuf.", variants=("le prix",), state="retired", section="Vie")
    newsdesk.now += timedelta(seconds=1)
    editing.restore(newsdesk.publisher, edith, "demo", "price", 1, kept(newsdesk).updated_at)
    after = kept(newsdesk)
    assert (after.entry, after.state, after.placing) == (
        replace(before.entry, url="/abonnement.html"), "published", before.placing
    )  # fmt: skip


def test_a_revision_that_is_not_there_is_not_restored(newsdesk: Newsdesk, edith: Agent) -> None:
    with pytest.raises(NotFoundError):
        editing.restore(newsdesk.publisher, edith, "demo", "price", 7, kept(newsdesk).updated_at)


@pytest.mark.parametrize("state", ["draft", "retired"])
def test_what_is_not_published_is_not_told(
    newsdesk: Newsdesk, edith: Agent, state: EntryState
) -> None:
    newsdesk.bot.knowledge.refresh()
    editing.put(newsdesk.publisher, edith, "demo", "price", state, kept(newsdesk).updated_at)
    assert "8,90" not in told(newsdesk)


def test_a_rebuild_leaves_what_was_edited(newsdesk: Newsdesk, edith: Agent) -> None:
    placing = Placing(is_pinned=True)
    change(newsdesk, edith, answer="Neuf euros.", placing=placing)
    with newsdesk.desk.database.write() as session:
        entries.replace_rebuilt(session, "demo", [PRICE, STUDENTS], NOW)
    held = kept(newsdesk)
    assert (held.entry.answer, held.owner, held.placing) == ("Neuf euros.", "editor", placing)


def test_a_viewer_changes_nothing(newsdesk: Newsdesk, desk: Desk) -> None:
    victor = hire(desk, "Victor", "viewer")
    with pytest.raises(NotAllowedError):
        change(newsdesk, victor, answer="Rien.")
    assert kept(newsdesk).entry.answer == PRICE.answer


def test_an_editor_of_one_site_changes_nothing_on_another(newsdesk: Newsdesk, edith: Agent) -> None:
    with pytest.raises(NotAllowedError):
        editing.write(newsdesk.publisher, edith, "journal", Draft("Qui ?", "Nous."))


def test_a_change_has_its_line_in_the_audit(newsdesk: Newsdesk, edith: Agent) -> None:
    change(newsdesk, edith, answer="Neuf euros.")
    with newsdesk.desk.database.read() as session:
        line = audit.last(session)
    assert line is not None
    assert (line.act, line.agent_name, line.about, line.site_key) == (
        "entry_changed", "Edith", "price", "demo"
    )  # fmt: skip
    assert "Neuf" not in str(line.details)


def test_a_regression_is_refused_and_nothing_is_stored(newsdesk: Newsdesk, edith: Agent) -> None:
    desk = newsdesk.desk
    desk.database.commit(
        lambda session: examination.expect(
            session, "demo", ASKED, "price", "Edith", NOW, desk.new_id
        )
    )
    newsdesk.bot.knowledge.refresh()
    with pytest.raises(RegressionError):
        change(newsdesk, edith, state="retired")
    assert kept(newsdesk).state == "published"


def test_an_entry_without_an_answer_is_refused(newsdesk: Newsdesk, edith: Agent) -> None:
    with pytest.raises(EmptyTextError):
        change(newsdesk, edith, answer="  \n ")


def test_a_redirect_gives_the_answer_of_the_other_entry(newsdesk: Newsdesk, edith: Agent) -> None:
    newsdesk.bot.knowledge.refresh()
    change(newsdesk, edith, placing=Placing(redirect_to="students"))
    assert "4,50" in told(newsdesk)
    change(newsdesk, edith, "students", answer="Les étudiants paient l’abonnement 5\u00a0€.")
    assert "5\u00a0€" in told(newsdesk)
    assert "5\u00a0€" in other_worker(newsdesk).told(ASKED).text


def test_a_redirect_to_what_is_silent_is_silent(newsdesk: Newsdesk, edith: Agent) -> None:
    newsdesk.bot.knowledge.refresh()
    change(newsdesk, edith, placing=Placing(redirect_to="students"))
    change(newsdesk, edith, "students", state="retired")
    assert newsdesk.bot.knowledge.follow_editors() == ["demo"]
    assert newsdesk.told(ASKED).kind == "unknown"
    assert other_worker(newsdesk).told(ASKED).kind == "unknown"


@pytest.mark.parametrize("aim", ["price", "nowhere"])
def test_a_redirect_that_leads_nowhere_is_refused(
    newsdesk: Newsdesk, edith: Agent, aim: str
) -> None:
    with pytest.raises(BadRedirectError):
        change(newsdesk, edith, placing=Placing(redirect_to=aim))


def test_a_redirect_leads_one_step(newsdesk: Newsdesk, edith: Agent) -> None:
    made = editing.write(newsdesk.publisher, edith, "demo", Draft("Qui ?", "Nous."))
    change(newsdesk, edith, placing=Placing(redirect_to="students"))
    with pytest.raises(BadRedirectError):
        change(newsdesk, edith, made.entry_id, placing=Placing(redirect_to="price"))
    with pytest.raises(BadRedirectError):
        change(newsdesk, edith, "students", placing=Placing(redirect_to=made.entry_id))


def test_a_redirect_is_named_by_id_or_by_question(newsdesk: Newsdesk) -> None:
    with newsdesk.desk.database.read() as session:
        assert editing.aim_of(session, "demo", " price ") == "price"
        assert editing.aim_of(session, "demo", STUDENTS.question.upper()) == "students"
        assert editing.aim_of(session, "demo", " ") == ""
        with pytest.raises(BadRedirectError):
            editing.aim_of(session, "demo", "abonnement")
