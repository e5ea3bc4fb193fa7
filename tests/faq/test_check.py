"""Labelled questions against an index, counted by their kinds."""

from __future__ import annotations

import faq
from faq.check import Tally, check, table
from faq.entries import Labelled

from .town import MUSEUM_HOURS, POOL_HOURS

ALWAYS_SURE = faq.Bands(0.0, 0.0)
NEVER_SURE = faq.Bands(1.1, 1.1)
FREELY_WORDED = [
    Labelled("horaires piscine", "keyword", ("7 h à 20 h",)),
    Labelled("horaires musée de la mer", "keyword", ("9 h à 18 h",)),
    Labelled("les horaires de la piscine du port svp", "sms", ("9 h à 18 h",)),
]
HOURS = faq.Index([MUSEUM_HOURS, POOL_HOURS], meaning="off")
OUT = [Labelled("le prix d’une piscine gonflable", "near"), Labelled("xyzzy", "far")]


def test_each_kind_has_a_tally_and_all_that_are_in_scope_a_sum() -> None:
    tallies = check(HOURS, FREELY_WORDED + OUT)
    counts = {kind: tally.questions for kind, tally in tallies.items()}
    assert counts == {"all": 3, "keyword": 2, "sms": 1, "near": 1, "far": 1}


def test_hits_are_counted_at_the_first_and_among_three() -> None:
    tallies = check(HOURS, FREELY_WORDED)
    assert (tallies["keyword"].first, tallies["keyword"].among_three) == (2, 2)
    assert (tallies["sms"].first, tallies["sms"].among_three) == (0, 1)
    assert (tallies["all"].first, tallies["all"].among_three) == (2, 3)


def test_answers_are_counted_as_right_or_wrong() -> None:
    tallies = check(HOURS, FREELY_WORDED, ALWAYS_SURE)
    assert (tallies["keyword"].answered_right, tallies["keyword"].answered_wrong) == (2, 0)
    assert (tallies["sms"].answered_right, tallies["sms"].answered_wrong) == (0, 1)
    assert (tallies["all"].answered_right, tallies["all"].answered_wrong) == (2, 1)


def test_every_answer_out_of_scope_is_wrong_and_counts_in_its_own_kind_alone() -> None:
    tallies = check(HOURS, FREELY_WORDED[:1] + OUT, ALWAYS_SURE)
    assert (tallies["near"].answered_right, tallies["near"].answered_wrong) == (0, 1)
    assert (tallies["far"].answered_right, tallies["far"].answered_wrong) == (0, 0)
    assert tallies["all"].answered_wrong == 0
    assert tallies["near"].first == tallies["near"].among_three == 0


def test_what_is_not_answered_is_neither_right_nor_wrong() -> None:
    for tally in check(HOURS, FREELY_WORDED + OUT, NEVER_SURE).values():
        assert tally.answered_right == tally.answered_wrong == 0


def test_no_questions_make_no_shares() -> None:
    assert check(HOURS, []) == {"all": Tally()}
    assert Tally().share(0) == 0.0


def test_the_table_has_a_row_for_each_kind_and_the_sum_last() -> None:
    tallies = check(HOURS, FREELY_WORDED + OUT, NEVER_SURE)
    head, *rows = table(tallies).splitlines()
    assert head.split() == ["kind", "n", "hit@1", "hit@3", "right", "wrong"]
    assert [row.split()[0] for row in rows] == ["far", "keyword", "near", "sms", "all"]
    assert rows[-1].split() == ["all", "3", "0.667", "1.000", "0.000", "0.000"]
