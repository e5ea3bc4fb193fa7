"""The words that readers see: French first, complete in every language, in correct typography."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from web import translations
from web.settings import ROOT

GREETING = "Salut! Comment puis-je t'aider?"
LOADED: dict[str, Any] = {
    path.stem: json.loads(path.read_text("utf-8"))
    for path in (ROOT / "translations").glob("*.json")
}
STAFF_LOCALES = {"en", "fr"}
STAFF_SECTIONS = {"console", "inbox"}
"""What only staff sees; readers may meet any other section."""

FORMS = {language: {"one", "other"} for language in ("de", "en", "es", "fr")} | {
    "ar": {"zero", "one", "two", "few", "many", "other"}
}
"""The forms of a string that counts, as `Intl.PluralRules` names them; French and Spanish say
`many` for millions alone, and `other` stands in for it."""

_FORM = re.compile(r"_(?:zero|one|two|few|many|other)$")


def strings(locale: str) -> dict[str, str]:
    return {
        f"{section}.{key}": text
        for section, own in LOADED[locale].items()
        for key, text in own.items()
    }


def for_readers(locale: str) -> dict[str, str]:
    """Give what readers see, in a language."""
    kept = strings(locale).items()
    return {key: text for key, text in kept if key.split(".")[0] not in STAFF_SECTIONS}


def stems(told: dict[str, str]) -> set[str]:
    """Name strings without the form that a count asks for."""
    counted = {key.removesuffix("_other") for key in told if key.endswith("_other")}
    return {stem if (stem := _FORM.sub("", key)) in counted else key for key in told}


def places(text: str) -> set[str]:
    """Name what is filled in; a form for one, two or none may say its number in a word."""
    return set(re.findall(r"\{\w+\}", text))


@pytest.mark.parametrize("locale", sorted(LOADED))
def test_every_language_has_every_string_that_readers_see(locale: str) -> None:
    told = for_readers(locale)
    assert stems(told) == stems(for_readers("fr"))
    assert all(text.strip() for text in told.values())


@pytest.mark.parametrize("locale", sorted(LOADED))
def test_staff_is_spoken_to_in_french_and_english(locale: str) -> None:
    if locale in STAFF_LOCALES:
        assert strings(locale).keys() == strings("fr").keys()
    else:
        assert STAFF_SECTIONS.isdisjoint(LOADED[locale])


@pytest.mark.parametrize("locale", sorted(LOADED))
def test_strings_that_count_have_the_forms_of_their_language(locale: str) -> None:
    told = for_readers(locale)
    counted = {key.removesuffix("_other") for key in told if key.endswith("_other")}
    assert "widget.further" in counted
    for stem in counted:
        forms = {key.removeprefix(f"{stem}_") for key in told if _FORM.sub("", key) == stem}
        assert forms == FORMS[locale], stem


@pytest.mark.parametrize("locale", sorted(LOADED))
def test_the_places_are_those_of_the_french(locale: str) -> None:
    french = strings("fr")
    for key, text in strings(locale).items():
        wanted = places(french.get(key, french.get(f"{_FORM.sub('', key)}_other", "")))
        may_say_it = key.endswith(("_zero", "_one", "_two"))
        assert places(text) == wanted or (may_say_it and places(text) < wanted), key


@pytest.mark.parametrize("locale", sorted(LOADED))
def test_a_language_says_its_name_and_direction(locale: str) -> None:
    assert set(LOADED[locale]["language"]) == {"name", "direction"}
    assert LOADED[locale]["language"]["direction"] == ("rtl" if locale == "ar" else "ltr")
    assert translations.load(ROOT / "translations").direction(locale) in ("ltr", "rtl")


def test_the_french_greeting_is_exactly_ours() -> None:
    assert LOADED["fr"]["widget"]["greeting"] == GREETING


def test_french_typography_is_kept() -> None:
    wrong = re.compile(r"[^\u00a0\u202f\d][?!:;»]|«[^\u00a0\u202f]|[^\u2026]\.\.\.|'")
    kept = {key: text for key, text in strings("fr").items() if text != GREETING}
    assert len(kept) > 50
    assert {key: text for key, text in kept.items() if wrong.search(text)} == {}


@pytest.mark.parametrize(
    ("locale", "wrong"),
    [
        ("en", r"\s[?!:;,.]|\.\.\.|'|«"),
        ("es", r"\s[?!:;,.]|\.\.\.|'|^[^¿]*\?|^[^¡]*!"),
        ("de", r"\s[?!:;,.]|\.\.\.|'|[^\u00a0]…"),
        ("ar", r"\s[؟!:؛،.]|\.\.\.|[?;,]"),
    ],
)
def test_other_typography_is_kept(locale: str, wrong: str) -> None:
    assert {key: text for key, text in for_readers(locale).items() if re.search(wrong, text)} == {}


@pytest.mark.parametrize(
    ("wanted", "served"),
    [
        ("fr-CA", "fr"),
        ("EN_us", "en"),
        ("de-AT", "de"),
        ("ar-EG", "ar"),
        ("nl", "fr"),
        ("", "fr"),
        (None, "fr"),
    ],
)
def test_the_nearest_language_is_served(wanted: str | None, served: str) -> None:
    assert translations.load(ROOT / "translations").negotiate(wanted) == served


def test_staff_is_served_a_language_that_has_its_words() -> None:
    words = translations.Translations(
        {
            "fr": {"widget": {}, "console": {}},
            "en": {"widget": {}, "console": {}},
            "es": {"widget": {}},
        }
    )
    assert words.negotiate("es", "en") == "es"
    assert words.negotiate("es", "en", section="console") == "en"
    assert words.negotiate("es", section="console") == "fr"
