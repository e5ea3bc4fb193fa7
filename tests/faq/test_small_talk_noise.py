"""Emoji, keyboard noise and other alphabets get a fitting reply; names and numbers are let be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
from faq.language import LANGUAGES
from faq.smalltalk import small_talk

FRENCH = LANGUAGES["fr"]


def kind_of(text: str) -> str | None:
    talk = small_talk(text, FRENCH)
    return talk.name if talk else None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("👍", "thanks"),
        ("❤️", "thanks"),
        ("👍🏽👍🏽", "thanks"),
        ("🙏 !", "thanks"),
        (":)", "thanks"),
        ("<3", "thanks"),
        ("👋", "greeting"),
        ("😂😂😂", "laughter"),
        ("👎", "insult"),
        ("😡👍", "insult"),
    ],
)
def test_emoji_alone_are_small_talk(text: str, kind: str) -> None:
    assert kind_of(text) == kind


def test_emoji_alone_are_answered_as_small_talk(index: faq.Index) -> None:
    assert faq.answer(index, "👍").kind == "smalltalk"


@pytest.mark.parametrize("text", ["????", "...", "🤔", "🚲", "", " "])
def test_other_signs_are_not(index: faq.Index, text: str) -> None:
    assert small_talk(text, FRENCH) is None
    assert faq.answer(index, text).kind == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "asdfghjkl",
        "azertyuiop",
        "qsdfqsdf",
        "QSDF jklm",
        "poiuytreza",
        "aaaaaaa",
        "sdkfjhsdkjfh",
        "12345678",
        "1234",
        "7",
        "999999999",
    ],
)
def test_keyboard_noise_is_gibberish(text: str) -> None:
    assert kind_of(text) == "gibberish"


@pytest.mark.parametrize(
    "text",
    [
        "Moonshot",
        "PSA",
        "SNCF",
        "LGBTQ",
        "https",
        "49.3",
        "2026",
        "3114",
        "115",
        "75011",
        "azerty",
        "www",
        "were",
        "Knightsbridge",
        "Schtroumpfs",
        "asdfghjkl festival",
    ],
)
def test_a_name_an_acronym_or_a_year_is_not_gibberish(text: str) -> None:
    assert small_talk(text, FRENCH) is None


def test_no_word_of_the_site_is_gibberish(entries: tuple[faq.Entry, ...]) -> None:
    for word in {w for entry in entries for w in entry.answer.split() if w.isalpha()}:
        assert kind_of(word) != "gibberish", word


@pytest.mark.parametrize(
    "text", ["привет, как дела?", "你好", "مرحبا كيف حالك", "γεια σου", "שלום"]
)
def test_another_alphabet_is_told_which_languages_are_known(text: str) -> None:
    for language in LANGUAGES.values():
        talk = small_talk(text, language)
        assert talk is not None
        assert "français" in talk.reply
        assert "French" in talk.reply


@pytest.mark.parametrize("text", ["Ω", "qui est Путин ?", "π", "١٢٣", "ﬁ"])
def test_a_foreign_letter_among_others_is_let_be(text: str) -> None:
    assert kind_of(text) != "other_alphabet"


@given(st.text(alphabet="azertyqsdf1234 👍😂?:)привет", max_size=120))
def test_any_noise_is_small_talk_or_not(text: str) -> None:
    assert kind_of(text) in {None, *(talk.name for talk in FRENCH.small_talk)}
