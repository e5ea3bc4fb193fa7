"""Matches -> what the reader is told: a quote, a did-you-mean, small talk, or an honest no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from faq.conversation import asked_again, in_context
from faq.index import Index
from faq.language import Language
from faq.model import Answer, Entry, Match, Source
from faq.question import language_asked
from faq.smalltalk import small_talk
from faq.text import cap, words

SUGGESTIONS_MAX = 3


@dataclass(frozen=True, slots=True)
class Bands:
    """The confidence from which a match is quoted as the answer, and from which it is suggested."""

    answered_min: float = 0.55
    suggested_min: float = 0.25


def answer(
    index: Index,
    question: str,
    page: str | None = None,
    previous: tuple[str, str] | None = None,
    locale: str = "fr",
    bands: Bands = Bands(),
) -> Answer:
    """Return the answer to a question, in the language it is asked in.

    `page` is the address of the article being read, `previous` the last (question, answer text),
    for follow-ups; `locale` decides where the question's own words do not tell its language.
    """
    text = cap(question)
    language = language_asked(text, locale)
    if not words(text):
        return Answer("unknown", language.not_understood)
    if talk := small_talk(text, language):
        return Answer("smalltalk", talk.reply, 1.0)
    if chosen := asked_again(index, text, previous):
        return quoted([Match(chosen, 1.0, 1.0)])
    return _by_confidence(
        in_context(index, text, page, previous, language, bands.answered_min), language, bands
    )


def _by_confidence(found: Sequence[Match], language: Language, bands: Bands) -> Answer:
    best = found[0].confidence if found else 0.0
    if found and best >= bands.answered_min:
        return quoted(found)
    if found and best >= bands.suggested_min:
        return Answer("suggested", language.did_you_mean, best, (), suggestions(found))
    return Answer("unknown", language.unknown, best)


def quoted(found: Sequence[Match]) -> Answer:
    """Return the best match as an answer in the article's own words."""
    best = found[0]
    return Answer("answered", best.entry.answer, best.confidence, (source_of(best.entry),))


def source_of(entry: Entry) -> Source:
    """Return where an entry stands, with the words quoted from there."""
    return Source(entry.title, entry.url, entry.published, entry.answer)


def suggestions(found: Sequence[Match]) -> tuple[str, ...]:
    """Return the questions or labels of up to three matches, each once."""
    return tuple(dict.fromkeys(match.entry.question for match in found))[:SUGGESTIONS_MAX]
