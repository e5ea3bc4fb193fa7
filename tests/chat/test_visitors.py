"""Vera is known again by her token, on her site, until it is revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

import store
from chat import tokens, visitors
from chat.errors import InvalidTokenError

from .conftest import DAY, NOW, Desk


def recognise(desk: Desk, token: str, site: str = "demo") -> store.Visitor:
    with desk.database.read() as session:
        return visitors.recognise(session, desk.keys, store.Site(site, site), token, NOW)


def raise_epoch(desk: Desk, visitor: store.Visitor) -> None:
    with desk.database.write() as session:
        session.execute(
            text("UPDATE visitor SET epoch = epoch + 1 WHERE id = :id"), {"id": visitor.id}
        )


def test_vera_is_known_again(desk: Desk) -> None:
    thread = desk.open()
    assert recognise(desk, desk.token(thread)) == thread.visitor


def test_charlie_s_token_names_nobody_here(desk: Desk) -> None:
    charlie = desk.open(site="journal")
    assert recognise(desk, desk.token(charlie), site="journal") == charlie.visitor
    with pytest.raises(InvalidTokenError, match="not for this site"):
        recognise(desk, desk.token(charlie))


def test_a_token_that_claims_vera_on_charlie_s_site_names_nobody(desk: Desk) -> None:
    vera = desk.open().visitor
    claims = tokens.Claims("journal", vera.id, vera.epoch, NOW, NOW + DAY)
    with pytest.raises(InvalidTokenError, match="not for this site"):
        recognise(desk, tokens.mint(desk.keys, claims), site="journal")


def test_a_token_signed_for_another_site_names_nobody_even_with_vera_s_id(desk: Desk) -> None:
    vera = desk.open().visitor
    claims = tokens.Claims("journal", vera.id, vera.epoch, NOW, NOW + DAY)
    with pytest.raises(InvalidTokenError, match="not for this site"):
        recognise(desk, tokens.mint(desk.keys, claims), site="demo")


def test_a_raised_epoch_revokes_all_that_were_given_before(desk: Desk) -> None:
    vera, other = desk.open(), desk.open()
    given = [desk.token(vera), desk.token(vera, now=NOW - timedelta(hours=1))]
    raise_epoch(desk, vera.visitor)
    for token in given:
        with pytest.raises(InvalidTokenError, match="revoked"):
            recognise(desk, token)
    assert recognise(desk, desk.token(other)) == other.visitor


def test_a_token_given_after_the_revocation_is_good(desk: Desk) -> None:
    thread = desk.open()
    raise_epoch(desk, thread.visitor)
    claims = tokens.Claims("demo", thread.visitor.id, thread.visitor.epoch + 1, NOW, NOW + DAY)
    assert recognise(desk, tokens.mint(desk.keys, claims)).epoch == thread.visitor.epoch + 1


def test_a_token_is_good_until_its_lifetime_is_over(desk: Desk) -> None:
    thread = desk.open()
    second = timedelta(seconds=1)
    assert recognise(desk, desk.token(thread, now=NOW - DAY + second)) == thread.visitor
    with pytest.raises(InvalidTokenError, match="out of date"):
        recognise(desk, desk.token(thread, now=NOW - DAY))
