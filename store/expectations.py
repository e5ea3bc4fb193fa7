"""Expectations: the test set of a site, which question is to be answered by which entry."""

from __future__ import annotations

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.teaching_records import Expectation
from store.teaching_tables import ExpectationRow


def save(session: Session, expectation: Expectation) -> None:
    """Store an expectation, new or changed."""
    session.merge(
        ExpectationRow(
            id=expectation.id,
            site_key=expectation.site_key,
            question=expectation.question,
            entry_id=expectation.entry_id,
            answer=expectation.answer,
            made_by=expectation.made_by,
            made_at=expectation.made_at,
        )
    )
    session.flush()


def of_site(session: Session, site_key: str) -> list[Expectation]:
    """List the expectations of a site, the oldest first."""
    rows = session.scalars(
        select(ExpectationRow)
        .where(ExpectationRow.site_key == site_key)
        .order_by(ExpectationRow.made_at, ExpectationRow.id)
    )
    return [
        Expectation(
            id=row.id,
            site_key=row.site_key,
            question=row.question,
            entry_id=row.entry_id,
            answer=row.answer,
            made_by=row.made_by,
            made_at=row.made_at,
        )
        for row in rows
    ]


def remove(session: Session, site_key: str, expectation_id: str) -> bool:
    """Remove an expectation of a site; tell whether it was there."""
    gone = session.scalar(
        delete(ExpectationRow)
        .where(ExpectationRow.id == expectation_id, ExpectationRow.site_key == site_key)
        .returning(ExpectationRow.id)
    )
    return gone is not None
