"""Alembic's entry: runs the migrations on the connection that `storage.migrate` hands in."""

from alembic import context
from sqlmodel import SQLModel

import storage.channel_tables  # noqa: F401  # with storage.tables it fills the metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=SQLModel.metadata,
    render_as_batch=True,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
