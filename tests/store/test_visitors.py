"""A visitor is a random id of one site, and nothing else that tells who he is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest
from sqlalchemy import text

import store
from store import conversations, sites, visitors

from .conftest import NOW


def test_a_visitor_comes_back_as_she_was_stored(
    database: store.Database, site: store.Site, new_id: Callable[[], str]
) -> None:
    with database.write() as session:
        vera = visitors.add(session, site.key, NOW, new_id)
    assert vera == store.Visitor(id=f"{1:032x}", site_key=site.key, epoch=1, created_at=NOW)
    with database.read() as session:
        assert visitors.get(session, vera.id) == vera


def test_nobody_is_found_under_another_id(database: store.Database, site: store.Site) -> None:
    with database.read() as session:
        assert visitors.get(session, "nobody") is None


def test_only_an_id_a_site_and_a_date_are_kept(database: store.Database) -> None:
    with database.read() as session:
        columns = session.execute(text("SELECT name FROM pragma_table_info('visitor')")).scalars()
        assert set(columns) == {each.name for each in fields(store.Visitor)}
    assert {each.name for each in fields(store.Visitor)} == {
        "id",
        "site_key",
        "epoch",
        "created_at",
    }


def test_a_site_that_is_not_there_has_no_visitors(
    database: store.Database, new_id: Callable[[], str]
) -> None:
    with pytest.raises(store.MissingError), database.write() as session:
        visitors.add(session, "nowhere", NOW, new_id)


def test_charlie_has_no_conversation_on_a_site_that_is_not_his(
    database: store.Database, site: store.Site, new_id: Callable[[], str]
) -> None:
    with database.write() as session:
        sites.add(session, store.Site(key="journal", name="Le Journal"), NOW)
        charlie = visitors.add(session, "journal", NOW, new_id)
    elsewhere = store.Visitor(charlie.id, site.key, charlie.epoch, charlie.created_at)
    with pytest.raises(store.ConflictError), database.write() as session:
        conversations.add(session, elsewhere, "fr", NOW, new_id)
