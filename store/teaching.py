"""Teaching: questions without a good answer are gathered into clusters, and forgotten again.

A cluster is found by keys of its words, the rarest first, so that no question is compared with
all others.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from datetime import datetime, timedelta

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from faq.text import words
from store.conversation_tables import ConversationRow
from store.delivery_tables import DeliveryRow
from store.teaching_records import Cluster, Unanswered
from store.teaching_tables import ClusterKeyRow, ClusterRow, FollowedRow, UnansweredRow

FOUND_UNDER_KEYS_MAX = 3_000
NEAR_CLUSTERS_MAX = 12
WORDINGS_MAX = 6
DECIDED = ("attached", "written", "ignored")


def near(session: Session, site_key: str, language: str, keys: Sequence[str]) -> list[Cluster]:
    """Find the clusters that share most keys with a question, a few of them."""
    ours = (ClusterKeyRow.site_key == site_key, ClusterKeyRow.language == language)
    counts = session.execute(
        select(ClusterKeyRow.key, func.count())
        .where(*ours, ClusterKeyRow.key.in_(keys))
        .group_by(ClusterKeyRow.key)
        .order_by(func.count(), ClusterKeyRow.key)
    ).all()
    wanted: list[str] = []
    spent = 0
    for key, count in counts:
        spent += count
        if wanted and spent > FOUND_UNDER_KEYS_MAX:
            break
        wanted.append(key)
    shared = func.count()
    ids = session.execute(
        select(ClusterKeyRow.cluster_id, shared)
        .where(*ours, ClusterKeyRow.key.in_(wanted))
        .group_by(ClusterKeyRow.cluster_id)
        .order_by(shared.desc(), ClusterKeyRow.cluster_id)
        .limit(NEAR_CLUSTERS_MAX)
    )
    order = {cluster_id: place for place, (cluster_id, _) in enumerate(ids)}
    rows = session.scalars(select(ClusterRow).where(ClusterRow.id.in_(order)))
    return sorted(map(record_of, rows), key=lambda cluster: order[cluster.id])


def add(session: Session, cluster: Cluster, keys: Iterable[str], now: datetime) -> None:
    """Store a new cluster, found under keys from now on."""
    session.add(
        ClusterRow(
            id=cluster.id,
            site_key=cluster.site_key,
            language=cluster.language,
            state=cluster.state,
            question=cluster.question,
            wordings=list(cluster.wordings),
            entry_id=cluster.entry_id,
            undo=dict(cluster.undo),
            decided_by=cluster.decided_by,
            decided_at=cluster.decided_at,
            made_at=now,
        )
    )
    session.flush()
    add_keys(session, cluster, keys)


def add_keys(session: Session, cluster: Cluster, keys: Iterable[str]) -> None:
    """Let a cluster be found under further keys."""
    rows = [
        {
            "site_key": cluster.site_key,
            "language": cluster.language,
            "key": key,
            "cluster_id": cluster.id,
        }
        for key in keys
    ]
    make = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    if rows:
        session.execute(make(ClusterKeyRow).on_conflict_do_nothing(), rows)


def add_wording(session: Session, cluster: Cluster, wording: str) -> Cluster:
    """Let further questions be recognised by one more wording of a cluster."""
    wordings = (*cluster.wordings, wording)
    session.execute(
        update(ClusterRow).where(ClusterRow.id == cluster.id).values(wordings=list(wordings))
    )
    return replace(cluster, wordings=wordings)


def join(session: Session, question: Unanswered) -> bool:
    """Put a question into its cluster, once; tell whether it was not gathered before.

    Where it was, what its reader says of the answer is added.
    """
    held = session.get(UnansweredRow, question.message_id)
    if held is not None:
        held.remark = question.remark or held.remark
        session.flush()
        return False
    told = asdict(question)
    session.add(UnansweredRow(**told | {"matches": list(told["matches"])}))
    session.flush()
    return True


def open_again(session: Session, cluster_id: str) -> None:
    """Show a cluster to editors again: it was answered, and yet is asked in vain."""
    session.execute(
        update(ClusterRow)
        .where(ClusterRow.id == cluster_id, ClusterRow.state.in_(("attached", "written")))
        .values(state="open")
    )


def forget(session: Session, visitor_ids: Sequence[str], *, keeps_decided: bool = False) -> None:
    """Take visitors' questions out of the clusters, and what is on its way about them.

    Call it before their messages are deleted. A cluster that nobody else has asked goes too; with
    `keeps_decided`, when they are only old, one that an editor has decided on stays, by its words
    alone, in no order of a sentence. What others have asked too is worded anew by what they wrote;
    its keys are made by the next gathering.
    """
    theirs = select(ConversationRow.id).where(ConversationRow.visitor_id.in_(visitor_ids))
    session.execute(delete(DeliveryRow).where(DeliveryRow.conversation_id.in_(theirs)))
    of_theirs = UnansweredRow.conversation_id.in_(theirs)
    touched = list(session.scalars(select(UnansweredRow.cluster_id).where(of_theirs).distinct()))
    session.execute(delete(UnansweredRow).where(of_theirs))
    for row in session.scalars(select(ClusterRow).where(ClusterRow.id.in_(touched))).all():
        left = texts(session, row.id, WORDINGS_MAX)
        if left:
            row.wordings, row.question = left, left[0]
            session.execute(delete(ClusterKeyRow).where(ClusterKeyRow.cluster_id == row.id))
        elif keeps_decided and row.state in DECIDED:
            row.wordings = [" ".join(sorted(set(words(each)))) for each in row.wordings]
            row.question = row.wordings[0]
        else:
            session.delete(row)
    session.flush()


def without_keys(session: Session) -> list[Cluster]:
    """Find the clusters whose words have changed, so that nothing finds them."""
    rows = session.scalars(
        select(ClusterRow)
        .outerjoin(ClusterKeyRow, ClusterKeyRow.cluster_id == ClusterRow.id)
        .where(ClusterKeyRow.key.is_(None))
    )
    return [record_of(row) for row in rows]


def texts(session: Session, cluster_id: str, count_max: int) -> list[str]:
    """List the distinct texts of the questions of a cluster, those asked most often first."""
    rows = session.execute(
        select(UnansweredRow.text)
        .where(UnansweredRow.cluster_id == cluster_id)
        .group_by(UnansweredRow.text)
        .order_by(func.count().desc(), func.min(UnansweredRow.asked_at))
        .limit(count_max)
    )
    return [text for (text,) in rows]


def followed_until(session: Session, name: str) -> datetime | None:
    """Tell until when somebody has looked at what was said; None if never."""
    row = session.get(FollowedRow, name)
    return None if row is None else row.until


def follow_until(session: Session, name: str, until: datetime) -> None:
    """Note until when somebody has looked at what was said."""
    session.merge(FollowedRow(name=name, until=until))
    session.flush()


def take_lease(session: Session, name: str, now: datetime, lasts: timedelta) -> bool:
    """Take a piece of work that one process does at a time; False while another has it."""
    until = followed_until(session, name)
    if until is not None and now < until <= now + lasts:
        return False
    follow_until(session, name, now + lasts)
    return True


def record_of(row: ClusterRow) -> Cluster:
    """Give a row as a cluster, without the count of its questions."""
    return Cluster(
        id=row.id,
        site_key=row.site_key,
        language=row.language,
        state=row.state,  # type: ignore[arg-type]
        question=row.question,
        wordings=tuple(row.wordings),
        entry_id=row.entry_id,
        undo=dict(row.undo),
        decided_by=row.decided_by,
        decided_at=row.decided_at,
    )
