"""Invitations and recovery codes: secrets for one use, known by their digest, gone once used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from store.account_records import Invitation
from store.account_tables import InvitationRow, RecoveryCodeRow


def put(session: Session, invitation: Invitation) -> Invitation:
    """Store an invitation in place of any other of its agent."""
    remove_all(session, invitation.agent_id)
    session.execute(insert(InvitationRow).values(**asdict(invitation)))
    return invitation


def get(session: Session, invitation_id: str, now: datetime) -> Invitation | None:
    """Find an invitation that can be used now."""
    row = session.get(InvitationRow, invitation_id)
    if row is None or row.expires_at <= now:
        return None
    return Invitation(row.id, row.agent_id, row.made_at, row.expires_at)


def remove_all(session: Session, agent_id: str) -> None:
    """Forget every invitation of an agent."""
    session.execute(delete(InvitationRow).where(InvitationRow.agent_id == agent_id))


def put_recovery_codes(session: Session, agent_id: str, digests: Iterable[str]) -> None:
    """Store the recovery codes of an agent in place of those that he had."""
    session.execute(delete(RecoveryCodeRow).where(RecoveryCodeRow.agent_id == agent_id))
    for digest in digests:
        session.execute(insert(RecoveryCodeRow).values(agent_id=agent_id, digest=digest))


def use_recovery_code(session: Session, agent_id: str, digest: str) -> bool:
    """Take a recovery code away; tell whether it was there."""
    used = session.execute(
        delete(RecoveryCodeRow)
        .where(RecoveryCodeRow.agent_id == agent_id, RecoveryCodeRow.digest == digest)
        .returning(RecoveryCodeRow.digest)
    )
    return used.one_or_none() is not None


def count_recovery_codes(session: Session, agent_id: str) -> int:
    """Count the recovery codes that an agent has left."""
    counted = select(func.count()).where(RecoveryCodeRow.agent_id == agent_id)
    return session.scalar(counted) or 0
