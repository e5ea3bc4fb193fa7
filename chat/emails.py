"""E-mail addresses that a visitor gives, to be answered at."""

from __future__ import annotations

import re

from chat.errors import InvalidEmailError

EMAIL_LENGTH_MAX = 254
# What browsers accept as an address (WHATWG HTML), but for a host without a dot.
_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_EMAIL = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_LABEL}(?:\.{_LABEL})+")


def clean_email(text: str) -> str:
    """Give an address without outer blanks; raise InvalidEmailError."""
    address = text.strip() if len(text) <= 2 * EMAIL_LENGTH_MAX else ""
    if len(address) > EMAIL_LENGTH_MAX or not _EMAIL.fullmatch(address):
        raise InvalidEmailError("nobody can be answered at this address")
    return address
