"""Agent sessions: the browsers in which agents are signed in, found by the digest of a token."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from store.account_records import AgentSession
from store.account_tables import AgentRow, AgentSessionRow

_COLUMNS = tuple(getattr(AgentSessionRow, each.name) for each in fields(AgentSession))


def add(session: Session, made: AgentSession) -> AgentSession:
    """Store a new session."""
    session.execute(insert(AgentSessionRow).values(**asdict(made)))
    return made


def get(session: Session, session_id: str) -> AgentSession | None:
    """Find a session, good or not."""
    row = session.execute(select(*_COLUMNS).where(AgentSessionRow.id == session_id)).one_or_none()
    return None if row is None else AgentSession(*row)


def of_agent(session: Session, agent_id: str, epoch: int) -> list[AgentSession]:
    """List the sessions of an agent in an epoch, the one that was seen last first."""
    rows = session.execute(
        select(*_COLUMNS)
        .where(AgentSessionRow.agent_id == agent_id, AgentSessionRow.epoch == epoch)
        .order_by(AgentSessionRow.seen_at.desc())
    )
    return [AgentSession(*row) for row in rows]


def good(
    session: Session, session_ids: Collection[str], made_after: datetime, seen_after: datetime
) -> set[str]:
    """Give those of some sessions whose agent is active and in the same epoch, and not too old."""
    rows = session.scalars(
        select(AgentSessionRow.id)
        .join(AgentRow, AgentRow.id == AgentSessionRow.agent_id)
        .where(
            AgentSessionRow.id.in_(session_ids),
            AgentSessionRow.epoch == AgentRow.epoch,
            AgentSessionRow.created_at > made_after,
            AgentSessionRow.seen_at > seen_after,
            AgentRow.state == "active",
        )
    )
    return set(rows)


def see(session: Session, session_ids: Collection[str], now: datetime) -> None:
    """Note that sessions are in use."""
    session.execute(
        update(AgentSessionRow).where(AgentSessionRow.id.in_(session_ids)).values(seen_at=now)
    )


def remove(session: Session, session_id: str) -> None:
    """Forget a session."""
    session.execute(delete(AgentSessionRow).where(AgentSessionRow.id == session_id))


def remove_all(session: Session, agent_id: str) -> None:
    """Forget every session of an agent."""
    session.execute(delete(AgentSessionRow).where(AgentSessionRow.agent_id == agent_id))


def remove_old(session: Session, made_before: datetime) -> None:
    """Forget the sessions that are too old to be good for anything."""
    session.execute(delete(AgentSessionRow).where(AgentSessionRow.created_at <= made_before))
