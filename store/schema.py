"""Bring a database to the newest tables by the steps in migrations/, each applied once.

One writing transaction around all of them: a second process that starts at the same moment
waits, and a crash in between leaves the old tables.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import store.conversation_tables  # noqa: F401 - else its tables were not known
from store import (
    account_tables,  # noqa: F401 - its tables belong to the same Base
    composing_tables,  # noqa: F401
    delivery_tables,  # noqa: F401
    editing_tables,  # noqa: F401
    source_run_tables,  # noqa: F401
    statistics_tables,  # noqa: F401
    teaching_tables,  # noqa: F401
)
from store.database import Database
from store.errors import DatabaseUnusableError
from store.tables import Base

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(database: Database) -> None:
    """Create or change the tables so that they are those of this version of the code."""
    config = _config()
    steps = ScriptDirectory.from_config(config)
    current = _current(database)
    if current == steps.get_current_head():
        return
    if current is not None and not any(step.revision == current for step in steps.walk_revisions()):
        raise DatabaseUnusableError(
            "the database was made by a newer Salut: run that version, or restore an older copy"
        )
    with database.write() as session:
        config.attributes["connection"] = session.connection()
        command.upgrade(config, "head")


def differences(database: Database) -> list[object]:
    """List where the tables in the database differ from tables.py; empty when all is well."""
    with database.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_type": True})
        return list(compare_metadata(context, Base.metadata))


def _current(database: Database) -> str | None:
    """Name the step that the database stands at; None for an empty one."""
    with database.read() as session:
        return MigrationContext.configure(session.connection()).get_current_revision()


def _config() -> Config:
    """Point Alembic at our folder, without a file of settings."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
