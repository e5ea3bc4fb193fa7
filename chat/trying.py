"""Trying: a question asked as a reader would, with every match and why it is one.

Nothing is stored, and no reader hears of it.
"""

from __future__ import annotations

from dataclasses import dataclass

import faq
from chat import bot as bots
from chat.bot import Bot
from chat.knowledge import Shelf
from chat.pinning import home
from faq.explain import WordExplained, explain
from faq.text import cap

MATCHES_MAX = 5
REASONS_MAX = 6


@dataclass(frozen=True, slots=True)
class TriedMatch:
    """A match, and what gave it its score, the greatest first."""

    entry: faq.Entry
    score: float
    confidence: float
    is_pinned: bool
    gave: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a reader would be told, and by what."""

    answer: faq.Answer
    matches: tuple[TriedMatch, ...]
    words: tuple[WordExplained, ...]
    by_meaning: bool


def try_question(bot: Bot, site_key: str, question: str, page: str | None, locale: str) -> Tried:
    """Ask a question of what is served; raise UnknownSiteError."""
    shelf = bot.knowledge.shelf(site_key)
    text = cap(question)
    found = shelf.serving.search(text, MATCHES_MAX, page)
    told = explain(_home(shelf, found[0]) if found else shelf.index, text, page, MATCHES_MAX)
    matches = tuple(
        TriedMatch(
            match.entry,
            round(match.score, 2),
            round(match.confidence, 4),
            match.entry.id in shelf.pins,
            _gave(shelf, match, text, page),
        )
        for match in found
    )
    answer = bots.answer(bot, site_key, question, page, None, locale)
    return Tried(answer, matches, told.words, told.meaning)


def _gave(
    shelf: Shelf, match: faq.Match, text: str, page: str | None
) -> tuple[tuple[str, float], ...]:
    """Tell what gave a match its score, by the index that has found it."""
    name = (match.entry.question, match.entry.title)
    told = explain(_home(shelf, match), text, page, MATCHES_MAX)
    mine = (each for each in told.matches if (each.question, each.title) == name)
    return next((each.gave[:REASONS_MAX] for each in mine), ())


def _home(shelf: Shelf, match: faq.Match) -> faq.Index:
    overlay = None if shelf.overlay is None else shelf.overlay.laid
    return home(shelf.index, overlay, match)
