"""Masking: what tells who somebody is goes out of a question before editors keep it.

Mail addresses, telephone, card, bank account and other long numbers. Years, prices and dates stay.
"""

from __future__ import annotations

import re

EMAIL, NUMBER = "[e-mail]", "[n°]"

_SEPARATORS = r"[ \t\u00a0\u202f./()-]"
_ADDRESS = r"[^\s@<>(),;:\"]+\s?(?:@|\[at\]|\(at\))\s?[\w-]+(?:\.[\w-]+)+"
# An IBAN: two letters, two digits, then groups of letters and digits.
_ACCOUNT = r"\b[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{4}){2,7}(?:[ \u00a0]?[A-Z0-9]{1,4})?\b"
# A telephone number begins with 0 or with a country.
_TELEPHONE = rf"(?<![\w.,])(?:\+|00?)(?:{_SEPARATORS}{{0,2}}\d){{8,14}}(?!\d)"
# A card: thirteen digits or more, in groups.
_CARD = r"(?<![\d.,])\d(?:[ \u00a0\u202f-]?\d){12,18}(?!\d)"
# Any other long number in one piece: of a subscriber, of a bill.
_LONG = r"(?<![\d.,])\d{8,}(?!\d)"
_PATTERNS = (
    (re.compile(_ADDRESS, re.IGNORECASE), EMAIL),
    (re.compile(_ACCOUNT, re.IGNORECASE), NUMBER),
    (re.compile(_TELEPHONE), NUMBER),
    (re.compile(_CARD), NUMBER),
    (re.compile(_LONG), NUMBER),
)


def masked(text: str) -> str:
    """Return a text without what tells who somebody is."""
    for pattern, word in _PATTERNS:
        text = pattern.sub(word, text)
    return text


def is_masked(text: str) -> bool:
    """Tell whether something was taken out of a text."""
    return EMAIL in text or NUMBER in text
