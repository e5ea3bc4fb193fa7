"""Validity: entries begin and cease to answer on their days, and every worker hears of it."""

from __future__ import annotations

from datetime import datetime

import store
from store import validity


def follow_dates(database: store.Database, now: datetime) -> int:
    """Let entries answer, or no more, as their days have come; give how many.

    Nothing is written on a day on which nothing changes. Raise store.StoreError.
    """
    with database.read() as session:
        due = validity.due(session, now)
    turned = 0
    for site_key in due:
        with database.write() as session:
            turned += validity.turn(session, site_key, now)
    return turned
