"""Let people in: who has a conversation, hours, opinions, notes, and what was erased.

Revision 0003, follows 0002.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

WITH_PEOPLE = sa.text("state IN ('waiting', 'open')")
INDEXES = (
    ("visitor", ["site_key", "created_at"]),
    ("conversation", ["visitor_id"]),
    ("conversation", ["site_key", "created_at"]),
)
WITH_PEOPLE_INDEX = "ix_conversation_site_key_waiting_at_with_people"


def _of_site_alone() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("theme", sa.JSON, nullable=False, server_default="{}"),
        sa.Column("hours", sa.JSON, nullable=False, server_default="{}"),
        sa.Column("time_zone", sa.String(64), nullable=False, server_default="Europe/Paris"),
        sa.Column("retention_days", sa.Integer, nullable=False, server_default="90"),
    )


def _of_conversation_alone() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("claim", sa.Integer, nullable=False, server_default="0"),
        sa.Column("bot_after_seq", sa.Integer, nullable=False, server_default="0"),
        sa.Column("agent_id", sa.String(32)),
        sa.Column("agent_name", sa.Text),
        sa.Column("email", sa.String(254)),
        sa.Column("waiting_at", sa.DateTime),
    )


def _name(table: str, columns: list[str]) -> str:
    return "_".join(("ix", table, *columns))


def _conversation_id() -> sa.Column[str]:
    key = sa.ForeignKey("conversation.id")
    return sa.Column("conversation_id", sa.String(32), key, nullable=False, index=True)


def upgrade() -> None:
    """Add the columns of people; create the tables of opinions, notes and erasures."""
    for column in _of_site_alone():
        op.add_column("site", column)
    for column in _of_conversation_alone():
        op.add_column("conversation", column)
    op.add_column("message", sa.Column("agent_name", sa.Text))
    for table, columns in INDEXES:
        op.create_index(_name(table, columns), table, columns)
    op.create_index(
        WITH_PEOPLE_INDEX,
        "conversation",
        ["site_key", "waiting_at"],
        sqlite_where=WITH_PEOPLE,
        postgresql_where=WITH_PEOPLE,
    )
    op.create_table(
        "feedback",
        sa.Column("message_id", sa.String(32), sa.ForeignKey("message.id"), primary_key=True),
        _conversation_id(),
        sa.Column("helpful", sa.Boolean, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("given_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "note",
        sa.Column("id", sa.String(32), primary_key=True),
        _conversation_id(),
        sa.Column("agent_id", sa.String(32), nullable=False),
        sa.Column("agent_name", sa.Text, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "erasure",
        sa.Column("digest", sa.String(64), primary_key=True),
        sa.Column("erased_at", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    """Forget who had a conversation; what was said stays."""
    for table in ("erasure", "note", "feedback"):
        op.drop_table(table)
    op.drop_index(WITH_PEOPLE_INDEX, "conversation")
    for table, columns in INDEXES:
        op.drop_index(_name(table, columns), table)
    op.drop_column("message", "agent_name")
    for column in reversed(_of_conversation_alone()):
        op.drop_column("conversation", column.name)
    for column in reversed(_of_site_alone()):
        op.drop_column("site", column.name)
