"""Of articles that say the same, one speaks."""

from __future__ import annotations

import random
from collections.abc import Sequence

import pytest

import faq
from faq.compose import entries_of
from faq.model import Article, Block
from faq.near_duplicates import SHINGLES_MIN, near_duplicates

VOCABULARY = [
    f"{first}{last}" for first in "bcdfglmnprst" for last in "abre iland otine ulier".split()
]


def words(seed: int, count: int = 300) -> list[str]:
    """Make up a text; two of them share next to nothing."""
    made = random.Random(seed)
    return [made.choice(VOCABULARY) + str(made.randrange(100)) for _ in range(count)]


def article(url: str, text: Sequence[str], published: str = "", modified: str = "") -> Article:
    blocks = tuple(
        Block("paragraph", " ".join(text[start : start + 60])) for start in range(0, len(text), 60)
    )
    return Article(url, url, blocks, published=published, modified=modified)


def edited(text: Sequence[str], every: int) -> list[str]:
    """Change one word in so many."""
    return [f"{word}x" if place % every == 0 else word for place, word in enumerate(text)]


TEXT = words(1)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        [word.upper() for word in TEXT],
        edited(TEXT, 20),
        TEXT[:200],
        TEXT[100:],
        TEXT + words(2, 100),
        words(2, 100) + TEXT,
        TEXT[150:] + TEXT[:150],
    ],
    ids=[
        "same",
        "case",
        "edited",
        "cut",
        "without its head",
        "longer",
        "introduced",
        "turned round",
    ],
)
def test_the_newest_of_near_duplicates_speaks(copy: list[str]) -> None:
    old, new = article("old", TEXT, "2026-01-01"), article("new", copy, "2026-02-01")
    assert near_duplicates([old, new]) == {"old": "new"}
    assert near_duplicates([new, old]) == {"old": "new"}


def test_an_update_speaks_for_the_brief_that_it_grew_from() -> None:
    brief, story = article("brief", TEXT[:60], "2026-01-01"), article("story", TEXT, "2026-01-02")
    assert near_duplicates([brief, story]) == {"brief": "story"}


def test_an_excerpt_does_not_speak_for_its_article_however_new_it_is() -> None:
    story, excerpt = article("story", TEXT, "2026-01-01"), article("x", TEXT[:80], "2026-03-01")
    assert near_duplicates([story, excerpt]) == {"x": "story"}


def test_old_and_new_both_speak_where_each_tells_what_the_other_does_not() -> None:
    new = article("new", TEXT[:80] + words(3, 25), "2026-03-01")
    assert near_duplicates([article("old", TEXT, "2026-01-01"), new]) == {}


@pytest.mark.parametrize(
    "other",
    [words(2), TEXT[:100] + words(2, 200), words(2, 200) + TEXT[200:], edited(TEXT, 3)],
    ids=["another", "a third at the head", "a third at the end", "another wording"],
)
def test_articles_that_share_less_both_speak(other: list[str]) -> None:
    assert near_duplicates([article("a", TEXT), article("b", other)]) == {}


def test_of_equally_new_ones_the_longest_speaks_and_then_the_first() -> None:
    longer = article("longer", TEXT + words(2, 50))
    assert near_duplicates([article("a", TEXT), longer]) == {"a": "longer"}
    assert near_duplicates([article("a", TEXT), article("b", TEXT)]) == {"b": "a"}


def test_of_one_day_the_last_changed_speaks() -> None:
    day = "2026-01-01"
    first, last = article("a", TEXT, day, f"{day}T08:00"), article("b", TEXT, day, f"{day}T09:00")
    assert near_duplicates([first, last]) == {"a": "b"}


def test_whoever_is_silent_is_covered_by_one_that_speaks() -> None:
    series = [article(str(n), TEXT[n * 40 :] + words(9, 300)[: n * 40]) for n in range(8)]
    silent = near_duplicates(series)
    assert silent
    assert not set(silent) & set(silent.values())


def test_many_copies_have_one_speaker() -> None:
    copies = [article(str(n), edited(TEXT, 30 + n), f"2026-01-{n + 1:02}") for n in range(28)]
    others = [article(f"other {n}", words(100 + n)) for n in range(50)]
    assert near_duplicates([*others, *copies]) == {str(n): "27" for n in range(27)}


def test_brief_texts_are_left_alone() -> None:
    brief = TEXT[: SHINGLES_MIN + 1]
    assert near_duplicates([article("a", brief), article("b", brief)]) == {}
    assert near_duplicates([]) == {}
    assert near_duplicates([Article("a", "A", ()), Article("b", "B", ())]) == {}


def test_no_article_of_the_demo_site_is_a_near_duplicate(entries: tuple[faq.Entry, ...]) -> None:
    texts: dict[str, list[Block]] = {}
    for entry in entries:
        texts.setdefault(entry.url, []).append(Block("paragraph", entry.answer))
    articles = [Article(url, url, tuple(blocks)) for url, blocks in texts.items()]
    assert len(articles) > 15
    assert any(list(entries_of(each)) for each in articles)
    assert near_duplicates(articles) == {}
