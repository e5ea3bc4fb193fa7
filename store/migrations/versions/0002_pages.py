"""Remember what was read: sources, their pages, and who may push an article.

Revision 0002, follows 0001.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _site_key() -> sa.Column[str]:
    return sa.Column("site_key", sa.String(64), sa.ForeignKey("site.key"), primary_key=True)


def upgrade() -> None:
    """Tell of each entry which page it was made of; create the tables of pages."""
    op.add_column("entry", sa.Column("page", sa.String(32), nullable=False, server_default=""))
    op.create_index("ix_entry_site_key_page", "entry", ["site_key", "page"])
    op.create_table(
        "source",
        _site_key(),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("location", sa.Text, nullable=False),
        sa.Column("began_at", sa.DateTime),
        sa.Column("ended_at", sa.DateTime),
        sa.Column("failure", sa.Text, nullable=False),
    )
    op.create_table(
        "page",
        _site_key(),
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("source_id", sa.String(32), nullable=False),
        sa.Column("address", sa.Text, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("etag", sa.Text, nullable=False),
        sa.Column("last_modified", sa.Text, nullable=False),
        sa.Column("told", sa.Text, nullable=False),
        sa.Column("digest", sa.String(32), nullable=False),
        sa.Column("problem", sa.String(64), nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("fetched_at", sa.DateTime),
        sa.Column("checked_at", sa.DateTime, nullable=False),
        sa.Column("is_listed", sa.Boolean, nullable=False),
        sa.Column("is_composed", sa.Boolean, nullable=False),
        sa.Column("article", sa.LargeBinary),
    )
    op.create_index("ix_page_site_key_position", "page", ["site_key", "position"])
    op.create_index(
        "ix_page_site_key_source_id_checked_at", "page", ["site_key", "source_id", "checked_at"]
    )
    op.create_index("ix_page_site_key_is_composed", "page", ["site_key", "is_composed"])
    op.create_table(
        "composition",
        _site_key(),
        sa.Column("composed_at", sa.DateTime, nullable=False),
        sa.Column("repeated", sa.JSON, nullable=False),
        sa.Column("silent", sa.JSON, nullable=False),
    )
    op.create_table(
        "push_secret",
        _site_key(),
        sa.Column("secret", sa.Text, nullable=False),
        sa.Column("made_at", sa.DateTime, nullable=False),
    )
    op.create_table(
        "push",
        _site_key(),
        sa.Column("signature", sa.String(64), primary_key=True),
        sa.Column("taken_at", sa.DateTime, nullable=False),
    )
    op.create_index("ix_push_taken_at", "push", ["taken_at"])


def downgrade() -> None:
    """Forget the pages; the entries made of them stay."""
    for table in ("push", "push_secret", "composition", "page", "source"):
        op.drop_table(table)
    op.drop_index("ix_entry_site_key_page", "entry")
    with op.batch_alter_table("entry") as batch:
        batch.drop_column("page")
