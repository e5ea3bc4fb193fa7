"""Entries are found by words, by what they are and by what is wrong with them, page by page."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import faq
import store
from store import entries, entry_search, sites
from store.editing_records import Placing, Wanted

from .conftest import NOW

PRICE = faq.Entry(
    id="price",
    question="Combien coûte l’abonnement ?",
    answer="Il coûte 8,90\u00a0€, 100 % numérique.",
    variants=("Quel prix",),
    title="Abonnement",
    url="/abonnement.html",
    section="Services",
)
CANCEL = replace(
    PRICE, id="cancel", question="Comment résilier ?", answer="En trois clics.", variants=(),
    title="Résiliation", section="Aide", url="",
)  # fmt: skip


@pytest.fixture
def stocked(database: store.Database, site: store.Site) -> store.Database:
    with database.write() as session:
        journal = sites.add(session, store.Site(key="journal", name="Le Journal"), NOW)
        entries.replace_rebuilt(session, site.key, [PRICE], NOW)
        entries.replace_rebuilt(session, journal.key, [PRICE], NOW)
        entries.save(session, site.key, CANCEL, "draft", NOW + timedelta(hours=1))
    return database


def found(database: store.Database, site: store.Site, wanted: Wanted) -> list[str]:
    with database.read() as session:
        shown = entry_search.page(session, site.key, wanted, None, 10)
        assert entry_search.count(session, site.key, wanted) == len(shown)
    return [each.entry.id for each in shown]


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        (Wanted(), ["cancel", "price"]),
        (Wanted(words="RESILIER"), ["cancel"]),
        (Wanted(words="coute  numérique"), ["price"]),
        (Wanted(words="quel prix"), ["price"]),
        (Wanted(words="coute resilier"), []),
        (Wanted(words="100 %"), ["price"]),
        (Wanted(words="_"), []),
        (Wanted(state="draft"), ["cancel"]),
        (Wanted(owner="rebuild"), ["price"]),
        (Wanted(section="Aide"), ["cancel"]),
        (Wanted(words="abonnement", section="Aide"), []),
    ],
)
def test_it_finds_what_is_wanted(
    stocked: store.Database, site: store.Site, wanted: Wanted, ids: list[str]
) -> None:
    assert found(stocked, site, wanted) == ids


def place(database: store.Database, site: store.Site, entry: faq.Entry, placing: Placing) -> None:
    with database.write() as session:
        entries.save(session, site.key, entry, "published", NOW, placing)


def test_it_finds_what_is_wrong(stocked: store.Database, site: store.Site) -> None:
    place(stocked, site, CANCEL, Placing("", "2026-01-01"))
    place(stocked, site, PRICE, Placing("2999-01-01"))
    assert found(stocked, site, Wanted(problem="expired")) == ["cancel"]
    assert found(stocked, site, Wanted(problem="upcoming")) == ["price"]
    assert found(stocked, site, Wanted(problem="no_link")) == ["cancel"]
    assert found(stocked, site, Wanted(problem="lost_redirect")) == []
    place(stocked, site, CANCEL, Placing(redirect_to="price"))
    assert found(stocked, site, Wanted(problem="lost_redirect")) == ["cancel"]
    place(stocked, site, PRICE, Placing())
    assert found(stocked, site, Wanted(problem="lost_redirect")) == []


def test_pages_follow_each_other_without_gap_or_double(
    database: store.Database, site: store.Site
) -> None:
    many = [replace(PRICE, id=f"e{number:03}") for number in range(53)]
    with database.write() as session:
        entries.replace_rebuilt(session, site.key, many, NOW)
        entries.save(session, site.key, many[7], "published", NOW + timedelta(hours=1))
    seen: list[str] = []
    after = None
    with database.read() as session:
        while shown := entry_search.page(session, site.key, Wanted(), after, 10):
            seen += [each.entry.id for each in shown]
            after = (shown[-1].updated_at, shown[-1].entry.id)
    assert seen[0] == "e007"
    assert sorted(seen) == [each.id for each in many]


def test_all_are_read_a_few_at_a_time_in_their_order(
    database: store.Database, site: store.Site
) -> None:
    many = [replace(PRICE, id=f"e{number % 3}-{number:03}") for number in range(25)]
    with database.write() as session:
        entries.replace_rebuilt(session, site.key, many, NOW)
    told: list[str] = []
    last = None
    with database.read() as session:
        while some := entry_search.following(session, site.key, last, 4):
            told += [kept.entry.id for _, kept in some]
            last = some[-1][0]
    assert told == [each.id for each in many]


@given(st.text(max_size=80))
def test_any_words_are_looked_for(text: str) -> None:
    conditions = list(entry_search.conditions("demo", Wanted(words=text)))
    assert len(conditions) <= 1 + entry_search.WORDS_MAX


def test_sections_are_listed_once(stocked: store.Database, site: store.Site) -> None:
    with stocked.read() as session:
        assert entry_search.sections(session, site.key) == ["Aide", "Services"]
