"""The editor's test set is put to what would be served; what gets worse is refused."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

import faq
from chat import examination
from chat.bot import Bot
from chat.errors import (
    EmptyTextError,
    InvalidPayloadError,
    NotFoundError,
    RegressionError,
    StaleEditError,
    TextTooLongError,
)
from chat.examination import Grade, OfIndex, Report
from chat.publishing import VARIANTS_MAX, Edit, preview, publish
from store import entries, expectations

from .conftest import NOW, PRICE, STUDENTS, Desk
from .editors import Newsdesk

ASKED = "c combien l'abonnement numérique"
STUDENT = "tarif pour les étudiants"
OUT = "qui a gagné le match de handball"


@pytest.fixture
def newsdesk(desk: Desk, bot: Bot) -> Newsdesk:
    return Newsdesk(desk, bot)


def expect(newsdesk: Newsdesk, question: str, entry_id: str) -> None:
    desk = newsdesk.desk
    desk.database.commit(
        lambda session: examination.expect(
            session, "demo", question, entry_id, "Alice", NOW, desk.new_id
        )
    )


@pytest.fixture
def examined(newsdesk: Newsdesk) -> Newsdesk:
    for question, entry_id in ((ASKED, "price"), (STUDENT, "students"), (OUT, "")):
        expect(newsdesk, question, entry_id)
    return newsdesk


def report(newsdesk: Newsdesk, *edits: Edit) -> Report:
    return preview(newsdesk.publisher, "demo", edits)


def grades(found: Report) -> list[Grade]:
    return [change.after.grade for change in found.changes]


def test_a_sound_site_answers_its_test_set(examined: Newsdesk) -> None:
    found = report(examined)
    assert grades(found) == [Grade.RIGHT] * 3
    assert (found.broken, found.mended) == ((), ())
    assert (found.hit_share, found.wrong_share) == (1.0, 0.0)
    assert found.changes[0].after.confidence > 0.65


def test_a_site_without_a_test_set_has_nothing_to_report(newsdesk: Newsdesk) -> None:
    found = report(newsdesk, Edit(PRICE, "retired"))
    assert (found.changes, found.hit_share, found.wrong_share) == ((), None, None)


def test_a_regression_is_refused_and_nothing_is_stored(examined: Newsdesk) -> None:
    with pytest.raises(RegressionError) as refused:
        publish(examined.publisher, "demo", [Edit(PRICE, "retired")])
    told = refused.value.report
    assert isinstance(told, Report)
    assert [change.expectation.question for change in told.broken] == [ASKED]
    assert "broken" in str(refused.value)
    with examined.desk.database.read() as session:
        kept = entries.get(session, "demo", "price")
    assert kept is not None
    assert kept.state == "published"


def test_a_regression_that_is_meant_is_published(examined: Newsdesk) -> None:
    found = publish(examined.publisher, "demo", [Edit(PRICE, "retired")], force=True)
    assert len(found.broken) == 1
    examined.bot.knowledge.follow_editors()
    assert PRICE.answer not in examined.told(ASKED).text


def test_an_answer_taken_away_from_another_entry_is_wrong(examined: Newsdesk) -> None:
    thief = replace(PRICE, id="thief", answer="Ailleurs.", variants=(STUDENT,), url="/ailleurs")
    found = report(examined, Edit(thief))
    assert grades(found)[1] is Grade.WRONG
    assert found.wrong_share == pytest.approx(1 / 3)


def test_an_answer_where_none_is_expected_is_wrong(examined: Newsdesk) -> None:
    found = report(examined, Edit(replace(PRICE, id="sport", variants=(OUT,), answer="Brest.")))
    assert grades(found)[2] is Grade.WRONG


def test_what_gets_better_is_told_too(newsdesk: Newsdesk) -> None:
    expect(newsdesk, "on peut payer en kopecks", "price")
    found = publish(
        newsdesk.publisher, "demo", [Edit(replace(PRICE, variants=("on peut payer en kopecks",)))]
    )
    assert [change.verdict for change in found.changes] == ["mended"]


def test_an_entry_that_says_the_same_under_another_id_is_as_good(examined: Newsdesk) -> None:
    moved = replace(PRICE, id="moved")
    found = report(examined, Edit(PRICE, "retired"), Edit(moved))
    assert found.broken == ()


def test_a_rebuild_is_examined_before_it_is_served(examined: Newsdesk) -> None:
    index = examined.bot.knowledge.index("demo")
    with examined.desk.database.read() as session:
        questions = expectations.of_site(session, "demo")
    bands = faq.Bands()
    with pytest.raises(RegressionError):
        examination.check_rebuild(index, [STUDENTS], questions, bands)
    forced = examination.check_rebuild(index, [STUDENTS], questions, bands, force=True)
    assert len(forced.broken) == 1
    same = examination.check_rebuild(index, [STUDENTS, PRICE], questions, bands)
    assert same.broken == ()
    whole = examination.examine(OfIndex(index), questions, bands)
    assert whole.hit_share == 1.0


def test_the_same_question_again_changes_what_is_expected(examined: Newsdesk) -> None:
    expect(examined, ASKED.upper(), "students")
    with examined.desk.database.read() as session:
        found = expectations.of_site(session, "demo")
    assert sorted(each.entry_id for each in found) == ["", "students", "students"]


def test_an_expectation_is_removed_by_its_own_site_alone(examined: Newsdesk) -> None:
    with examined.desk.database.write() as session:
        first, *_ = expectations.of_site(session, "demo")
        assert not expectations.remove(session, "journal", first.id)
        assert expectations.remove(session, "demo", first.id)
    assert len(report(examined).changes) == 2


@pytest.mark.parametrize(
    ("question", "entry_id", "error"),
    [
        ("  ", "price", EmptyTextError),
        ("?!", "price", EmptyTextError),
        ("x" * 301, "price", TextTooLongError),
        ("combien ?", "gone", NotFoundError),
    ],
)
def test_an_expectation_that_cannot_be_is_refused(
    newsdesk: Newsdesk, question: str, entry_id: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        expect(newsdesk, question, entry_id)


def test_a_test_set_has_an_end(newsdesk: Newsdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("chat.examination.QUESTIONS_MAX", 1)
    expect(newsdesk, ASKED, "price")
    with pytest.raises(InvalidPayloadError):
        expect(newsdesk, STUDENT, "students")


def test_two_editors_on_one_entry_do_not_lose_each_other_s_text(newsdesk: Newsdesk) -> None:
    with newsdesk.desk.database.read() as session:
        kept = entries.get(session, "demo", "price")
    assert kept is not None
    seen = {"price": kept.updated_at}
    newsdesk.now += timedelta(minutes=1)
    publish(newsdesk.publisher, "demo", [Edit(replace(PRICE, answer="9 €."))], seen=seen)
    with pytest.raises(StaleEditError):
        publish(newsdesk.publisher, "demo", [Edit(replace(PRICE, answer="10 €."))], seen=seen)
    with newsdesk.desk.database.read() as session:
        kept = entries.get(session, "demo", "price")
    assert kept is not None
    assert kept.entry.answer == "9 €."


@pytest.mark.parametrize(
    "entry",
    [
        replace(PRICE, answer="x" * 10_001),
        replace(PRICE, question="x" * 501),
        replace(PRICE, variants=tuple(map(str, range(VARIANTS_MAX + 1)))),
    ],
)
def test_what_is_too_long_is_refused(newsdesk: Newsdesk, entry: faq.Entry) -> None:
    with pytest.raises(TextTooLongError):
        publish(newsdesk.publisher, "demo", [Edit(entry)])


def test_a_link_that_is_no_web_page_is_left_out(newsdesk: Newsdesk) -> None:
    publish(newsdesk.publisher, "demo", [Edit(replace(PRICE, url="javascript:alert(1)"))])
    with newsdesk.desk.database.read() as session:
        kept = entries.get(session, "demo", "price")
    assert kept is not None
    assert kept.entry.url == ""
