"""Which of a site's languages a text is written in, by its commonest words."""

from __future__ import annotations

from collections.abc import Iterable

from faq.language import DEFAULT, LANGUAGES
from faq.text import words

WORDS_READ_MAX = 400
_CHARACTERS_READ_MAX = 10 * WORDS_READ_MAX


def spoken_language(text: str, among: Iterable[str] = LANGUAGES) -> str:
    """Return the code of the language that a text is written in.

    `among` are the codes of the site's languages, the one that is meant in doubt first; those that
    Salut does not know are passed over.
    """
    known = [LANGUAGES[code] for code in among if code in LANGUAGES] or [DEFAULT]
    read = words(text[:_CHARACTERS_READ_MAX])[:WORDS_READ_MAX]
    counts = [sum(word in language.stopwords for word in read) for language in known]
    return known[counts.index(max(counts))].code
