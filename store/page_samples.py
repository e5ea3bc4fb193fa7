"""Samples of articles, one a page: small enough that all of a site are read for one new article."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from store.composing_tables import PageSampleRow
from store.page_entries import batched

_READ_AT_A_TIME = 2_000


def save(session: Session, site_key: str, samples: Mapping[str, bytes]) -> None:
    """Store the samples of pages by their ids; an empty one is none."""
    for some in batched(list(samples)):
        session.execute(
            delete(PageSampleRow).where(
                PageSampleRow.site_key == site_key, PageSampleRow.page_id.in_(some)
            )
        )
    rows = [
        {"site_key": site_key, "page_id": page_id, "sample": sample}
        for page_id, sample in samples.items()
        if sample
    ]
    if rows:
        session.execute(insert(PageSampleRow), rows)


def after(session: Session, site_key: str, page_id: str) -> list[tuple[str, bytes]]:
    """List the next ids and samples, those of withdrawn pages among them; [] at the end."""
    wanted = (
        select(PageSampleRow.page_id, PageSampleRow.sample)
        .where(PageSampleRow.site_key == site_key, PageSampleRow.page_id > page_id)
        .order_by(PageSampleRow.page_id)
        .limit(_READ_AT_A_TIME)
    )
    return [(row.page_id, row.sample) for row in session.execute(wanted)]
