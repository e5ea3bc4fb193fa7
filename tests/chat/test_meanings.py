"""Vectors are made in the background, kept, and taken over by the next version."""

from __future__ import annotations

import fcntl
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

import faq
from chat.knowledge import Knowledge, import_entries
from chat.meanings import Meanings
from store import sites
from tests.faq.fake_model import FakeModel

from .conftest import NOW, PRICE, STUDENTS, Desk


@pytest.fixture
def model() -> FakeModel:
    return FakeModel()


@pytest.fixture
def meanings(model: FakeModel, tmp_path: Path) -> Meanings:
    return Meanings(model, model.question, tmp_path / "meaning")


def indexed(*entries: faq.Entry) -> faq.Index:
    return faq.Index(entries, meaning="off")


def test_nothing_is_there_at_first_and_everything_in_the_end(
    meanings: Meanings, model: FakeModel
) -> None:
    opinion = meanings.opinion_on("demo", 1, indexed(PRICE, STUDENTS))
    assert not opinion.vectors.there.any()
    assert meanings.fill(1) == 1
    assert opinion.vectors.there.tolist() == [True, False]
    assert meanings.fill(5) == 0
    assert opinion.vectors.there.all()
    assert meanings.fill(5) == 0
    assert len(model.embedded) == 2


def test_the_next_version_makes_only_what_is_new(meanings: Meanings, model: FakeModel) -> None:
    meanings.opinion_on("demo", 1, indexed(PRICE, STUDENTS))
    meanings.fill(5)
    changed = replace(STUDENTS, answer="Les étudiants paient 5\u00a0€.")
    opinion = meanings.opinion_on("demo", 2, indexed(changed, PRICE))
    assert opinion.vectors.there.tolist() == [False, True]
    meanings.fill(5)
    assert len(model.embedded) == 3


def test_a_restart_finds_what_was_made(tmp_path: Path, meanings: Meanings) -> None:
    first = meanings.opinion_on("demo", 1, indexed(PRICE)).vectors
    meanings.fill(5)
    again = FakeModel()
    restarted = Meanings(again, again.question, tmp_path / "meaning")
    opinion = restarted.opinion_on("demo", 1, indexed(PRICE))
    assert np.array_equal(opinion.vectors.values, first.values)
    assert restarted.fill(5) == 0
    assert again.embedded == []


def test_one_worker_at_a_time_makes_them(tmp_path: Path, meanings: Meanings) -> None:
    opinion = meanings.opinion_on("demo", 1, indexed(PRICE))
    (tmp_path / "meaning" / "demo").mkdir(parents=True, exist_ok=True)
    other = os.open(tmp_path / "meaning" / "demo" / "meaning.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(other, fcntl.LOCK_EX)
    meanings.fill(5)
    assert not opinion.vectors.there.any()
    os.close(other)
    meanings.fill(5)
    assert opinion.vectors.there.all()


@pytest.mark.parametrize("name", ["vectors.npy", "there.npy", "digests.npy"])
def test_a_broken_file_is_made_anew(tmp_path: Path, meanings: Meanings, name: str) -> None:
    meanings.opinion_on("demo", 1, indexed(PRICE))
    meanings.fill(5)
    (tmp_path / "meaning" / "demo" / "meaning-1" / name).write_bytes(b"cut")
    opinion = meanings.opinion_on("demo", 1, indexed(PRICE))
    assert not opinion.vectors.there.any()
    meanings.fill(5)
    assert opinion.vectors.there.all()


def test_where_nothing_can_be_kept_they_are_kept_in_memory(
    tmp_path: Path, model: FakeModel
) -> None:
    (tmp_path / "file").write_text("no folder")
    meanings = Meanings(model, model.question, tmp_path / "file")
    opinion = meanings.opinion_on("demo", 1, indexed(PRICE))
    meanings.fill(5)
    assert opinion.vectors.there.all()


def test_knowledge_answers_by_words_meanwhile(desk: Desk, meanings: Meanings) -> None:
    knowledge = Knowledge(desk.database, meanings)
    index = knowledge.index("demo")
    assert index.meaning is not None
    assert index.search("abonnement numérique")
    assert index.meaning.asked == 0
    meanings.fill(5)
    with desk.database.write() as session:
        site = sites.get(session, "demo")
        assert site is not None
        import_entries(session, site, [PRICE], NOW)
    assert "demo" in knowledge.refresh()
    renewed = knowledge.index("demo").meaning
    assert renewed is not None
    assert renewed.vectors.there.tolist() == [True]
