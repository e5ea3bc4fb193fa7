"""Begin: sites and their entries; visitors, their conversations and messages.

Revision 0001, follows nothing.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

NOT_CLOSED = sa.text("state != 'closed'")


def upgrade() -> None:
    """Create the first five tables."""
    op.create_table(
        "site",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("base_url", sa.Text, nullable=False),
        sa.Column("origins", sa.JSON, nullable=False),
        sa.Column("contact_url", sa.Text, nullable=False),
        sa.Column("greetings", sa.JSON, nullable=False),
        sa.Column("knowledge_version", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "entry",
        sa.Column("site_key", sa.String(64), sa.ForeignKey("site.key"), primary_key=True),
        sa.Column("id", sa.String(255), primary_key=True),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("owner", sa.String(16), nullable=False),
        sa.Column("question", sa.Text, nullable=False),
        sa.Column("variants", sa.JSON, nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("published", sa.String(32), nullable=False),
        sa.Column("section", sa.Text, nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("context", sa.Text, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
    )
    op.create_index(
        "ix_entry_site_key_state_position", "entry", ["site_key", "state", "position"]
    )
    op.create_table(
        "visitor",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("site_key", sa.String(64), sa.ForeignKey("site.key"), nullable=False),
        sa.Column("epoch", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("id", "site_key"),
    )
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("site_key", sa.String(64), nullable=False),
        sa.Column("visitor_id", sa.String(32), nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("locale", sa.String(16), nullable=False),
        sa.Column("last_seq", sa.Integer, nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sa.ForeignKeyConstraint(["visitor_id", "site_key"], ["visitor.id", "visitor.site_key"]),
    )
    op.create_index(
        "uq_conversation_visitor_id_not_closed",
        "conversation",
        ["visitor_id"],
        unique=True,
        sqlite_where=NOT_CLOSED,
        postgresql_where=NOT_CLOSED,
    )
    op.create_table(
        "message",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column(
            "conversation_id", sa.String(32), sa.ForeignKey("conversation.id"), nullable=False
        ),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("client_id", sa.String(64)),
        sa.Column("author", sa.String(16), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("confidence", sa.Float),
        sa.Column("sources", sa.JSON, nullable=False),
        sa.Column("suggestions", sa.JSON, nullable=False),
        sa.Column("page", sa.Text),
        sa.Column("question_id", sa.String(32), sa.ForeignKey("message.id")),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.UniqueConstraint("conversation_id", "client_id"),
        sa.UniqueConstraint("conversation_id", "seq"),
        sa.UniqueConstraint("question_id"),
    )


def downgrade() -> None:
    """Drop them, last created first."""
    for table in ("message", "conversation", "visitor", "entry", "site"):
        op.drop_table(table)
