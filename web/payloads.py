"""The edge: what may come in, and the shape of what goes out. docs/events.md tells it in prose.

Types are strict: a number is not a text. Socket events may carry keys that we do not know and
never read, because a widget can be newer than the server that it reconnects to; the HTTP API and
the command line refuse them, because there a misspelt key would be silently without effect.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

import store
from chat.hours import Staffing
from chat.tokens import TOKEN_LENGTH_MAX
from store.records import ConversationState

SEQ_MAX = 2**53 - 1
TYPED_LENGTH_MAX = 256
_ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")

SiteKey = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{0,63}$")]
# Not SiteKey: a key that nobody has is unknown, not unreadable. No database takes NUL for text.
NamedSite = Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")]
Locale = Annotated[str, Field(max_length=35)]
ClientId = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]


class Incoming(BaseModel):
    """What a widget sends."""

    model_config = ConfigDict(strict=True, extra="ignore", frozen=True)


class Page(Incoming):
    """The page that the visitor is reading."""

    url: str
    title: str | None = None


class Auth(Incoming):
    """What a widget says when it connects."""

    site: NamedSite | None = None
    token: Annotated[str, Field(max_length=TOKEN_LENGTH_MAX)] | None = None
    locale: Locale | None = None
    page: Page | None = None
    last_seq: Annotated[int, Field(ge=0, le=SEQ_MAX)] | None = None


class Question(Incoming):
    """What a visitor asks; its length is checked where its text is cleaned."""

    client_id: ClientId
    text: str
    page: Page | None = None


class Typed(Incoming):
    """What a visitor has typed so far, before he sends it; it is never stored."""

    text: Annotated[str, Field(max_length=TYPED_LENGTH_MAX)]


class Ask(BaseModel):
    """What is asked over plain HTTP."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    question: str
    site: NamedSite | None = None
    page: str | Page | None = None
    locale: Locale | None = None
    explain: bool = False

    @property
    def page_url(self) -> str | None:
        """Give the page's URL, however it was written."""
        return self.page.url if isinstance(self.page, Page) else self.page


class NewArticle(BaseModel):
    """An article that a site's own system hands over."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)

    url: Annotated[str, Field(min_length=1, max_length=2000)]
    title: Annotated[str, Field(max_length=500)] = ""
    html: str = ""
    text: str = ""
    published: Annotated[str, Field(max_length=80)] = ""
    section: Annotated[str, Field(max_length=200)] = ""
    language: Annotated[str, Field(max_length=35)] = ""
    deleted: bool = False

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Refuse an article that says nothing, or says it twice."""
        if not self.deleted and (not self.title.strip() or bool(self.html) == bool(self.text)):
            raise ValueError("write a title, and either html or text")
        return self


def origin(text: str) -> str:
    """Accept what a browser sends as `Origin`: scheme, host, port, nothing more."""
    if not _ORIGIN.fullmatch(text):
        raise ValueError("write an origin like https://www.example.org, without a path")
    return text


def base_url(text: str) -> str:
    """Accept `/` or an address of the web."""
    parts = urlsplit(text)
    if text != "/" and not (parts.scheme in ("http", "https") and parts.hostname):
        raise ValueError("write the site's address like https://www.example.org/")
    return text


class NewSite(BaseModel):
    """What an admin says of a new site."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    key: SiteKey
    name: Annotated[str, Field(min_length=1, max_length=200)]
    locale: Locale
    base_url: Annotated[str, AfterValidator(base_url)]
    origins: tuple[Annotated[str, AfterValidator(origin)], ...]
    contact_url: str = ""


class Outgoing(BaseModel):
    """What the server sends; a key without a value is left out."""

    model_config = ConfigDict(frozen=True)

    def body(self) -> dict[str, Any]:
        """Give what goes on the wire."""
        return self.model_dump(exclude_none=True)


class SourceOut(Outgoing):
    """Where an answer is quoted from."""

    title: str
    url: str
    published: str
    quote: str
    section: str
    marks: list[tuple[int, int]]


class MessageOut(Outgoing):
    """One line of a conversation; `web/message_body.py` writes it."""

    id: str
    seq: int
    client_id: str | None = None
    author: store.Author
    kind: store.Kind
    text: str
    confidence: float | None = None
    sources: list[SourceOut]
    suggestions: list[str]
    agent: str | None = None
    helpful: bool | None = None
    created_at: str


class StateOut(Outgoing):
    """Who has a conversation, and whether people are there."""

    state: ConversationState
    agent: str | None = None
    is_staffed: bool
    opens_at: str | None = None
    has_email: bool

    @classmethod
    def of(cls, conversation: store.Conversation, staffing: Staffing) -> StateOut:
        """Show the state of a conversation."""
        opens_at = staffing.opens_at
        return cls(
            state=conversation.state,
            agent=conversation.agent_name if conversation.state == "open" else None,
            is_staffed=staffing.is_staffed,
            opens_at=None if opens_at is None else as_moment(opens_at),
            has_email=conversation.email is not None,
        )


class Welcome(Outgoing):
    """The first event on an accepted connection: all that the panel needs to draw itself."""

    conversation_id: str
    token: str
    greeting: str
    starters: list[str]
    messages: list[MessageOut]
    locale: str
    notice: str
    state: StateOut


def as_moment(moment: datetime) -> str:
    """Write a moment as browsers read it: UTC, to the millisecond."""
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds')[:-6]}Z"
