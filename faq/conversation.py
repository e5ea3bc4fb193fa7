"""What was said before, and what is being read: follow-ups, chosen suggestions, starters."""

from __future__ import annotations

from faq.index import Index
from faq.language import Language, language_of
from faq.match import same_page
from faq.model import LABEL_SEPARATOR, Entry, Match
from faq.text import words

_ELLIPTIC_WORDS_MAX = 7
_CONTENT_WORDS_MAX = 2


def asked_again(index: Index, text: str, previous: tuple[str, str] | None) -> Entry | None:
    """Return the entry whose own question or label was sent, as when a suggestion is chosen.

    Where several passages share a label, the one that meets the previous question best is meant.
    """
    named = index.asked_as(text)
    if len(named) <= 1 or previous is None:
        return named[0] if named else None
    ids = {entry.id for entry in named}
    nearest = (
        match.entry for match in index.search(previous[0], limit=20) if match.entry.id in ids
    )
    return next(nearest, named[0])


def in_context(
    index: Index,
    text: str,
    page: str | None,
    previous: tuple[str, str] | None,
    language: Language,
    sure_min: float,
) -> list[Match]:
    """Return the matches of a question, helped by the previous one only when it leans on it."""
    alone = index.search(text, page=page)
    if (
        previous is None
        or not leans(text, language)
        or (alone and alone[0].confidence >= sure_min and not _opens(text, language))
    ):
        return alone
    together = [
        m for m in index.search(f"{text} {previous[0]}", page=page) if m.entry.answer != previous[1]
    ]
    if not together:
        return alone
    return together if not alone or together[0].confidence >= alone[0].confidence else alone


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
    here = [entry for entry in index.entries if page and same_page(entry.url, page)]
    asked = [entry.question for entry in here if entry.asks]
    labels = [entry.question for entry in here if LABEL_SEPARATOR in entry.question]
    named = [language_of(locale).starter.format(title=entry.title) for entry in here[:1]]
    return list(dict.fromkeys(asked + labels + named or _one_a_page(index)))[:limit]


def _one_a_page(index: Index) -> list[str]:
    """Return the first question of each page, so that starters show the site's breadth."""
    first: dict[str, str] = {}
    for entry in index.entries:
        if entry.asks and entry.question.endswith("?"):
            first.setdefault(entry.url, entry.question)
    return list(first.values())
