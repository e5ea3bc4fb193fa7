"""The edge between an agent and the inbox."""

from __future__ import annotations

from typing import Annotated

from pydantic import AwareDatetime, Field

import faq
import store
from store.inbox import Shelf, Summary
from store.records import ConversationState
from web.payloads import TYPED_LENGTH_MAX, ClientId, Incoming, NamedSite, Outgoing, as_moment
from web.people_payloads import Id


class Listing(Incoming):
    """Which conversations are to be listed; `before` goes on with older ones."""

    filter: Shelf
    site: NamedSite | None = None
    before: Annotated[AwareDatetime, Field(strict=False)] | None = None


class Chosen(Incoming):
    """One conversation."""

    conversation_id: Id


class Taking(Chosen):
    """A conversation that an agent takes; with the `claim` that he has seen, only that one."""

    claim: Annotated[int, Field(ge=0)] | None = None
    from_colleague: bool = False


class Reply(Chosen):
    """What an agent says to a visitor."""

    client_id: ClientId
    text: str


class Noting(Chosen):
    """What an agent notes for his colleagues."""

    text: str


class AgentSignal(Chosen):
    """An agent writes, or has stopped."""

    active: bool


class Canned(Chosen):
    """The beginning of what an agent looks for among the answers of the site."""

    text: Annotated[str, Field(max_length=TYPED_LENGTH_MAX)]


class Explaining(Chosen):
    """A message of the bot whose reasons an agent wants to see."""

    message_id: Id


class SummaryOut(Outgoing):
    """What a list shows of a conversation."""

    id: str
    site: str
    state: ConversationState
    claim: int
    locale: str
    last_text: str
    last_author: store.Author | None
    page: str | None
    unread: int
    waiting_since: str | None
    agent_id: str | None
    agent: str | None
    email: str | None
    created_at: str
    updated_at: str

    @classmethod
    def of(cls, told: Summary) -> SummaryOut:
        """Show a summary."""
        held = told.conversation
        return cls(
            id=held.id,
            site=held.site_key,
            state=held.state,
            claim=held.claim,
            locale=held.locale,
            last_text=told.last_text,
            last_author=told.last_author,
            page=told.page,
            unread=told.unread,
            waiting_since=None if held.waiting_at is None else as_moment(held.waiting_at),
            agent_id=held.agent_id,
            agent=held.agent_name,
            email=held.email,
            created_at=as_moment(held.created_at),
            updated_at=as_moment(held.updated_at),
        )


class NoteOut(Outgoing):
    """What an agent has noted."""

    id: str
    agent: str
    text: str
    created_at: str

    @classmethod
    def of(cls, note: store.Note) -> NoteOut:
        """Show a note."""
        return cls(
            id=note.id,
            agent=note.agent_name,
            text=note.text,
            created_at=as_moment(note.created_at),
        )


class CannedOut(Outgoing):
    """An answer of the site, to be quoted to a reader."""

    question: str
    answer: str
    title: str
    url: str

    @classmethod
    def of(cls, entry: faq.Entry) -> CannedOut:
        """Show an entry."""
        return cls(question=entry.question, answer=entry.answer, title=entry.title, url=entry.url)
