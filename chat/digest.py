"""The digest: once a day, what was asked in vain since the last one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import store
from chat.letters import Letters, queue
from chat.mail import Mail
from store import clusters, teaching

NAME = "digest"
FIRST = timedelta(days=1)
CLUSTERS_MAX = 10


def written(
    database: store.Database, letters: Letters, site: store.Site, to: str, now: datetime
) -> Mail | None:
    """Write the digest of a site; None where nothing was asked in vain. Nothing is stored."""
    with database.read() as session:
        since = teaching.followed_until(session, name_of(site)) or now - FIRST
        asked = clusters.every(
            session, site.key, "open", since=since, until=now, count_max=CLUSTERS_MAX
        )
    return letters.digest(site, since, asked, to) if asked else None


def send(
    database: store.Database,
    letters: Letters,
    site: store.Site,
    to: str,
    now: datetime,
    new_id: Callable[[], str],
) -> Mail | None:
    """Queue the digest of a site and begin the next one; give what was written."""
    mail = written(database, letters, site, to, now)

    def work(session: store.Session) -> None:
        if mail is not None:
            queue(session, site, NAME, mail, now, new_id)
        teaching.follow_until(session, name_of(site), now)

    database.commit(work)
    return mail


def name_of(site: store.Site) -> str:
    """Name what is noted of how far a site's digests go."""
    return f"{NAME} {site.key}"
