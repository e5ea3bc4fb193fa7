"""What was said before, and what is being read: follow-ups, chosen suggestions, starters."""

from __future__ import annotations

from collections.abc import Sequence

from faq.index import Index
from faq.language import Language, language_of
from faq.match import COMPARED, matches
from faq.model import LABEL_SEPARATOR, Match
from faq.question import Question, analyse
from faq.text import words

_ELLIPTIC_WORDS_MAX = 7
_CONTENT_WORDS_MAX = 2
_HOPED_MIN = 0.2
_RIVAL_SHARE = 0.8


def asked_again(index: Index, text: str, previous: tuple[str, str] | None) -> Match | None:
    """Return the entry whose own question or label was sent, as when a suggestion is chosen.

    Where several passages share a label, the one that meets the previous question best is meant.
    """
    named = index.asked_as(text)
    if not named:
        return None
    if len(named) > 1 and previous is not None:
        nearest = (m.number for m in index.search(previous[0], limit=20) if m.number in named)
        named = [next(nearest, named[0])]
    return Match(index.entries[named[0]], 1.0, 1.0, named[0])


def in_context(
    index: Index,
    text: str,
    page: str | None,
    previous: tuple[str, str] | None,
    language: Language,
    sure_min: float,
) -> tuple[Question, list[Match]]:
    """Return what is really asked and its matches: the question before helps one that leans on it.

    The article that answered before is preferred then, as if it were being read.
    """
    question = analyse(text, index, language.code)
    alone = matches(index, question, COMPARED, page)
    opens = _opens(text, language)
    if previous is None or not leans(text, language):
        return question, alone
    if not opens and _is_clear(alone, sure_min):
        return question, alone
    whole = analyse(text, index, language.code, before=previous[0])
    before = _answering(index, previous)
    told = [m.number for m in before if not _speaks_of(index, question, m)]
    read = before[0].entry.url if before else page
    together = matches(
        index, whole, COMPARED, read, [n for n in told if index.entries[n].answer == previous[1]]
    )
    hoped = min(_HOPED_MIN, alone[0].confidence if alone else 0.0)
    return (whole, together) if together and together[0].confidence >= hoped else (question, alone)


def _is_clear(found: Sequence[Match], sure_min: float) -> bool:
    """Tell whether one match is sure by itself, with no other nearly as good."""
    if not found or found[0].confidence < sure_min:
        return False
    return len(found) == 1 or found[1].confidence < _RIVAL_SHARE * found[0].confidence


def _speaks_of(index: Index, question: Question, match: Match) -> bool:
    """Tell whether an answer holds a word of the question, so that it is worth telling again."""
    held = set(index.fields["answer"].of(match.number).tolist())
    return any(held & word.terms.keys() for word in question.words)


def _answering(index: Index, previous: tuple[str, str]) -> list[Match]:
    """Return the matches that the answer before was quoted from, the best first."""
    found = index.search(previous[0], limit=20) if previous[1] else []
    return [match for match in found if previous[1] in match.entry.answer]


def leans(text: str, language: Language) -> bool:
    """Tell whether a question is too short to stand alone ("et en 2011 ?")."""
    said = words(text)
    content = [word for word in said if word not in language.stopwords]
    return len(content) <= _CONTENT_WORDS_MAX or (
        len(said) <= _ELLIPTIC_WORDS_MAX and _opens(text, language)
    )


def _opens(text: str, language: Language) -> bool:
    said = words(text)
    return bool(said) and said[0] in language.follow_up[:12]


def starters(
    index: Index, page: str | None = None, limit: int = 3, locale: str = "fr"
) -> list[str]:
    """Return questions to begin with: those of the article being read, else those the site asks.

    Nothing is made up: they are questions and headings from the pages, or a title put into a
    template that asserts nothing.
    """
    here = [index.entries[number] for number in index.of_page(page)] if page else []
    asked = [entry.question for entry in here if entry.asks]
    labels = [entry.question for entry in here if LABEL_SEPARATOR in entry.question]
    named = [language_of(locale).starter.format(title=entry.title) for entry in here[:1]]
    return list(dict.fromkeys(asked + labels + named or _one_a_page(index, limit)))[:limit]


def _one_a_page(index: Index, limit: int) -> list[str]:
    """Return the first question of each page, as many as differ, to show the site's breadth."""
    first: dict[str, str] = {}
    for number in index.asking():
        entry = index.entries[number]
        if entry.question.endswith("?"):
            first.setdefault(entry.url, entry.question)
        if len(set(first.values())) >= limit:
            break
    return list(first.values())
