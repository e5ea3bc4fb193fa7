"""The audit: added to, never changed; a chain that shows whoever has touched it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import sampled_from

import store
from chat import audit
from chat.audit import Act, Verdict, note, verify
from store import audit as stored
from store.account_records import AuditLine

from .conftest import NOW
from .staff import House, manned, opened

TRIGGERS = ("audit_no_update", "audit_no_delete")
CHANGES = [
    "agent_name = 'Eve'",
    "agent_id = 'eve'",
    "at = '2026-11-24 09:31:00.000000'",
    "act = 'signed_out'",
    "site_key = 'journal'",
    "about = 'other'",
    'details = \'{"page": "x"}\'',
    f"digest = '{'f' * 64}'",
    f"previous = '{'e' * 64}'",
    "number = 99",
]


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with opened(tmp_path) as made:
        manned(made)
        for number in range(5):
            with made.office.database.write() as session:
                note(
                    session,
                    made.people["Alice"],
                    Act.CONVERSATION_READ,
                    NOW,
                    site_key="demo",
                    about=f"c{number}",
                    details={"why": "inbox"},
                )
        yield made


def verdict(house: House, last: int | None = None) -> Verdict:
    with house.office.database.read() as session:
        return verify(session, last)


def tampered(house: House, folder: Path, statement: str) -> None:
    """Change the file itself, as somebody can who has taken the triggers away."""
    with sqlite3.connect(folder / "staff.db") as file:
        for name in TRIGGERS:
            file.execute(f"DROP TRIGGER {name}")
        assert file.execute(statement).rowcount


def test_a_chain_that_nobody_has_touched_is_whole(house: House) -> None:
    found = verdict(house)
    assert (found.checked, found.count, found.broken_at) == (11, 11, None)
    assert verdict(house, last=3) == Verdict(3, 11, found.head)
    assert verdict(house, last=100).checked == 11


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_line_breaks_it_there(house: House, tmp_path: Path, change: str) -> None:
    tampered(house, tmp_path, f"UPDATE audit SET {change} WHERE number = 9")
    assert verdict(house).broken_at in (9, 10)
    assert verdict(house, last=5).broken_at is not None


def test_a_line_that_is_gone_breaks_it(house: House, tmp_path: Path) -> None:
    tampered(house, tmp_path, "DELETE FROM audit WHERE number = 9")
    assert verdict(house).broken_at == 10


def test_lines_that_are_gone_at_the_end_change_the_newest_digest(
    house: House, tmp_path: Path
) -> None:
    noted = verdict(house).head
    tampered(house, tmp_path, "DELETE FROM audit WHERE number = 11")
    assert verdict(house).head != noted


@pytest.mark.parametrize("statement", ["UPDATE audit SET agent_name = 'Eve'", "DELETE FROM audit"])
def test_the_database_itself_refuses_a_change(house: House, tmp_path: Path, statement: str) -> None:
    with sqlite3.connect(tmp_path / "staff.db") as file, pytest.raises(sqlite3.IntegrityError):
        file.execute(statement)


def test_two_lines_cannot_follow_the_same_one(house: House) -> None:
    with house.office.database.read() as session:
        last = stored.last(session)
    assert last is not None
    twin = replace(last, number=last.number + 1)
    with pytest.raises(store.ConflictError), house.office.database.write() as session:
        stored.add(session, twin)


@given(st.text(max_size=40), st.text(max_size=40), sampled_from(["agent_name", "about", "act"]))
def test_no_two_lines_have_the_same_digest(one: str, other: str, where: str) -> None:
    def line(text: str) -> AuditLine:
        told = {"agent_name": "", "about": "", "act": "", where: text}
        return AuditLine(
            number=1, at=NOW, agent_id="", site_key="", details={}, previous="", digest="", **told
        )

    assert (audit.digest(line(one)) == audit.digest(line(other))) is (one == other)


def test_nothing_verifies_as_nothing(tmp_path: Path) -> None:
    with opened(tmp_path) as empty:
        assert verdict(empty) == Verdict(0, 0, audit.FIRST)


def test_a_page_of_lines_is_the_newest_of_its_sites(house: House) -> None:
    with house.office.database.read() as session:
        newest = stored.newest(session, ["demo"], None, 3)
        before = stored.newest(session, ["demo"], newest[-1].number, 100)
        others = stored.newest(session, ["journal"], None, 100)
    assert [line.about for line in newest] == ["c4", "c3", "c2"]
    assert {line.number for line in newest}.isdisjoint(line.number for line in before)
    assert [line.site_key for line in others] == ["journal"]
