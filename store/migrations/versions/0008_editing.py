"""Entries that editors place: dated, pinned, sent on; found by words; every change kept.

Revision 0008, follows 0007.
"""

from __future__ import annotations

import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

FILLED_AT_A_TIME = 1_000
PLACED = ("valid_from", "valid_until", "turns_on")
INDEXES = {
    "ix_entry_site_key_updated_at_id": ["site_key", "updated_at", "id"],
    "ix_entry_site_key_turns_on": ["site_key", "turns_on"],
    "ix_entry_site_key_redirect_to": ["site_key", "redirect_to"],
    "ix_entry_site_key_is_pinned": ["site_key", "is_pinned"],
}


def _text(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False, server_default="")


def _truth(name: str, default: sa.sql.ColumnElement[bool]) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean, nullable=False, server_default=default)


def upgrade() -> None:
    """Add the columns and the history; note of each entry the words that it is found by."""
    for name in PLACED:
        op.add_column("entry", _text(name, 10))
    op.add_column("entry", _text("redirect_to", 255))
    op.add_column("entry", _truth("is_pinned", sa.false()))
    op.add_column("entry", _truth("is_in_force", sa.true()))
    op.add_column("entry", sa.Column("searched", sa.Text, nullable=False, server_default=""))
    for name, columns in INDEXES.items():
        op.create_index(name, "entry", columns)
    op.add_column(
        "site", sa.Column("section_greetings", sa.JSON, nullable=False, server_default="{}")
    )
    op.create_table(
        "entry_revision",
        sa.Column("site_key", sa.String(64), sa.ForeignKey("site.key"), primary_key=True),
        sa.Column("entry_id", sa.String(255), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("what", sa.String(16), nullable=False),
        sa.Column("content", sa.JSON, nullable=False),
    )
    op.create_table(
        "source_run",
        sa.Column("site_key", sa.String(64), sa.ForeignKey("site.key"), primary_key=True),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("began_at", sa.DateTime, nullable=False),
        sa.Column("seen_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime),
        sa.Column("done", sa.Integer, nullable=False),
        sa.Column("total", sa.Integer, nullable=False),
        sa.Column("report", sa.JSON, nullable=False),
    )
    _fill()


def downgrade() -> None:
    """Forget history and places."""
    op.drop_table("source_run")
    op.drop_table("entry_revision")
    op.drop_column("site", "section_greetings")
    for name in INDEXES:
        op.drop_index(name, "entry")
    for name in ("searched", "is_in_force", "is_pinned", "redirect_to", *PLACED):
        op.drop_column("entry", name)


def _fill() -> None:
    """Note the words of what is stored, a thousand entries at a time."""
    entry = sa.table(
        "entry",
        *(sa.column(name) for name in ("site_key", "id", "question", "title", "answer")),
        sa.column("variants", sa.JSON),
        sa.column("searched"),
    )
    keys = (entry.c.site_key, entry.c.id)
    told = sa.select(*keys, entry.c.question, entry.c.title, entry.c.answer, entry.c.variants)
    connection, last = op.get_bind(), ("", "")
    change = (
        sa.update(entry)
        .where(entry.c.site_key == sa.bindparam("of_site"), entry.c.id == sa.bindparam("of_id"))
        .values(searched=sa.bindparam("words"))
    )
    while rows := connection.execute(
        told.where(sa.tuple_(*keys) > sa.tuple_(*last)).order_by(*keys).limit(FILLED_AT_A_TIME)
    ).all():
        last = (rows[-1].site_key, rows[-1].id)
        connection.execute(
            change,
            [
                {
                    "of_site": row.site_key,
                    "of_id": row.id,
                    "words": _folded(
                        "\n".join([row.question, *row.variants, row.title, row.answer])
                    ),
                }
                for row in rows
            ],
        )


def _folded(text: str) -> str:
    """Write a text without case and accents, as this step understood it."""
    parts = unicodedata.normalize("NFKD", text.lower())
    return "".join(each for each in parts if not unicodedata.combining(each))
