"""Staff as rows. No password, token or code stands here, only what it can be recognised by.

`UNIQUE(previous)` keeps the audit one chain: two lines cannot follow the same one.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from store.tables import ID_LENGTH, SITE_KEY_LENGTH, Base, Moment

DIGEST_LENGTH = 64
EMAIL_LENGTH = 254


class AgentRow(Base):
    """A member of the staff; the TOTP secret must be readable, for it makes each code anew."""

    __tablename__ = "agent"

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    email: Mapped[str] = mapped_column(String(EMAIL_LENGTH))
    name: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    state: Mapped[str] = mapped_column(String(16))
    locale: Mapped[str] = mapped_column(String(16))
    password: Mapped[str] = mapped_column(Text)
    epoch: Mapped[int] = mapped_column(Integer)
    totp_secret: Mapped[str] = mapped_column(String(64))
    totp_step: Mapped[int] = mapped_column(Integer)

    __table_args__ = (UniqueConstraint("email"),)


class AgentRoleRow(Base):
    """What an agent may do on one site, or on every site (`*`)."""

    __tablename__ = "agent_role"

    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), primary_key=True)
    site_key: Mapped[str] = mapped_column(String(SITE_KEY_LENGTH), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))


class AgentSessionRow(Base):
    """A browser in which an agent is signed in."""

    __tablename__ = "agent_session"

    id: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    epoch: Mapped[int] = mapped_column(Integer)
    is_confirmed: Mapped[bool] = mapped_column(Boolean)
    browser: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Moment)
    seen_at: Mapped[datetime] = mapped_column(Moment)


class InvitationRow(Base):
    """A link that was not used yet."""

    __tablename__ = "invitation"

    id: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)
    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), index=True)
    made_at: Mapped[datetime] = mapped_column(Moment)
    expires_at: Mapped[datetime] = mapped_column(Moment)


class RecoveryCodeRow(Base):
    """A code that stands in for the second factor once; its row goes when it is used."""

    __tablename__ = "recovery_code"

    agent_id: Mapped[str] = mapped_column(ForeignKey("agent.id"), primary_key=True)
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH), primary_key=True)


class AuditRow(Base):
    """A line of the audit; in SQLite a trigger refuses whoever would change or remove one."""

    __tablename__ = "audit"

    number: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(Moment)
    agent_id: Mapped[str] = mapped_column(String(ID_LENGTH))
    agent_name: Mapped[str] = mapped_column(Text)
    act: Mapped[str] = mapped_column(String(32))
    site_key: Mapped[str] = mapped_column(String(SITE_KEY_LENGTH))
    about: Mapped[str] = mapped_column(Text)
    details: Mapped[dict[str, str]] = mapped_column(JSON)
    previous: Mapped[str] = mapped_column(String(DIGEST_LENGTH))
    digest: Mapped[str] = mapped_column(String(DIGEST_LENGTH))

    __table_args__ = (UniqueConstraint("previous"),)
