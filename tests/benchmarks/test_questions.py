"""The project's own labelled questions: their files, and which corpora they are asked of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import faq
from benchmarks import answers, corpora, fit
from benchmarks.corpora import Asked, Corpus
from faq.entries import Labelled, comparable, read_questions

FILES = sorted((corpora.HERE / "questions").glob("*.json"))
IN_SCOPE = {"plain", "paraphrase", "typo", "sms", "keyword", "english", "followup"}
OUT = {"out", "near", "far"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    published = [
        {
            "question": "Que faire contre les spams ?",
            "answer": "Ne répondez jamais, et signalez-les.",
            "theme": "Internet",
            "url": "https://faq.example/spams",
        }
    ]
    content = json.dumps({"entries": published})
    (tmp_path / "cnil_faq.json").write_text(content, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_kind_tells_whether_something_answers(path: Path) -> None:
    for labelled in read_questions(path):
        assert labelled.kind in (IN_SCOPE if labelled.in_scope else OUT), labelled.question
        assert all(comparable(expected) for expected in labelled.any), labelled.question


@pytest.mark.parametrize("name", ["cnil", "seed"])
def test_no_question_is_asked_twice(name: str) -> None:
    asked = [
        labelled.question for labelled in read_questions(corpora.HERE / f"questions/{name}.json")
    ]
    assert len(set(map(comparable, asked))) == len(asked)


def test_an_expected_passage_of_the_published_faq_is_long_enough_to_be_found_once() -> None:
    for labelled in read_questions(corpora.HERE / "questions" / "cnil.json"):
        assert all(len(expected.split()) >= 8 for expected in labelled.any), labelled.question


def test_the_entries_of_a_published_faq_keep_their_questions(data: Path) -> None:
    (entry,) = corpora.cnil(data).entries
    assert entry.asks
    assert entry.question == "Que faire contre les spams ?"
    assert entry.url == "https://faq.example/spams"


def test_weights_are_not_fitted_on_a_corpus_without_a_share(data: Path) -> None:
    assert [corpus.name for corpus in corpora.every(data)] == ["news-site", "cnil"]
    assert [corpus.name for corpus in fit.with_a_share(data)] == ["news-site"]


def corpus(*asked: Labelled) -> Corpus:
    texts = ("La piscine ouvre à huit heures.", "Le cinéma ferme en juillet.")
    entries = tuple(faq.Entry(id=text, question="", answer=text, title=text) for text in texts)
    return Corpus("town", entries, tuple(Asked(labelled, "") for labelled in asked))


def test_only_well_typed_questions_are_mistyped() -> None:
    pool = Labelled("À quelle heure ouvre la piscine ?", "plain", ("huit heures",))
    wrong = Labelled("Quand ferme le cinéma ?", "paraphrase", ("huit heures",))
    others = (Labelled("cine ferm", "typo", ("juillet",)), Labelled("Qui chante ?", "near"))
    town = corpus(pool, wrong, *others)
    assert answers.first_hits(town, faq.Index(town.entries, meaning="off")) == (0.5, 0.5)


def test_a_corpus_without_well_typed_questions_has_no_cost_of_typos() -> None:
    town = corpus(Labelled("cine ferm", "typo", ("juillet",)))
    assert answers.first_hits(town, faq.Index(town.entries, meaning="off")) is None
