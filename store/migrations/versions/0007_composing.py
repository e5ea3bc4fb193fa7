"""Tell changes together, and find articles that say the same as a new one.

Revision 0007, follows 0006.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def _site_key() -> sa.Column[str]:
    return sa.Column("site_key", sa.String(64), sa.ForeignKey("site.key"), primary_key=True)


def upgrade() -> None:
    """Create the tables; have all pages composed anew, which takes their samples."""
    op.create_table("untold", _site_key())
    op.create_table(
        "page_sample",
        _site_key(),
        sa.Column("page_id", sa.String(32), primary_key=True),
        sa.Column("sample", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    op.execute("UPDATE page SET is_composed = false")


def downgrade() -> None:
    """Forget the samples, and tell nothing together any more."""
    op.drop_table("page_sample")
    op.drop_table("untold")
