"""Greetings, thanks, farewells: recognised whole, answered briefly, never by an article.

A message is small talk only when nothing else is in it: "bonjour" is, "bonjour, combien coûte
l'abonnement ?" is a question.
"""

from __future__ import annotations

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from faq.language import LANGUAGES, Language
from faq.language.model import SmallTalk
from faq.text import words

SIMILARITY_MIN = 88.0
_CHARACTERS_MAX = 60
_SHORT_CHARACTERS = 4


def small_talk(text: str, language: Language) -> SmallTalk | None:
    """Return the kind of small talk that a message is, None when it asks something."""
    said = " ".join(words(text[: _CHARACTERS_MAX + 1]))
    if not said or len(text) > _CHARACTERS_MAX:
        return None
    return next(
        (
            talk
            for known in _own_first(language)
            for talk in known.small_talk
            if _is_said(said, talk)
        ),
        None,
    )


def _own_first(language: Language) -> list[Language]:
    return [language, *(other for other in LANGUAGES.values() if other is not language)]


def _is_said(said: str, talk: SmallTalk) -> bool:
    """Tell whether a message is one of the phrases, a slip of the finger allowed in longer ones."""
    if said in talk.phrases:
        return True
    if len(said) <= _SHORT_CHARACTERS:
        return False
    long = [phrase for phrase in talk.phrases if len(phrase) > _SHORT_CHARACTERS]
    near = process.extractOne(said, long, scorer=fuzz.ratio, score_cutoff=SIMILARITY_MIN)
    return near is not None or any(OSA.distance(said, each, score_cutoff=1) <= 1 for each in long)
