"""One row of the table of settings: how a value is read from the environment, or refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from web.allowed import Limit
from web.errors import SettingsError

HIDDEN = ("SALUT_SECRET", "SALUT_SMTP_URL")
TYPE_WORDS = {str: "text", int: "whole number", float: "number"}


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table; `type` is str, int or float."""

    name: str
    type: type
    default: str | int | float
    help: str
    limit: Limit | None = None

    def read(self, text: str) -> str | int | float:
        """Turn the environment's text into a value; raise SettingsError saying what is allowed."""
        try:
            value: str | int | float = self.type(text.strip())
        except ValueError:
            value = ""
        if not isinstance(value, self.type) or (self.limit and not self.limit.allows(value)):
            shown = "this value" if self.name in HIDDEN else repr(text)
            allowed = self.limit or f"any {TYPE_WORDS[self.type]}"
            raise SettingsError(f"{self.name}={shown} is not possible: write {allowed}")
        return value


def row(
    name: str, type_: type, default: str | int | float, text: str, limit: Limit | None = None
) -> Any:
    """Make a field of `Settings` that carries its own row."""
    made = Setting(name, type_, default, text, limit)
    return field(default=default, metadata={"setting": made})
