"""Every refusal has a code of its own, and words in every language."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chat import errors
from chat.errors import ChatError, every_code

TRANSLATIONS = Path(__file__).resolve().parents[2] / "translations"


def tree(error: type[ChatError] = ChatError) -> Iterator[type[ChatError]]:
    yield error
    for child in error.__subclasses__():
        yield from tree(child)


def test_the_codes_are_distinct() -> None:
    codes = [error.code for error in tree()]
    assert len(codes) == len(set(codes))
    assert sorted(codes) == every_code()
    assert "busy" in every_code()


def test_the_tree_at_the_head_of_the_module_is_the_tree_of_the_code() -> None:
    drawn = re.findall(r"^ *- (\w+) \((\w+)\)", errors.__doc__ or "", re.MULTILINE)
    assert drawn == [(error.__name__, error.code) for error in tree()]


def test_only_what_may_be_sent_again_says_when() -> None:
    assert [error.code for error in tree() if error.retry_after_seconds] == [
        "busy",
        "storage_unavailable",
        "rate_limited",
    ]


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_every_code_has_its_words(locale: str) -> None:
    words = json.loads((TRANSLATIONS / f"{locale}.json").read_text("utf-8"))["errors"]
    assert sorted(words) == every_code()
    assert all(words.values())
