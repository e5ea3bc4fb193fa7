"""Redirects: an entry that is asked by its own words and told by those of another one."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from faq.model import Entry
from store.tables import EntryRow


def redirected(entry: Entry, aim: Entry) -> Entry:
    """Give an entry with the answer, the article and the date of another one."""
    return replace(
        entry,
        answer=aim.answer,
        title=aim.title,
        url=aim.url,
        published=aim.published,
        section=aim.section,
        context=aim.context,
    )


def are_sent_to(session: Session, site_key: str, entry_id: str) -> list[str]:
    """List the ids of the entries that are sent on to this one."""
    sent = (EntryRow.site_key == site_key, EntryRow.redirect_to == entry_id)
    return list(session.scalars(select(EntryRow.id).where(*sent).order_by(EntryRow.id)))
