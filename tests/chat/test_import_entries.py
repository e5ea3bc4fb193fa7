"""Freshly built entries take the place of the last build's, with links that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

import faq
import store
from chat.knowledge import Knowledge, import_entries
from store import entries, sites

from .conftest import NOW, PRICE, STUDENTS, Desk

JOURNAL = store.Site(key="journal", name="Le Journal", base_url="https://journal.example/fr")


def imported(desk: Desk, site: store.Site, *built: faq.Entry) -> list[faq.Entry]:
    with desk.database.write() as session:
        import_entries(session, site, built, NOW)
    with desk.database.read() as session:
        return entries.published(session, site.key)


def versions(desk: Desk) -> dict[str, int]:
    with desk.database.read() as session:
        return sites.knowledge_versions(session)


def test_links_start_from_the_site_s_address(desk: Desk) -> None:
    elsewhere = replace(STUDENTS, url="https://other.example/x#y")
    stored = imported(desk, JOURNAL, PRICE, elsewhere)
    assert [entry.url for entry in stored] == [
        "https://journal.example/fr/abonnement.html",
        "https://other.example/x#y",
    ]


def test_a_link_that_is_none_is_left_out_and_its_entry_is_kept(desk: Desk) -> None:
    stored = imported(desk, JOURNAL, replace(PRICE, url="javascript:alert(1)"))
    assert stored == [replace(PRICE, url="")]


def test_nothing_but_the_link_is_changed(desk: Desk) -> None:
    stored = imported(desk, JOURNAL, PRICE)
    assert [replace(entry, url=PRICE.url) for entry in stored] == [PRICE]


def test_how_many_were_stored_is_told(desk: Desk) -> None:
    with desk.database.write() as session:
        assert import_entries(session, JOURNAL, iter([PRICE, STUDENTS, PRICE]), NOW) == 2


def test_what_an_editor_owns_is_kept_and_served(desk: Desk) -> None:
    edited = replace(PRICE, answer="L’abonnement numérique coûte 9\u00a0€ par mois.", url="/new")
    with desk.database.write() as session:
        entries.save(session, "demo", edited, "published", NOW)
    stored = imported(desk, store.Site("demo", "Le Fanal"), PRICE, STUDENTS)
    assert edited in stored
    assert [entry.id for entry in stored].count(PRICE.id) == 1
    given = faq.answer(Knowledge(desk.database).index("demo"), PRICE.question)
    assert given.sources[0].quote == edited.answer


def test_the_workers_of_this_site_alone_hear_of_it(desk: Desk) -> None:
    before = versions(desk)
    imported(desk, JOURNAL, PRICE)
    assert versions(desk) == {**before, "journal": before["journal"] + 1}


def test_an_import_that_fails_changes_neither_entries_nor_version(desk: Desk) -> None:
    before = versions(desk)

    def cut() -> Iterator[faq.Entry]:
        yield STUDENTS
        raise faq.FaqError("the file was cut")

    with pytest.raises(faq.FaqError, match="cut"), desk.database.write() as session:
        import_entries(session, store.Site("demo", "Le Fanal"), cut(), NOW)
    assert versions(desk) == before
    with desk.database.read() as session:
        assert [entry.id for entry in entries.published(session, "demo")] == [
            PRICE.id,
            STUDENTS.id,
        ]
