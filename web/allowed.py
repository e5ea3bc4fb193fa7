"""What a setting may be: each kind of limit tells whether it allows a value, and its own words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chat.emails import clean_email
from chat.errors import InvalidEmailError
from chat.mail import EXAMPLE, MailAddressError, mail_server
from web import addresses

SECRET_LENGTH_MIN = 32


@dataclass(frozen=True, slots=True)
class Between:
    """A number from `low` to `high`."""

    low: float
    high: float

    def allows(self, value: Any) -> bool:
        """Tell whether a number lies within."""
        return bool(self.low <= value <= self.high)

    def __str__(self) -> str:
        return f"{self.low} to {self.high}"


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of a few words."""

    words: tuple[str, ...]

    def allows(self, value: Any) -> bool:
        """Tell whether it is one of the words."""
        return value in self.words

    def __str__(self) -> str:
        return " or ".join(self.words)


@dataclass(frozen=True, slots=True)
class Secrets:
    """Nothing, or secrets of some length separated by commas."""

    def allows(self, value: Any) -> bool:
        """Tell whether each secret is long enough to be one."""
        return not value or all(len(each.strip()) >= SECRET_LENGTH_MIN for each in value.split(","))

    def __str__(self) -> str:
        return f"at least {SECRET_LENGTH_MIN} characters each"


@dataclass(frozen=True, slots=True)
class Networks:
    """Nothing, or networks separated by commas."""

    def allows(self, value: Any) -> bool:
        """Tell whether each is a network, its host bits zero."""
        try:
            addresses.networks(value)
        except ValueError:
            return False
        return True

    def __str__(self) -> str:
        return "networks like 10.0.0.0/8"


@dataclass(frozen=True, slots=True)
class MailServers:
    """Nothing, or the URL of a mail server."""

    def allows(self, value: Any) -> bool:
        """Tell whether it can be read."""
        try:
            return not value or bool(mail_server(value))
        except MailAddressError:
            return False

    def __str__(self) -> str:
        return f"a URL like {EXAMPLE}"


@dataclass(frozen=True, slots=True)
class MailAddresses:
    """Nothing, or one mail address."""

    def allows(self, value: Any) -> bool:
        """Tell whether somebody can be written to there."""
        try:
            return not value or bool(clean_email(value))
        except InvalidEmailError:
            return False

    def __str__(self) -> str:
        return "an address like salut@example.org"


Limit = Between | OneOf | Secrets | Networks | MailServers | MailAddresses
