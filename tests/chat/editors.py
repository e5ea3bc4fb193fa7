"""Readers who ask in vain and editors who teach, on the demo site of the tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count

import faq
import store
from chat import bot as bots
from chat import messages, unanswered
from chat.bot import Bot
from chat.publishing import Publisher
from store import clusters
from store import messages as stored_messages
from store.teaching_records import Cluster

from .conftest import NOW, Desk


@dataclass
class Newsdesk:
    """A desk whose clock can be turned, its bot, and what is asked and taught there."""

    desk: Desk
    bot: Bot
    now: datetime = NOW
    _numbers: Callable[[], int] = field(default_factory=lambda: count(1).__next__)

    @property
    def publisher(self) -> Publisher:
        return Publisher(
            self.desk.database,
            self.bot.knowledge,
            self.bot.bands,
            lambda: self.now,
            self.desk.new_id,
        )

    def ask(
        self, text: str, *, site: str = "demo", page: str | None = None, token: str | None = None
    ) -> tuple[store.Conversation, store.Message]:
        """Ask as a new visitor; give his conversation and the stored answer."""
        thread = self.desk.open(site, token)
        return thread.conversation, self.ask_in(thread.conversation, text, page)

    def ask_in(
        self, conversation: store.Conversation, text: str, page: str | None = None
    ) -> store.Message:
        """Ask in a conversation; give the stored answer."""
        desk = self.desk
        self.now += timedelta(seconds=1)
        messages.post(
            desk.database,
            conversation.id,
            f"c{self._numbers()}",
            text,
            page,
            2000,
            self.now,
            desk.new_id,
        )
        asked = bots.next_question(desk.database, conversation.id)
        assert asked is not None
        self.now += timedelta(seconds=1)
        found = bots.answer_to(self.bot, conversation, asked, self.now, desk.new_id)
        return bots.store_answer(desk.database, found, asked.claim)

    def notice(self, conversation: store.Conversation, author: store.Author = "system") -> None:
        """Store a notice, as a handover does."""
        self.now += timedelta(seconds=1)
        said = store.Message(
            id=self.desk.new_id(),
            conversation_id=conversation.id,
            seq=0,
            author=author,
            kind="notice" if author == "system" else "text",
            text="…",
            created_at=self.now,
        )
        self.desk.database.commit(lambda session: stored_messages.add(session, said))

    def gather(self) -> int:
        """Gather what was asked in vain."""
        self.now += timedelta(minutes=5)
        return unanswered.gather(self.desk.database, self.bot.knowledge, self.now, self.desk.new_id)

    def clusters(self, state: str | None = "open", site: str = "demo") -> list[Cluster]:
        with self.desk.database.read() as session:
            return clusters.every(session, site, state)  # type: ignore[arg-type]

    def cluster(self) -> Cluster:
        """Give the only open cluster."""
        (found,) = self.clusters()
        return found

    def told(self, question: str, site: str = "demo") -> faq.Answer:
        """Answer a question as the present worker would."""
        return bots.answer(self.bot, site, question, None, None, "fr")


def other_worker(newsdesk: Newsdesk) -> Newsdesk:
    """Give another worker on the same database, which has built its indexes already."""
    from chat.knowledge import Knowledge

    worker = replace(
        newsdesk, bot=replace(newsdesk.bot, knowledge=Knowledge(newsdesk.desk.database))
    )
    worker.bot.knowledge.refresh()
    return worker
