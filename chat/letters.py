"""Letters: what the staff is told by mail, written from templates in the language of its site.

A template is a text: its first line is the subject, what comes after the blank line the mail.
Letters wait in the queue of deliveries (delivering.py); who is erased takes his with him.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import jinja2

import store
from chat.emails import clean_email
from chat.errors import InvalidEmailError
from chat.mail import SUBJECT_CHARACTERS_MAX, Mail
from chat.zones import zone_of
from store import deliveries
from store.delivery_records import Delivery
from store.teaching_records import Cluster

LOCALES = ("fr", "en")
LINES_MAX = 50
WORDINGS_MAX = 3
MAILTO = "mailto:"
_WHO = {
    "fr": {"visitor": "Lecteur", "bot": "Robot", "agent": "Rédaction", "system": "Information"},
    "en": {"visitor": "Reader", "bot": "Bot", "agent": "Newsroom", "system": "Notice"},
}
_WRITTEN = {"fr": "%d/%m/%Y à %H:%M", "en": "%Y-%m-%d at %H:%M"}

_NO_BREAK = "\u00a0\u202f"

NewId = Callable[[], str]


class Letters:
    """The templates of letters, in a folder."""

    def __init__(self, folder: Path) -> None:
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(folder),
            undefined=jinja2.StrictUndefined,
            autoescape=False,  # noqa: S701 - text, which nobody shows as HTML
            keep_trailing_newline=True,
        )
        self._templates.filters["quoted"] = quoted

    def offline(
        self, site: store.Site, email: str, messages: Sequence[store.Message], to: str
    ) -> Mail:
        """Write what a reader left when nobody was there; the answer goes to him."""
        language = language_of(site)
        lines = [
            {
                "at": _written(each.created_at, site),
                "who": _WHO[language][each.author],
                "text": each.text,
            }
            for each in messages[-LINES_MAX:]
        ]
        address = clean_email(email)
        told = {"email": address, "lines": lines, "page": _page(messages)}
        return self._mail("offline", site, to, told, address)

    def handover(
        self, site: store.Site, since: datetime, messages: Sequence[store.Message], to: str
    ) -> Mail:
        """Write that a reader waits for people."""
        asked = [each.text for each in messages if each.author == "visitor"]
        told = {
            "since": _written(since, site),
            "question": asked[-1] if asked else "…",
            "page": _page(messages),
        }
        return self._mail("handover", site, to, told)

    def digest(
        self, site: store.Site, since: datetime, clusters: Sequence[Cluster], to: str
    ) -> Mail:
        """Write which questions had no answer since a moment."""
        listed = [
            {
                "question": _one_line(each.question),
                "count": each.count,
                "last": "" if each.last_at is None else _written(each.last_at, site),
                "wordings": [_one_line(text) for text in each.wordings if text != each.question][
                    :WORDINGS_MAX
                ],
            }
            for each in clusters
        ]
        return self._mail("digest", site, to, {"since": _written(since, site), "clusters": listed})

    def _mail(
        self, name: str, site: store.Site, to: str, told: dict[str, Any], reply_to: str = ""
    ) -> Mail:
        template = self._templates.get_template(f"{name}.{language_of(site)}.txt")
        written = template.render(site=site, **told)
        subject, _, text = written.partition("\n\n")
        bare = _one_line(subject.removeprefix("Subject: "))[:SUBJECT_CHARACTERS_MAX]
        return Mail(to=to, subject=bare, text=text, reply_to=reply_to)


def recipient(site: store.Site, fallback: str = "") -> str:
    """Give the address of a site's people; raise InvalidEmailError where there is none."""
    told = site.contact_url.removeprefix(MAILTO).partition("?")[0]
    address = told if site.contact_url.startswith(MAILTO) else fallback
    if not address:
        raise InvalidEmailError("no address to write to: give the site a mailto: contact")
    return clean_email(address)


def queue(
    session: store.Session,
    site: store.Site,
    event: str,
    mail: Mail,
    now: datetime,
    new_id: NewId,
    conversation_id: str | None = None,
) -> Delivery:
    """Let a letter wait for its delivery, in the transaction of what it tells."""
    number = new_id()
    body = asdict(mail) | {"number": number}
    letter = Delivery(
        id=number,
        site_key=site.key,
        webhook_id=None,
        conversation_id=conversation_id,
        event=event,
        body=json.dumps(body, ensure_ascii=False),
        state="waiting",
        attempts=0,
        due_at=now,
        outcome="",
        made_at=now,
        ended_at=None,
    )
    deliveries.add(session, [letter])
    return letter


def language_of(site: store.Site) -> str:
    """Give the language in which a site's people are written to."""
    return site.locale[:2] if site.locale[:2] in LOCALES else LOCALES[0]


def quoted(text: str) -> str:
    """Set a text apart, as mails do."""
    return "\n".join(f"> {line}" for line in text.splitlines() or [""])


def _one_line(text: str) -> str:
    """Put a text on one line; the no-break spaces of French stay."""
    printed = (char if char.isprintable() or char in _NO_BREAK else " " for char in text)
    return re.sub(" +", " ", "".join(printed)).strip()


def _written(moment: datetime, site: store.Site) -> str:
    return f"{moment.astimezone(zone_of(site)):{_WRITTEN[language_of(site)]}}"


def _page(messages: Sequence[store.Message]) -> str:
    return next((each.page for each in reversed(messages) if each.page), "")
