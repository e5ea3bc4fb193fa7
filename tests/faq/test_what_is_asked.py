"""A question names what is asked; a quote that lacks it is doubted."""

from __future__ import annotations

import pytest

import faq
from faq.question import analyse
from faq.quote import quote

from .pages import entry

TITLE = "Meg Dupont prend la tête du port"
PAY = entry(
    TITLE,
    "Meg Dupont dirige le port depuis lundi. Son salaire est de 9 000 euros par mois.",
    title=TITLE,
    url="port/direction.html",
)
PLAN = entry(
    "Le plan du port",
    "Le plan de Paul Martin, patron du chantier, prévoit 12 grues. Il emploie 40 soudeurs.",
    title="Le plan du port",
    url="port/plan.html",
)


@pytest.fixture(scope="module")
def port() -> faq.Index:
    return faq.Index((PAY, PLAN), meaning="off")


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Quel est le salaire de Meg Dupont ?", "salaire"),
        ("Combien gagne Meg Dupont ?", "gagne"),
        ("Où est née Meg Dupont ?", "nee"),
        ("Meg Dupont a combien de grues ?", "grues"),
        ("salaire meg dupont", "salaire"),
        ("How many cranes does Meg Dupont have?", "cranes"),
        ("Comment va le chantier ?", "chantier"),
    ],
)
def test_it_finds_the_word_that_names_what_is_asked(
    port: faq.Index, question: str, asked: str
) -> None:
    found = analyse(question, port)
    assert found.asked is not None
    assert found.words[found.asked].text == asked


def test_a_question_of_names_alone_names_nothing(port: faq.Index) -> None:
    assert analyse("Et Meg Dupont ?", port).asked is None


def test_a_quote_tells_whether_it_holds_the_kind_of_fact(port: faq.Index) -> None:
    question = analyse("Quel est le salaire de Meg Dupont ?", port)
    told, untold = quote(port, question, 0), quote(port, question, 1)
    assert told.has_fact
    assert told.has_fact_beside
    assert not untold.has_fact_beside


def test_the_same_person_with_another_question_is_less_sure(port: faq.Index) -> None:
    told = port.search("Quel est le salaire de Meg Dupont ?")[0].confidence
    untold = port.search("Quel est le salaire de Paul Martin ?")[0].confidence
    assert untold < told / 2
