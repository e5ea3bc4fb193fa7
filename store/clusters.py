"""Clusters as editors see them: listed, counted, looked into, decided on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, update
from sqlalchemy.orm import Session

from store.errors import ConflictError, MissingError
from store.teaching import record_of
from store.teaching_records import Cluster, ClusterState, NearEntry, Unanswered
from store.teaching_tables import ClusterRow, UnansweredRow


def every(
    session: Session,
    site_key: str,
    state: ClusterState | None = "open",
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    count_max: int = 50,
    skipped: int = 0,
) -> list[Cluster]:
    """List the clusters of a site in a state, or in all, those asked most often first.

    Between two moments, only the questions asked then are counted. One that was decided on and
    whose questions are gone comes last, with none.
    """
    count, last = func.count(UnansweredRow.message_id), func.max(UnansweredRow.asked_at)
    is_outer = state != "open" and since is None and until is None
    rows = session.execute(
        select(ClusterRow, count, func.min(UnansweredRow.asked_at), last)
        .join(UnansweredRow, _joined(since, until), isouter=is_outer)
        .where(
            ClusterRow.site_key == site_key, *([] if state is None else [ClusterRow.state == state])
        )
        .group_by(ClusterRow.id)
        .order_by(count.desc(), last.desc(), ClusterRow.id)
        .limit(count_max)
        .offset(skipped)
    )
    return [_counted(*row) for row in rows]


def counts(session: Session, site_key: str) -> dict[str, int]:
    """Count the clusters of a site by state."""
    rows = session.execute(
        select(ClusterRow.state, func.count())
        .where(ClusterRow.site_key == site_key)
        .group_by(ClusterRow.state)
    )
    return dict(rows.all())


def get(session: Session, site_key: str, cluster_id: str) -> Cluster | None:
    """Find a cluster of a site, with the count of its questions."""
    row = session.execute(
        select(
            ClusterRow,
            func.count(UnansweredRow.message_id),
            func.min(UnansweredRow.asked_at),
            func.max(UnansweredRow.asked_at),
        )
        .outerjoin(UnansweredRow, UnansweredRow.cluster_id == ClusterRow.id)
        .where(ClusterRow.id == cluster_id, ClusterRow.site_key == site_key)
        .group_by(ClusterRow.id)
    ).one_or_none()
    return None if row is None else _counted(*row)


def questions(
    session: Session, cluster_id: str, count_max: int = 50, skipped: int = 0
) -> list[Unanswered]:
    """List the questions of a cluster, the newest first."""
    rows = session.scalars(
        select(UnansweredRow)
        .where(UnansweredRow.cluster_id == cluster_id)
        .order_by(UnansweredRow.asked_at.desc(), UnansweredRow.message_id)
        .limit(count_max)
        .offset(skipped)
    )
    return [_question(row) for row in rows]


def wordings(session: Session, cluster_id: str, count_max: int = 50) -> list[tuple[str, int]]:
    """List how a cluster is asked, and how often, the commonest wording first."""
    return _grouped(session, cluster_id, UnansweredRow.text, count_max)


def pages(session: Session, cluster_id: str, count_max: int = 50) -> list[tuple[str, int]]:
    """List on which pages a cluster is asked, and how often."""
    return _grouped(session, cluster_id, UnansweredRow.page, count_max, UnansweredRow.page != "")


def decide(session: Session, cluster: Cluster, now: datetime | None) -> Cluster:
    """Store what an editor has decided on a cluster, or, without a moment, that it was undone.

    Raise ConflictError when somebody has decided otherwise since it was read, MissingError.
    """
    decided = session.scalar(
        update(ClusterRow)
        .where(
            ClusterRow.id == cluster.id,
            ClusterRow.decided_at.is_(cluster.decided_at)
            if cluster.decided_at is None
            else ClusterRow.decided_at == cluster.decided_at,
        )
        .values(
            state=cluster.state,
            entry_id=cluster.entry_id,
            undo=dict(cluster.undo),
            decided_by=cluster.decided_by,
            decided_at=now,
        )
        .returning(ClusterRow.id)
    )
    if decided is None:
        if session.get(ClusterRow, cluster.id) is None:
            raise MissingError("the cluster is gone: nobody's question is left in it")
        raise ConflictError("somebody else has decided on this cluster: look at it again")
    return replace(cluster, decided_at=now)


def _joined(since: datetime | None, until: datetime | None) -> ColumnElement[bool]:
    joined: ColumnElement[bool] = UnansweredRow.cluster_id == ClusterRow.id
    if since is not None:
        joined &= UnansweredRow.asked_at >= since
    if until is not None:
        joined &= UnansweredRow.asked_at < until
    return joined


def _grouped(
    session: Session, cluster_id: str, column: Any, count_max: int, *where: ColumnElement[bool]
) -> list[tuple[str, int]]:
    rows: Sequence[Any] = session.execute(
        select(column, func.count())
        .where(UnansweredRow.cluster_id == cluster_id, *where)
        .group_by(column)
        .order_by(func.count().desc(), column)
        .limit(count_max)
    ).all()
    return [(value, count) for value, count in rows]


def _counted(row: ClusterRow, count: int, first: datetime | None, last: datetime | None) -> Cluster:
    return replace(record_of(row), count=count, first_at=first, last_at=last)


def _question(row: UnansweredRow) -> Unanswered:
    return Unanswered(
        message_id=row.message_id,
        site_key=row.site_key,
        cluster_id=row.cluster_id,
        conversation_id=row.conversation_id,
        why=row.why,  # type: ignore[arg-type]
        text=row.text,
        page=row.page,
        remark=row.remark,
        matches=tuple(NearEntry(**each) for each in row.matches),
        asked_at=row.asked_at,
    )
