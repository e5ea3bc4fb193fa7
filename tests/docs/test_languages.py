"""Every language that readers see is one that answers and questions know."""

from __future__ import annotations

import json
from collections.abc import Iterable

from chat import errors
from faq.language import LANGUAGES

from . import papers

FOLDER = papers.ROOT / "translations"
LOCALES = sorted(path.stem for path in FOLDER.glob("*.json"))


def without_language(locales: Iterable[str]) -> list[str]:
    """Name the locales that have no language file or are not listed."""
    return [
        locale
        for locale in locales
        if not (papers.ROOT / "faq" / "language" / f"{locale}.py").is_file()
        or locale not in LANGUAGES
    ]


def codes_untold(translation: str) -> list[str]:
    """Name the error codes that a translation has no words for."""
    told = json.loads(translation).get("errors", {})
    return [code for code in errors.every_code() if not told.get(code)]


def test_every_locale_has_its_language_file() -> None:
    assert {"en", "fr"} <= set(LOCALES)
    assert without_language(LOCALES) == []


def test_every_locale_has_words_for_every_error() -> None:
    texts = {locale: (FOLDER / f"{locale}.json").read_text("utf-8") for locale in LOCALES}
    assert {locale: codes_untold(text) for locale, text in texts.items()} == {
        locale: [] for locale in LOCALES
    }


def test_a_locale_without_a_language_would_be_seen() -> None:
    assert without_language(["fr", "tlh"]) == ["tlh"]


def test_an_error_without_words_would_be_seen() -> None:
    assert codes_untold('{"errors": {"busy": ""}}') == errors.every_code()
