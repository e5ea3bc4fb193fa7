"""Whatever a reader types, there is an answer of a known kind, and nothing is invented."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import faq

WORDS = st.sampled_from(
    "le la et combien coûte abonnement résilier journal halles festival maire qui quand où prix "
    "horaires bus samedi 12 2026 8,90 € % ? ! bonjour merci robot the how much".split()
)
SENTENCES = st.lists(WORDS, max_size=12).map(" ".join)
MIXED = st.lists(st.one_of(WORDS, st.text(max_size=12)), max_size=12).map("".join)
QUESTIONS = st.one_of(st.text(), SENTENCES, MIXED)
ANSWERED_ALWAYS = faq.Bands(0.0, 0.0)


def assert_valid(index: faq.Index, found: faq.Answer) -> None:
    """Hold an answer to what its kind promises."""
    assert found.text
    assert 0.0 <= found.confidence <= 1.0
    assert found.kind in ("answered", "suggested", "smalltalk", "unknown")
    if found.kind == "answered":
        assert found.text == found.sources[0].quote
        for source in found.sources:
            own = [entry.answer for entry in index.entries if entry.url == source.url]
            assert any(source.quote in answer for answer in own)
    else:
        assert found.sources == ()
    if found.kind == "suggested":
        assert 1 <= len(found.suggestions) <= 3
        assert {*found.suggestions} <= {entry.question for entry in index.entries}
    else:
        assert found.suggestions == ()


@given(QUESTIONS)
@example("\ud800")
@example("'; DROP TABLE entries; --")
@example("<script>alert(1)</script>")
@example("{{ 7 * 7 }} ${x} %s %n")
@example("١٢٣ ½ ² Ⅻ ①")
@example("a" * 300)
def test_any_text_is_answered_by_a_valid_answer(index: faq.Index, text: str) -> None:
    assert_valid(index, faq.answer(index, text))


@given(QUESTIONS)
def test_whatever_is_quoted_stands_in_its_article(index: faq.Index, text: str) -> None:
    assert_valid(index, faq.answer(index, text, bands=ANSWERED_ALWAYS))


@given(
    QUESTIONS,
    st.one_of(st.none(), st.text(), st.sampled_from(["abonnement.html", "http://[", "//", "?#"])),
    st.one_of(st.none(), st.tuples(QUESTIONS, QUESTIONS)),
    st.sampled_from(["fr", "en", "fr-CA", "", "xx"]),
)
@example("et ?", "http://[::1", None, "fr")
@example("horaires", "https://[a", ("abonnement", "oui"), "fr")
def test_any_page_turn_and_locale_are_borne(
    index: faq.Index, text: str, page: str | None, previous: tuple[str, str] | None, locale: str
) -> None:
    found = faq.answer(index, text, page=page, previous=previous, locale=locale)
    assert_valid(index, found)
    assert len(faq.starters(index, page=page, locale=locale)) <= 3


@pytest.mark.parametrize(
    "text",
    [
        "a" * 1_000_000,
        "abonnement " * 100_000,
        "e" + "\u0301" * 1_000_000,
        "\u0344" * 500_000,
        "?" * 1_000_000,
        "« " * 500_000,
        "1 000 " * 200_000,
        "\ufdfa" * 100_000,
    ],
    ids=["letters", "words", "accents", "double accents", "marks", "quotes", "numbers", "ligature"],
)
def test_a_huge_text_is_capped(index: faq.Index, text: str) -> None:
    assert_valid(index, faq.answer(index, text))


@given(QUESTIONS)
def test_the_same_question_has_the_same_answer(index: faq.Index, text: str) -> None:
    assert faq.answer(index, text) == faq.answer(index, text)


@given(SENTENCES)
def test_what_is_searched_is_ordered_and_distinct(index: faq.Index, text: str) -> None:
    matches = index.search(text, limit=10)
    assert [m.score for m in matches] == sorted((m.score for m in matches), reverse=True)
    assert len({m.entry.id for m in matches}) == len(matches) <= 10
    assert all(0.0 <= m.confidence <= 1.0 for m in matches)
