"""Transcripts as files: a text, a page that is shown and printed anywhere, or data."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cache
from typing import Any, Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from chat.conversations import Thread
from chat.transcript import Transcript, as_text, transcript
from web.services import Services
from web.settings import ROOT

Format = Literal["txt", "html", "json"]

WORDS = "transcript"
FOLDER = ROOT / "templates"
STYLE = FOLDER / "transcript.css"


@dataclass(frozen=True, slots=True)
class Document:
    """A file to be kept."""

    name: str
    type: str
    text: str


def write(services: Services, thread: Thread, locale: str, form: Format) -> Document:
    """Write a thread down in one of the forms; raise store.StoreError."""
    now = services.now()

    def say(name: str) -> str:
        return services.translations.text(locale, WORDS, name)

    told = transcript(services.database, thread, locale, say, now)
    match form:
        case "txt":
            kind, text = "text/plain; charset=utf-8", as_text(told, say)
        case "html":
            direction = services.translations.direction(locale)
            kind, text = "text/html; charset=utf-8", as_page(told, say, direction)
        case "json":
            kind, text = "application/json", as_json(told)
    name = f"salut-{thread.site.key}-{now.date().isoformat()}.{form}"
    return Document(name, kind, text)


def as_page(told: Transcript, say: Callable[[str], str], direction: str) -> str:
    """Write a transcript as a page that loads nothing and runs nothing."""
    style = STYLE.read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        _environment()
        .get_template("transcript.html")
        .render(
            told=told,
            source=lambda title: say("source").replace("{title}", title),
            direction=direction,
            style=Markup(style),  # noqa: S704 - our own file
            style_digest=digest,
        )
    )


def as_json(told: Transcript) -> str:
    """Write a transcript as data."""
    return json.dumps(asdict(told), ensure_ascii=False, indent=2, default=_moment)


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _moment(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    raise TypeError(f"no data: {value!r}")
