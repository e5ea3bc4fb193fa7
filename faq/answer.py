"""Matches -> what the reader is told: a quote, a did-you-mean, small talk, or an honest no."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from faq.conversation import asked_again, in_context
from faq.index import Index
from faq.match import COMPARED
from faq.model import Answer, AnswerKind, Match, Source
from faq.question import Question, analyse, language_asked
from faq.quote import quote
from faq.smalltalk import small_talk
from faq.text import cap, fold, words

SUGGESTIONS_MAX = 3
SOURCES_MAX = 3
SAME_STORY_RATIO_MIN = 85.0
FURTHER_SHARE_MIN = 0.5


@dataclass(frozen=True, slots=True)
class Bands:
    """The confidence from which a match is quoted as the answer, and from which it is suggested."""

    answered_min: float = 0.65
    suggested_min: float = 0.2


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
        talk = small_talk(text, language)
        kind: AnswerKind = "smalltalk" if talk else "unknown"
        return Answer(kind, talk.reply if talk else language.not_understood, float(bool(talk)))
    if chosen := asked_again(index, text, previous):
        return quoted(index, analyse(previous[0] if previous else text, index), [chosen])
    if talk := small_talk(text, language):
        return Answer("smalltalk", talk.reply, 1.0)
    asked, found = in_context(index, text, page, previous, language, bands.answered_min)
    best = found[0].confidence if found else 0.0
    if found and best >= bands.answered_min:
        return quoted(index, asked, found)
    if found and best >= bands.suggested_min:
        return Answer("suggested", language.did_you_mean, best, (), suggestions(found))
    return Answer("unknown", language.unknown, best)


def quoted(index: Index, question: Question, found: Sequence[Match]) -> Answer:
    """Return the best match as an answer in the article's own words, with further sources.

    Where several articles tell the same, the newest speaks and the others are listed.
    """
    same = [found[0], *(m for m in found[1:COMPARED] if _same_story(found[0], m))]
    speaker = max(same, key=lambda match: match.entry.published)
    others = [match for match in same if match is not speaker]
    further = [match for match in found[1:COMPARED] if _adds(match, found[0], same)]
    sources = _one_an_article(index, question, [speaker, *others, *further])
    return Answer("answered", sources[0].quote, found[0].confidence, tuple(sources))


def _same_story(best: Match, other: Match) -> bool:
    """Tell whether two passages of different articles say the same."""
    if best.entry.url == other.entry.url or best.entry.asks or other.entry.asks:
        return False
    one, two = fold(best.entry.answer), fold(other.entry.answer)
    return fuzz.ratio(one, two, score_cutoff=SAME_STORY_RATIO_MIN) > 0


def _adds(match: Match, best: Match, same: Sequence[Match]) -> bool:
    """Tell whether another article answers nearly as surely."""
    elsewhere = all(match.entry.url != each.entry.url for each in same)
    return elsewhere and match.confidence >= FURTHER_SHARE_MIN * best.confidence


def _one_an_article(index: Index, question: Question, matches: Sequence[Match]) -> list[Source]:
    """Return the sources of matches, the first of each article."""
    first = {match.entry.url or match.entry.id: match for match in reversed(matches)}
    kept = [m for m in matches if first[m.entry.url or m.entry.id] is m]
    return [source_of(index, question, match) for match in kept[:SOURCES_MAX]]


def source_of(index: Index, question: Question, match: Match) -> Source:
    """Return where a match stands, with the words quoted from there."""
    entry, words_quoted = match.entry, quote(index, question, match.number)
    return Source(
        entry.title,
        entry.url,
        entry.published,
        words_quoted.text,
        entry.section,
        words_quoted.marks,
    )


def suggestions(found: Sequence[Match]) -> tuple[str, ...]:
    """Return the questions or labels of up to three matches, each once."""
    return tuple(dict.fromkeys(match.entry.question for match in found))[:SUGGESTIONS_MAX]
