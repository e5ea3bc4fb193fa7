"""Learn from what was asked in vain, count the days, tell others by webhook and by mail.

Revision 0006, follows 0004.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0004"
branch_labels = None
depends_on = None

NOT_BY_VISITOR = sa.text("author != 'visitor'")
MESSAGE_INDEX, FEEDBACK_INDEX = "ix_message_created_at_not_visitor", "ix_feedback_given_at"
TABLES = (
    "delivery",
    "webhook",
    "day_top",
    "day_time",
    "day_count",
    "expectation",
    "followed",
    "unanswered",
    "cluster_key",
    "cluster",
)


def _site(*, is_key: bool = False) -> sa.Column[str]:
    return sa.Column(
        "site_key", sa.String(64), sa.ForeignKey("site.key"), primary_key=is_key, nullable=False
    )


def _text(*names: str) -> tuple[sa.Column[Any], ...]:
    return tuple(sa.Column(name, sa.Text, nullable=False) for name in names)


def _day() -> sa.Column[str]:
    return sa.Column("day", sa.String(10), primary_key=True)


def _count() -> sa.Column[int]:
    return sa.Column("count", sa.Integer, nullable=False)


def upgrade() -> None:
    """Create the tables; say of each entry in which version an editor wrote it."""
    op.add_column("entry", sa.Column("version", sa.Integer, nullable=False, server_default="0"))
    op.create_index("ix_entry_site_key_version", "entry", ["site_key", "version"])
    op.create_index(
        MESSAGE_INDEX,
        "message",
        ["created_at"],
        sqlite_where=NOT_BY_VISITOR,
        postgresql_where=NOT_BY_VISITOR,
    )
    op.create_index(FEEDBACK_INDEX, "feedback", ["given_at"])
    _create_clusters()
    _create_days()
    _create_deliveries()


def _create_clusters() -> None:
    op.create_table(
        "cluster",
        sa.Column("id", sa.String(32), primary_key=True),
        _site(),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        *_text("question"),
        sa.Column("wordings", sa.JSON, nullable=False),
        sa.Column("entry_id", sa.String(255), nullable=False),
        sa.Column("undo", sa.JSON, nullable=False),
        *_text("decided_by"),
        sa.Column("decided_at", sa.DateTime),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_cluster_site_key_state", "cluster", ["site_key", "state"])
    op.create_table(
        "cluster_key",
        sa.Column("site_key", sa.String(64), primary_key=True),
        sa.Column("language", sa.String(16), primary_key=True),
        sa.Column("key", sa.String(32), primary_key=True),
        sa.Column(
            "cluster_id",
            sa.String(32),
            sa.ForeignKey("cluster.id", ondelete="CASCADE"),
            primary_key=True,
            index=True,
        ),
    )
    op.create_table(
        "unanswered",
        sa.Column(
            "message_id",
            sa.String(32),
            sa.ForeignKey("message.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("cluster_id", sa.String(32), sa.ForeignKey("cluster.id"), nullable=False),
        sa.Column("conversation_id", sa.String(32), nullable=False, index=True),
        sa.Column("why", sa.String(16), nullable=False),
        *_text("text", "page", "remark"),
        sa.Column("matches", sa.JSON, nullable=False),
        sa.Column("asked_at", sa.DateTime, nullable=False),
    )
    for columns in (["cluster_id", "asked_at"], ["site_key", "cluster_id", "asked_at"]):
        op.create_index(f"ix_unanswered_{'_'.join(columns)}", "unanswered", columns)
    op.create_table(
        "followed",
        sa.Column("name", sa.String(80), primary_key=True),
        sa.Column("until", sa.DateTime, nullable=False),
    )
    op.create_table(
        "expectation",
        sa.Column("id", sa.String(32), primary_key=True),
        _site(),
        *_text("question"),
        sa.Column("entry_id", sa.String(255), nullable=False),
        *_text("answer", "made_by"),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_expectation_site_key_made_at", "expectation", ["site_key", "made_at"])


def _create_days() -> None:
    op.create_table(
        "day_count",
        _site(is_key=True),
        _day(),
        sa.Column("section", sa.Text, primary_key=True),
        sa.Column("measure", sa.String(16), primary_key=True),
        _count(),
    )
    op.create_table(
        "day_time",
        _site(is_key=True),
        _day(),
        sa.Column("section", sa.Text, primary_key=True),
        sa.Column("author", sa.String(16), primary_key=True),
        sa.Column("milliseconds_max", sa.Integer, primary_key=True, autoincrement=False),
        _count(),
    )
    op.create_table(
        "day_top",
        sa.Column("site_key", sa.String(64), primary_key=True),
        _day(),
        sa.Column("kind", sa.String(16), primary_key=True),
        sa.Column("digest", sa.String(32), primary_key=True),
        *_text("section", "label", "url"),
        _count(),
    )


def _create_deliveries() -> None:
    op.create_table(
        "webhook",
        sa.Column("id", sa.String(32), primary_key=True),
        _site(),
        *_text("url", "secret"),
        sa.Column("events", sa.JSON, nullable=False),
        sa.Column("is_active", sa.Boolean, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_webhook_site_key", "webhook", ["site_key"])
    op.create_table(
        "delivery",
        sa.Column("id", sa.String(32), primary_key=True),
        _site(),
        sa.Column("webhook_id", sa.String(32), sa.ForeignKey("webhook.id", ondelete="CASCADE")),
        sa.Column("conversation_id", sa.String(32), index=True),
        sa.Column("event", sa.String(32), nullable=False),
        *_text("body"),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("due_at", sa.DateTime, index=True),
        *_text("outcome"),
        sa.Column("made_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime),
    )
    op.create_index("ix_delivery_site_key_made_at", "delivery", ["site_key", "made_at"])
    op.create_index("ix_delivery_webhook_id", "delivery", ["webhook_id"])


def downgrade() -> None:
    """Forget the clusters, the counts and what was on its way."""
    for table in TABLES:
        op.drop_table(table)
    op.drop_index(FEEDBACK_INDEX, "feedback")
    op.drop_index(MESSAGE_INDEX, "message")
    op.drop_index("ix_entry_site_key_version", "entry")
    op.drop_column("entry", "version")
