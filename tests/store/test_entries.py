"""Entries belong to the rebuild or to an editor; a rebuild never touches an editor's."""

from __future__ import annotations

from dataclasses import replace

import faq
import store
from store import entries, sites

from .conftest import NOW

ONE = faq.Entry(
    id="one",
    question="Combien coûte l’abonnement ?",
    answer="Il coûte 8,90\u00a0€.",
    variants=("quel prix",),
    title="Abonnement",
    url="/abonnement.html",
    published="2026-11-01",
    section="Services",
    language="fr",
    context="Services\n\nVoisins",
)
TWO = replace(ONE, id="two", question="Comment résilier ?", answer="En trois clics.")


def stored(database: store.Database, site: store.Site) -> list[faq.Entry]:
    with database.read() as session:
        return entries.published(session, site.key)


def rebuild(database: store.Database, site: store.Site, *built: faq.Entry) -> int:
    with database.write() as session:
        return entries.replace_rebuilt(session, site.key, built, NOW)


def test_entries_come_back_whole_and_in_order(database: store.Database, site: store.Site) -> None:
    assert rebuild(database, site, TWO, ONE) == 2
    assert stored(database, site) == [TWO, ONE]


def test_a_rebuild_replaces_the_last_one(database: store.Database, site: store.Site) -> None:
    rebuild(database, site, ONE, TWO)
    rebuild(database, site, TWO)
    assert stored(database, site) == [TWO]


def test_a_rebuild_leaves_what_an_editor_changed(
    database: store.Database, site: store.Site
) -> None:
    rebuild(database, site, ONE, TWO)
    edited = replace(ONE, answer="Il coûte 9\u00a0€.")
    with database.write() as session:
        entries.save(session, site.key, edited, "published", NOW)
    assert rebuild(database, site, ONE, TWO) == 1
    assert sorted(stored(database, site), key=lambda entry: entry.id) == [edited, TWO]


def test_readers_are_given_published_entries_only(
    database: store.Database, site: store.Site
) -> None:
    with database.write() as session:
        entries.save(session, site.key, ONE, "draft", NOW)
        entries.save(session, site.key, TWO, "retired", NOW)
    assert stored(database, site) == []


def test_an_id_that_comes_twice_is_stored_once(database: store.Database, site: store.Site) -> None:
    assert rebuild(database, site, ONE, ONE) == 1


def test_a_rebuild_brings_nothing_back_that_an_editor_has_retired(
    database: store.Database, site: store.Site
) -> None:
    rebuild(database, site, ONE, TWO)
    with database.write() as session:
        entries.save(session, site.key, ONE, "retired", NOW)
    rebuild(database, site, ONE, TWO)
    assert stored(database, site) == [TWO]


def test_an_editor_s_change_stays_in_its_place_and_his_own_entry_comes_last(
    database: store.Database, site: store.Site
) -> None:
    edited, own = replace(ONE, answer="Rien."), replace(ONE, id="own")
    rebuild(database, site, TWO, ONE, replace(TWO, id="three"))
    with database.write() as session:
        entries.save(session, site.key, own, "published", NOW)
        entries.save(session, site.key, edited, "published", NOW)
    assert stored(database, site) == [TWO, edited, replace(TWO, id="three"), own]


def test_a_rebuild_of_one_site_leaves_the_other_alone(
    database: store.Database, site: store.Site
) -> None:
    with database.write() as session:
        journal = sites.add(session, store.Site(key="journal", name="Le Journal"), NOW)
    rebuild(database, journal, ONE)
    rebuild(database, site, ONE, TWO)
    rebuild(database, site)
    assert stored(database, site) == []
    assert stored(database, journal) == [ONE]
