"""What Salut knows about each language, as data: one module a language, one `Language` value each.

To add a language, copy `en.py`, translate its values, and list it in `LANGUAGES`.
Words are written as people type them; they are folded (lower case, no accents) on load.
"""

from __future__ import annotations

from faq.language import en, fr
from faq.language.model import Language

LANGUAGES: dict[str, Language] = {
    language.code: language for language in (fr.LANGUAGE, en.LANGUAGE)
}
DEFAULT = fr.LANGUAGE


def language_of(code: str) -> Language:
    """Return the language for a code such as "fr" or "fr-CA"; French when it is not known."""
    return LANGUAGES.get(code.lower()[:2], DEFAULT)


__all__ = ["DEFAULT", "LANGUAGES", "Language", "language_of"]
