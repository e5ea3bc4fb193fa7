"""The kept articles still become the entries that were once read and found good."""

from __future__ import annotations

from difflib import unified_diff

import pytest

from .articles import ARTICLES, FOLDER, kept, written


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_becomes_the_entries_that_are_kept(name: str) -> None:
    path = kept(name)
    before, now = path.read_text(encoding="utf-8"), written(name)
    changed = unified_diff(
        before.splitlines(), now.splitlines(), path.name, "now", lineterm="", n=2
    )
    if before != now:
        pytest.fail("\n".join([*changed, "", "`make golden` keeps this"]), pytrace=False)


def test_every_kept_file_belongs_to_an_article() -> None:
    assert {path.name for path in FOLDER.glob("*.json")} == {kept(name).name for name in ARTICLES}
