"""Sites are found by their key and come back as they were stored."""

from __future__ import annotations

import pytest

import store
from store import sites

from .conftest import NOW

JOURNAL = store.Site(
    key="journal",
    name="Le Journal",
    locale="en",
    base_url="https://www.example.org/",
    origins=("https://www.example.org",),
    contact_url="mailto:redaction@example.org",
    greetings={"fr": "Salut !"},
)


def test_a_site_comes_back_as_it_was_stored(database: store.Database) -> None:
    with database.write() as session:
        sites.add(session, JOURNAL, NOW)
    with database.read() as session:
        assert sites.get(session, "journal") == JOURNAL
        assert sites.every(session) == [JOURNAL]


def test_there_is_no_site_of_another_key(database: store.Database, site: store.Site) -> None:
    with database.read() as session:
        assert sites.get(session, site.key + "x") is None


def test_a_key_is_taken_once(database: store.Database, site: store.Site) -> None:
    with pytest.raises(store.SiteExistsError, match="choose another"), database.write() as session:
        sites.add(session, site, NOW)


def test_the_version_rises_by_one_for_one_site_alone(
    database: store.Database, site: store.Site
) -> None:
    with database.write() as session:
        sites.add(session, JOURNAL, NOW)
        sites.raise_knowledge_version(session, site.key)
        sites.raise_knowledge_version(session, site.key)
    with database.read() as session:
        assert sites.knowledge_versions(session) == {site.key: 2, "journal": 0}
