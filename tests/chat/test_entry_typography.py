"""An entry keeps the blanks that its language writes, and loses the rest."""

from __future__ import annotations

import pytest

import faq
import store
from chat.publishing import checked_entry

NARROW, FIXED = "\u202f", "\u00a0"
SITE = store.Site("demo", "Le Fanal")


def entry(question: str, *variants: str) -> faq.Entry:
    return faq.Entry(id="e", question=question, answer="8,90 €", title="", variants=variants)


def test_a_question_keeps_its_narrow_blank() -> None:
    asked = f"Combien coûte l’abonnement{NARROW}?"
    checked = checked_entry(entry(asked, f"Prix{FIXED}: combien{NARROW}?"), SITE)
    assert checked.question == checked.title == asked
    assert checked.variants == (f"Prix{FIXED}: combien{NARROW}?",)


@pytest.mark.parametrize("blank", ["\n", "\t", "  ", "\r\n", "\f"])
def test_line_breaks_and_doubled_blanks_become_one_blank(blank: str) -> None:
    assert checked_entry(entry(f" Combien{blank}coûte "), SITE).question == "Combien coûte"
