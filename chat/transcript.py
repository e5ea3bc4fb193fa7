"""Transcript: a conversation to keep, as a text, a page or data; robot or human said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

import faq
import store
from chat.conversations import Thread
from chat.hours import HoursError, time_zone
from chat.urls import web_address
from store import messages

Say = Callable[[str], str]
"""The words of a transcript in its reader's language, by name."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that was quoted; `url` is of the web, or empty."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Line:
    """Who said what and when; `at` is the clock of the site."""

    author: store.Author
    speaker: str
    at: datetime
    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation on paper."""

    title: str
    made: str
    language: str
    lines: tuple[Line, ...]
    empty: str


def transcript(
    database: store.Database, thread: Thread, locale: str, say: Say, now: datetime
) -> Transcript:
    """Write a thread down; raise store.StoreError."""
    zone = _zone(thread.site)
    with database.read() as session:
        said = messages.after(session, thread.conversation.id)
    lines = tuple(_line(each, thread.site, zone, say) for each in said)
    made = say("made").replace("{date}", _clock(now.astimezone(zone))).replace("{zone}", zone.key)
    return Transcript(
        title=say("title").replace("{name}", thread.site.name),
        made=made,
        language=locale,
        lines=lines,
        empty="" if lines else say("empty"),
    )


def as_text(told: Transcript, say: Say) -> str:
    """Write a transcript as plain text."""
    parts = [f"{told.title}\n{told.made}", *(_as_text(line, say) for line in told.lines)]
    return "\n\n".join([*parts, *filter(None, [told.empty])]) + "\n"


def _as_text(line: Line, say: Say) -> str:
    sources = [
        f"{say('source').replace('{title}', each.title)} {each.url}".rstrip()
        for each in line.sources
    ]
    return "\n".join([f"[{_clock(line.at)}] {line.speaker}", line.text, *sources])


def _line(message: store.Message, site: store.Site, zone: ZoneInfo, say: Say) -> Line:
    return Line(
        author=message.author,
        speaker=_speaker(message, say),
        at=message.created_at.astimezone(zone),
        text=message.text,
        sources=tuple(_source(each, site) for each in message.sources),
    )


def _speaker(message: store.Message, say: Say) -> str:
    """Say in words who speaks: the reader, a robot, or a person."""
    if message.author != "agent":
        return say(message.author)
    if not message.agent_name:
        return say("newsroom")
    return say("agent").replace("{agent}", message.agent_name)


def _source(source: faq.Source, site: store.Site) -> Source:
    return Source(source.title, web_address(source.url, site.base_url))


def _clock(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M")


def _zone(site: store.Site) -> ZoneInfo:
    try:
        return time_zone(site.time_zone)
    except HoursError:
        return ZoneInfo("UTC")
