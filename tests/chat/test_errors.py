"""Every refusal has a code of its own, and words in every language."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from chat.errors import every_code

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


def test_the_codes_are_distinct() -> None:
    assert len(every_code()) == len(set(every_code()))
    assert "busy" in every_code()


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_code_has_its_words(locale: str) -> None:
    words = json.loads((TRANSLATIONS / f"{locale}.json").read_text("utf-8"))["errors"]
    assert sorted(words) == every_code()
    assert all(words.values())
