"""A database, keys, a fixed clock, counted ids; two sites, for Charlie to be of the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

import faq
import store
from chat import conversations, knowledge, tokens, visitors
from chat.bot import Bot
from chat.knowledge import Knowledge
from store import schema, sites

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
APOLOGY = "Une erreur est survenue."
PRICE = faq.Entry(
    id="price",
    question="Combien coûte l’abonnement numérique ?",
    answer="L’abonnement numérique coûte 8,90\u00a0€ par mois.",
    title="Abonnement",
    url="abonnement.html",
    published="2026-11-01",
)
STUDENTS = faq.Entry(
    id="students",
    question="Quel est le tarif de l’abonnement pour les étudiants ?",
    answer="Les étudiants paient l’abonnement 4,50\u00a0€ par mois.",
    title="Abonnement",
    url="abonnement.html",
)


@dataclass(frozen=True)
class Desk:
    """What every function of `chat` is given."""

    database: store.Database
    keys: tokens.Keys
    new_id: Callable[[], str]

    def open(
        self, site: str = "demo", token: str | None = None, locale: str = "fr"
    ) -> conversations.Thread:
        """Open or resume a thread."""
        return conversations.open_or_resume(
            self.database, self.keys, site, token, locale, NOW, self.new_id
        )

    def token(self, thread: conversations.Thread, now: datetime = NOW) -> str:
        """Give the token of a thread's visitor, good for a day."""
        return visitors.mint_token(self.keys, thread.visitor, DAY, now)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    database = store.open_database(store.sqlite_address(tmp_path / "salut.db"), wait_seconds=5.0)
    schema.upgrade(database)
    numbers = count(1)
    with database.write() as session:
        demo = sites.add(session, store.Site(key="demo", name="Le Fanal"), NOW)
        sites.add(session, store.Site(key="journal", name="Le Journal"), NOW)
        knowledge.import_entries(session, demo, [PRICE, STUDENTS], NOW)
    yield Desk(database, tokens.make_keys(["s" * 40]), lambda: f"{next(numbers):032x}")
    database.close()


@pytest.fixture
def bot(desk: Desk) -> Bot:
    return Bot(Knowledge(desk.database), faq.Bands(), lambda _: APOLOGY)
