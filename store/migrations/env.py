"""Run the steps of versions/ on the connection that `store.schema` hands over.

The transaction is the caller's: a step that fails leaves nothing behind.
"""

from __future__ import annotations

from alembic import context

from store.tables import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
