"""Know the staff: agents with their roles, sessions and invitations, and the audit of what they do.

Revision 0004, follows 0003.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

TABLES = ("audit", "recovery_code", "invitation", "agent_session", "agent_role", "agent")


def _agent(*, is_key: bool) -> sa.Column[str]:
    return sa.Column(
        "agent_id", sa.String(32), sa.ForeignKey("agent.id"), primary_key=is_key, nullable=False
    )


def upgrade() -> None:
    """Create the tables of the staff; in SQLite nobody changes or removes a line of the audit."""
    op.create_table(
        "agent",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("email", sa.String(254), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("password", sa.Text, nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("totp_secret", sa.String(64), nullable=False),
        sa.Column("totp_step", sa.Integer, nullable=False),
        sa.UniqueConstraint("email", name="uq_agent_email"),
    )
    op.create_table(
        "agent_role",
        _agent(is_key=True),
        sa.Column("site_key", sa.String(64), primary_key=True),
        sa.Column("role", sa.String(16), nullable=False),
    )
    op.create_table(
        "agent_session",
        sa.Column("id", sa.String(64), primary_key=True),
        _agent(is_key=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("is_confirmed", sa.Boolean, nullable=False),
        sa.Column("browser", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_agent_session_agent_id", "agent_session", ["agent_id"])
    op.create_table(
        "invitation",
        sa.Column("id", sa.String(64), primary_key=True),
        _agent(is_key=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("expires_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_invitation_agent_id", "invitation", ["agent_id"])
    op.create_table(
        "recovery_code",
        _agent(is_key=True),
        sa.Column("digest", sa.String(64), primary_key=True),
    )
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("agent_name", sa.Text, nullable=False),
        sa.Column("act", sa.String(32), nullable=False),
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("about", sa.Text, nullable=False),
        sa.Column("details", sa.JSON, nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.UniqueConstraint("previous", name="uq_audit_previous"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for event in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER audit_no_{event.lower()} BEFORE {event} ON audit "
                "BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END"
            )


def downgrade() -> None:
    """Forget the staff and what it did."""
    for table in TABLES:
        op.drop_table(table)
