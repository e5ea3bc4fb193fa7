"""Labelled questions as a file, and when a text answers one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from faq.entries import Labelled, read_questions
from faq.errors import EntriesInvalidError

from .pages import write


def read(tmp_path: Path, content: object) -> list[Labelled]:
    return read_questions(write(tmp_path / "questions.json", json.dumps(content)))


def test_questions_and_those_out_of_scope_are_read(tmp_path: Path) -> None:
    asked = read(
        tmp_path,
        {
            "about": "anything",
            "questions": [
                {"q": "Où ?", "any": ["ici", "là"], "kind": "typo", "article": "a.html"},
                {"q": "Combien ?", "any": "trois"},
                {"q": "Quand ?", "any_regex": r"\d+ mai"},
            ],
            "out": ["Qui ?", {"q": "Quoi ?", "kind": "near"}],
        },
    )
    assert asked == [
        Labelled("Où ?", "typo", ("ici", "là")),
        Labelled("Combien ?", "plain", ("trois",)),
        Labelled("Quand ?", "plain", (), r"\d+ mai"),
        Labelled("Qui ?", "out"),
        Labelled("Quoi ?", "near"),
    ]
    assert [labelled.in_scope for labelled in asked] == [True, True, True, False, False]


@pytest.mark.parametrize(
    "content",
    [
        None,
        [],
        "text",
        {},
        {"questions": 3},
        {"questions": [{"any": ["ici"]}]},
        {"questions": [3]},
        {"questions": [], "out": 3},
        {"questions": [{"q": "Où ?", "any_regex": "("}]},
    ],
)
def test_a_file_of_another_shape_is_named(tmp_path: Path, content: object) -> None:
    with pytest.raises(EntriesInvalidError, match=r"questions\.json"):
        read(tmp_path, content)


def test_a_file_that_is_no_json_or_not_there_is_named(tmp_path: Path) -> None:
    write(tmp_path / "questions.json", "{")
    for name in ("questions.json", "absent.json"):
        with pytest.raises(EntriesInvalidError, match=name):
            read_questions(tmp_path / name)


@pytest.mark.parametrize(
    "text",
    [
        "Il coûte 8,90 € par mois.",
        "Il coûte 8,90\u00a0€ par mois.",
        "Il coûte 8,90\u202f€\npar mois.",
        "IL COUTE 8,90 € PAR MOIS.",
    ],
)
def test_case_accents_and_typography_do_not_matter(text: str) -> None:
    assert Labelled("Combien ?", "plain", ("coûte 8,90\u00a0€ par mois",)).is_answered_by(text)


def test_one_of_several_strings_is_enough_and_another_text_is_not() -> None:
    labelled = Labelled("Combien ?", "plain", ("huit euros", "8 euros"))
    assert labelled.is_answered_by("Comptez 8 euros.")
    assert not labelled.is_answered_by("Comptez 9 euros.")


def test_a_pattern_is_met_with_and_without_accents() -> None:
    labelled = Labelled("Quand ?", "plain", (), r"\b(28|29) février\b")
    assert labelled.is_answered_by("Le 29 Février au soir.")
    assert labelled.is_answered_by("le 28 fevrier")
    assert not labelled.is_answered_by("Le 27 février.")


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\AÀ l’été\Z", "a l'ete"),
        (r"^Dès \D+ \d+ h$", "des lundi 8 h"),
        (r"[Z-a]té$", "zte"),
        (r"cœur\W+\S+$", "coeur battant"),
    ],
)
def test_the_signs_of_a_pattern_keep_their_meaning(pattern: str, text: str) -> None:
    assert Labelled("Quoi ?", "plain", (), pattern).is_answered_by(text)


def test_nothing_answers_a_question_out_of_scope() -> None:
    assert not Labelled("Qui ?", "out").is_answered_by("Tout.")


def test_the_project_s_own_questions_are_read(site: Path) -> None:
    questions = site.parents[1] / "benchmarks" / "questions" / "news-site.json"
    asked = read_questions(questions)
    assert len(asked) > 200
    assert any(not labelled.in_scope for labelled in asked)
