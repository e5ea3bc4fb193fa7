"""The words that readers see: French first, complete in English, in correct typography."""

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


def strings(locale: str) -> dict[str, str]:
    return {
        f"{section}.{key}": text
        for section, own in LOADED[locale].items()
        for key, text in own.items()
    }


def test_every_language_has_every_string() -> None:
    assert sorted(LOADED) == ["en", "fr"]
    assert strings("fr").keys() == strings("en").keys()
    assert all(text.strip() for locale in LOADED for text in strings(locale).values())


def test_the_french_greeting_is_exactly_ours() -> None:
    assert LOADED["fr"]["widget"]["greeting"] == GREETING


@pytest.mark.parametrize("key", sorted(strings("fr")))
def test_french_typography_is_kept(key: str) -> None:
    text = strings("fr")[key]
    if text != GREETING:
        assert not re.search(r"[^\u00a0\u202f\d][?!:;»]|«[^\u00a0\u202f]|[^\u2026]\.\.\.|'", text)


def test_the_places_in_both_languages_are_the_same() -> None:
    for key, text in strings("fr").items():
        assert re.findall(r"\{\w+\}", text) == re.findall(r"\{\w+\}", strings("en")[key]), key


@pytest.mark.parametrize(
    ("wanted", "served"),
    [("fr-CA", "fr"), ("EN_us", "en"), ("de", "fr"), ("", "fr"), (None, "fr")],
)
def test_the_nearest_language_is_served(wanted: str | None, served: str) -> None:
    assert translations.load(ROOT / "translations").negotiate(wanted) == served
