"""Refreshing: every source of a site is read again, and its entries follow what has changed."""

from __future__ import annotations

from collections.abc import Iterable

import store
from chat.composing import compose
from chat.gathering import gather
from chat.means import Means
from chat.report import Report
from chat.telling import Telling
from chat.withdrawing import withdraw
from faq.errors import FaqError, NothingBuiltError, SourceError
from store import pages, sources, untold


def import_sources(means: Means, site: store.Site, locations: Iterable[str]) -> Report:
    """Read sources, remember them, and put what they hold among the entries of a site.

    Raise FaqError when not one page could be read, and store.StoreError.
    """
    report = _gathered(means, site, locations)
    if not report.read:
        raise _nothing(report)
    if not means.is_dry_run:
        report.is_different = compose(means.database, site, means.now, is_first=True)
    return report


def refresh(means: Means, site: store.Site) -> Report:
    """Read the remembered sources of a site again; raise store.StoreError."""
    with means.database.read() as session:
        locations = [each.location for each in sources.every(session, site.key)]
    report = _gathered(means, site, locations)
    if not means.is_dry_run:
        report.is_different = compose(means.database, site, means.now, is_first=False)
        report.is_different |= report.withdrawn > 0
    return report


def forget(database: store.Database, site: store.Site, location: str) -> bool:
    """Remember a source no more and withdraw its pages; tell whether it was there."""
    source_id, after = sources.id_of(location), ""
    with database.write() as session:
        is_there = sources.forget(session, site.key, location)
        while some := pages.of_source(session, site.key, source_id, after):
            after = some[-1].id
            ids = [page.id for page in some]
            pages.withdraw(session, site.key, ids)
            withdraw(session, site.key, ids)
        untold.tell(session, site.key)
    return is_there


def _gathered(means: Means, site: store.Site, locations: Iterable[str]) -> Report:
    report, telling = Report(), Telling(means.database, site.key, means.now)
    for location in locations:
        if _is_text(location):
            gather(means, telling, location, report)
        else:
            name = location.encode("utf-8", "backslashreplace").decode()
            report.refuse(name, "its name is no UTF-8, so it cannot be noted; rename it")
    return report


def _is_text(location: str) -> bool:
    """Tell a name that can be stored from one that holds bytes of another encoding."""
    try:
        location.encode()
    except UnicodeEncodeError:
        return False
    return True


def _nothing(report: Report) -> FaqError:
    """Give the error that explains why nothing was read."""
    if report.refused == 1:
        return SourceError(*report.refusals[0])
    named = "; ".join(f"{location}: {reason}" for location, reason in report.refusals[:5])
    return NothingBuiltError(f"no article was read: {named or 'no source was given'}")
