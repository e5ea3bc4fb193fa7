"""The index: built once, never changed, searched by many at a time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq

from .town import MUSEUM_HOURS, POOL_HOURS, TOWN, town

QUESTIONS = ["Quels sont les horaires du musée ?", "et la piscine", "les enfants", "xyzzy", ""]


def test_it_holds_its_entries_in_their_order() -> None:
    index = town()
    assert len(index) == len(TOWN)
    assert index.entries == TOWN


def test_it_is_built_of_whatever_can_be_counted_off() -> None:
    assert faq.Index(iter(TOWN), meaning="off").entries == TOWN


def test_a_list_that_changes_later_does_not_change_it() -> None:
    source = [MUSEUM_HOURS]
    index = faq.Index(source, meaning="off")
    source.append(POOL_HOURS)
    assert index.entries == (MUSEUM_HOURS,)
    assert [match.entry for match in index.search("les horaires de la piscine")] == [MUSEUM_HOURS]


def test_an_entry_cannot_be_changed_behind_its_back() -> None:
    with pytest.raises(FrozenInstanceError):
        town().entries[0].answer = "autre chose"  # type: ignore[misc]


def test_asking_never_changes_what_is_found() -> None:
    index = town()
    before = [index.search(question) for question in QUESTIONS]
    for question in QUESTIONS * 3:
        faq.answer(index, question, previous=("Combien coûte l’entrée du musée ?", "7 euros"))
    assert [index.search(question) for question in QUESTIONS] == before


def test_two_indexes_do_not_know_each_other() -> None:
    museum = faq.Index([MUSEUM_HOURS], meaning="off")
    pool = faq.Index([POOL_HOURS], meaning="off")
    asked = "Quels sont les horaires ?"
    assert [match.entry for match in museum.search(asked)] == [MUSEUM_HOURS]
    assert [match.entry for match in pool.search(asked)] == [POOL_HOURS]


def test_many_may_search_at_a_time(index: faq.Index) -> None:
    asked = [entry.question for entry in index.entries][:40]
    alone = [index.search(question) for question in asked]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(index.search, asked)) == alone


def test_an_empty_index_answers_honestly() -> None:
    index = faq.Index([], meaning="off")
    assert (len(index), index.entries, index.search("bonjour le monde")) == (0, (), [])
    assert faq.answer(index, "Combien coûte l’abonnement ?").kind == "unknown"
    assert faq.answer(index, "et ?", page="a.html", previous=("quoi ?", "rien")).kind == "unknown"


TEXT = st.text(max_size=60)
ENTRIES = st.lists(
    st.builds(
        faq.Entry,
        id=TEXT,
        question=TEXT,
        answer=TEXT,
        variants=st.lists(TEXT, max_size=2).map(tuple),
        title=TEXT,
        url=TEXT,
        section=TEXT,
        language=st.sampled_from(["fr", "en", "", "de"]),
        context=TEXT,
    ),
    max_size=5,
)


@given(ENTRIES, TEXT, TEXT)
def test_any_entries_can_be_indexed_and_asked(
    entries: list[faq.Entry], question: str, page: str
) -> None:
    index = faq.Index(entries, meaning="off")
    for match in index.search(question, page=page):
        assert match.entry in entries
        assert 0.0 <= match.confidence <= 1.0
    for entry in entries:
        assert faq.answer(index, entry.question, page=page).kind in (
            "answered",
            "unknown",
            "smalltalk",
            "suggested",
        )
    assert len(faq.starters(index, page=page)) <= 3
