"""Meaning is asked when words are not sure, and everything works without it."""

from __future__ import annotations

import numpy as np
import pytest

import faq
from faq import meaning
from faq.errors import MeaningUnusableError
from faq.meaning import Meaning, Vectors, embed, newest_first

from .fake_model import FakeModel
from .town import town

SWIM = "où peut-on nager ?"


def opinion(entries: tuple[faq.Entry, ...], model: FakeModel) -> Meaning:
    return Meaning(model.question, embed(model, entries))


def test_it_finds_what_shares_no_word() -> None:
    entries = tuple(town().entries)
    assert "piscine" not in SWIM
    by_words = faq.Index(entries, meaning="off").search(SWIM)
    meant = faq.Index(entries, meaning=opinion(entries, FakeModel())).search(SWIM)
    assert all("piscine" not in match.entry.url for match in by_words[:1])
    assert "piscine" in meant[0].entry.url


def test_it_is_not_asked_when_words_are_sure() -> None:
    entries = tuple(town().entries)
    asked = opinion(entries, FakeModel())
    index = faq.Index(entries, meaning=asked)
    sure = index.search("Combien coûte l’entrée de la piscine ?")
    assert sure[0].confidence > 0.9
    assert asked.asked == 0
    index.search(SWIM)
    assert (asked.asked, asked.unanswered) == (1, 0)


def test_words_answer_where_it_is_too_late_or_not_there_yet() -> None:
    entries = tuple(town().entries)
    plain = faq.Index(entries, meaning="off").search(SWIM)
    late = Meaning(lambda _: None, embed(FakeModel(), entries))
    absent = Meaning(FakeModel().question, Vectors.empty(len(entries)))
    assert faq.Index(entries, meaning=late).search(SWIM) == plain
    assert faq.Index(entries, meaning=absent).search(SWIM) == plain
    assert (late.asked, late.unanswered, absent.asked) == (1, 1, 0)


def test_a_candidate_without_a_vector_takes_part() -> None:
    entries = tuple(town().entries)
    asked = opinion(entries, FakeModel())
    asked.vectors.there[0] = False
    assert faq.Index(entries, meaning=asked).search("horaires du musée")


def test_the_newest_passages_are_embedded_first() -> None:
    dated = [
        faq.Entry(str(n), "q", "a", published=day) for n, day in enumerate(["2024", "2026", ""])
    ]
    vectors = Vectors.empty(3)
    assert newest_first(dated, vectors) == [1, 0, 2]
    vectors.there[1] = True
    assert newest_first(dated, vectors) == [0, 2]


def test_an_entry_beyond_the_limit_is_not_embedded_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "EMBEDDED_AT_ONCE_MAX", 1)
    monkeypatch.setattr(meaning, "load", FakeModel)
    assert meaning.at_once(town().entries[:2]) is None
    assert meaning.at_once(town().entries[:1]) is not None


def test_a_folder_without_a_model_says_what_to_do(tmp_path: object) -> None:
    with pytest.raises(MeaningUnusableError, match="SALUT_MEANING=off"):
        meaning.load(str(tmp_path))


def test_the_real_model_joins_what_means_the_same() -> None:
    model = meaning.load()
    if model is None:
        return
    near, far = model.passages(["Le salaire minimum augmente.", "Le chat dort sur le toit."])
    asked = model.question("combien gagne-t-on au SMIC ?")
    assert float(asked @ near) > float(asked @ far)
    assert np.isclose(np.linalg.norm(asked), 1.0, atol=1e-3)
    assert model.question("\0\ud800").shape == asked.shape
