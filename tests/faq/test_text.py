"""Free text made comparable: capped, folded, cut into words."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import faq
from faq.text import cap, fold, word_spans, words


@given(st.text())
@example("e" + "\u0301" * 5000)
@example("a\x00b\u202ec")
@example("é" + "\u0301\u200d" * 9)
def test_a_capped_text_holds_no_control_character_and_no_heap_of_accents(text: str) -> None:
    capped = cap(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp") for c in capped)
    marks = "".join("m" if unicodedata.combining(c) else " " for c in capped)
    assert "m" * 5 not in marks


@given(st.text(min_size=1), st.integers(1, 50))
@example("\ufb2c" * 10, 10)
def test_a_capped_text_is_never_longer_than_asked(text: str, characters_max: int) -> None:
    assert len(cap(text, characters_max)) <= characters_max


@given(st.text(), st.text(), st.integers(1, 20))
@example("e\u0301" * 20, "\u0301" * 1000, 7)
def test_the_cap_comes_before_the_normalisation(text: str, rest: str, characters_max: int) -> None:
    kept = text.ljust(characters_max, "e")[:characters_max]
    assert cap(kept + rest, characters_max) == cap(kept, characters_max)


def test_a_short_text_is_kept_as_it_is_written() -> None:
    assert cap("Où est l’« Étoile d’Orvaz » ?") == "Où est l’« Étoile d’Orvaz » ?"
    assert cap("  e\u0301te\u0301\x07 ") == "été"


def test_lines_are_joined_and_pasted_hyphenation_is_undone() -> None:
    assert cap("Quand ouvre\nle port ?") == "Quand ouvre le port ?"
    assert cap("Où est la\nmédia\u00adthèque\u200b ?") == "Où est la médiathèque ?"


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Élève", "ELEVE"),
        ("cœur", "coeur"),
        ("l’été", "l'ete"),
        ("porte\u00adfeuille", "portefeuille"),
        ("10\u00a0h", "10 h"),
        ("e\u0301te\u0301", "été"),
        ("Straße", "strasse"),
    ],
)
def test_two_ways_of_typing_the_same_fold_alike(written: str, typed: str) -> None:
    assert fold(written) == fold(typed)


@given(st.text())
def test_a_folded_text_has_no_accent_left(text: str) -> None:
    assert not any(unicodedata.combining(c) for c in fold(text))


@given(st.text(alphabet=st.characters(max_codepoint=0x17F)))
def test_accents_and_case_never_tell_two_texts_apart(text: str) -> None:
    decomposed = unicodedata.normalize("NFD", text)
    assert words(decomposed) == words(text)


@given(st.text())
def test_words_are_whole_and_never_empty(text: str) -> None:
    assert all(word and not any(c.isspace() for c in word) for word in words(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2,5 milliards", ["2.5", "milliards"]),
        ("1 200 panneaux", ["1200", "panneaux"]),
        ("1\u202f200 panneaux", ["1200", "panneaux"]),
        ("1.200 panneaux", ["1200", "panneaux"]),
        ("le 1er juin", ["le", "1", "juin"]),
        ("sa 31e sortie", ["sa", "31", "sortie"]),
        ("34 %", ["34", "pourcent"]),
        ("4,50 €", ["4.50", "euro"]),
        ("l’eau d'Orvaz", ["l", "eau", "d", "orvaz"]),
        ("", []),
        ("?!…", []),
    ],
)
def test_numbers_are_written_one_way(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_each_word_is_known_by_how_it_was_written() -> None:
    assert [span[:2] for span in word_spans("L’État paie 4,50 €")] == [
        ("l", "L"),
        ("etat", "État"),
        ("paie", "paie"),
        ("4.50", "4,50"),
        ("euro", "€"),
    ]


def test_the_words_as_written_are_the_words_of_the_whole_site(
    entries: tuple[faq.Entry, ...],
) -> None:
    for entry in entries:
        assert [span[0] for span in word_spans(entry.answer)] == words(entry.answer), entry.answer
