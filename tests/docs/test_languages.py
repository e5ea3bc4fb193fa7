"""Every language that questions are understood in has its words, and every locale its errors."""

from __future__ import annotations

import json
from collections.abc import Iterable

from chat import errors
from faq.language import LANGUAGES

from . import papers

FOLDER = papers.ROOT / "translations"
LOCALES = sorted(path.stem for path in FOLDER.glob("*.json"))


def without_words(languages: Iterable[str]) -> list[str]:
    """Name the languages that have no translation."""
    return [language for language in languages if not (FOLDER / f"{language}.json").is_file()]


def codes_untold(translation: str) -> list[str]:
    """Name the error codes that a translation has no words for."""
    told = json.loads(translation).get("errors", {})
    return [code for code in errors.every_code() if not told.get(code)]


def test_every_language_that_is_understood_has_its_words() -> None:
    assert {"en", "fr"} <= set(LANGUAGES)
    assert without_words(LANGUAGES) == []


def test_every_locale_has_words_for_every_error() -> None:
    texts = {locale: (FOLDER / f"{locale}.json").read_text("utf-8") for locale in LOCALES}
    assert {locale: codes_untold(text) for locale, text in texts.items()} == {
        locale: [] for locale in LOCALES
    }


def test_a_language_without_words_would_be_seen() -> None:
    assert without_words(["fr", "tlh"]) == ["tlh"]


def test_an_error_without_words_would_be_seen() -> None:
    assert codes_untold('{"errors": {"busy": ""}}') == errors.every_code()
