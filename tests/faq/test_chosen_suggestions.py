"""A suggestion that is sent back is answered by the entry that it stands for."""

from __future__ import annotations

import pytest

import faq

from .pages import entry as made

LABEL = "Les horaires — Le musée de la mer"
SUMMER = made(LABEL, "En été, le musée de la mer ouvre de 9 h à 20 h, nocturne comprise.")
WINTER = made(LABEL, "En hiver, le musée de la mer ferme à 17 h, sauf pour les groupes.")


def test_every_suggestion_leads_to_its_answer(index: faq.Index) -> None:
    never_sure = faq.Bands(answered_min=1.1, suggested_min=0.0)
    for question in ("les horaires du samedi", "le prix d’une place", "how much is it?"):
        for chosen in faq.answer(index, question, bands=never_sure).suggestions:
            given = faq.answer(index, chosen)
            assert given.kind == "answered", chosen
            own = [entry.answer for entry in index.entries if entry.question == chosen]
            assert any(given.text in answer for answer in own), chosen


def test_every_label_and_question_of_the_site_leads_to_its_own_entry(index: faq.Index) -> None:
    for question in {entry.question for entry in index.entries}:
        given = faq.answer(index, question)
        assert (given.kind, given.confidence) == ("answered", 1.0), question
        own = [entry for entry in index.entries if entry.question == question]
        assert any(given.text in entry.answer for entry in own), question
        assert given.sources[0].url in {entry.url for entry in own}


@pytest.mark.parametrize(
    "typed",
    [
        "Comment résilier mon abonnement\u202f?",
        "comment resilier mon abonnement ?",
        "  COMMENT RÉSILIER MON ABONNEMENT ?  ",
    ],
)
def test_case_accents_and_spaces_do_not_matter(index: faq.Index, typed: str) -> None:
    given = faq.answer(index, typed)
    assert (given.kind, given.confidence) == ("answered", 1.0)
    assert "trois clics suffisent" in given.text


def test_a_variant_is_as_good_as_the_question() -> None:
    own = faq.Entry("1", "Où se garer ?", "Place du Port.", variants=("Y a-t-il un parking ?",))
    given = faq.answer(faq.Index([own], meaning="off"), "y a-t-il un parking ?")
    assert (given.kind, given.confidence, given.text) == ("answered", 1.0, "Place du Port.")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [("le musée en été, la nocturne", SUMMER), ("le musée en hiver avec un groupe", WINTER)],
)
def test_the_question_before_decides_between_passages_of_one_label(
    asked: str, meant: faq.Entry
) -> None:
    index = faq.Index([SUMMER, WINTER], meaning="off")
    given = faq.answer(index, LABEL, previous=(asked, "Voulais-tu dire…"))
    assert (given.kind, given.text) == ("answered", meant.answer)


def test_a_label_of_several_passages_is_answered_without_a_question_before() -> None:
    given = faq.answer(faq.Index([SUMMER, WINTER], meaning="off"), LABEL)
    assert given.kind == "answered"
    assert given.text in (SUMMER.answer, WINTER.answer)
