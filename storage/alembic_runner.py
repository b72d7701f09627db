"""Alembic's side of migrations, apart because importing it takes longer than most starts need."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from storage import migrate


def config(connection: Connection) -> Config:
    """Alembic's configuration without a file, for one open connection."""
    settings = Config()
    # Alembic reads % as the start of a substitution, and a folder's name may hold one.
    settings.set_main_option("script_location", str(migrate.FOLDER).replace("%", "%%"))
    settings.attributes["connection"] = connection
    return settings


def upgrade(connection: Connection) -> None:
    """Run every migration that is missing."""
    command.upgrade(config(connection), "head")


def downgrade(connection: Connection, revision: str) -> None:
    """Undo migrations down to `revision`; "base" undoes all."""
    command.downgrade(config(connection), revision)


def revise(connection: Connection, what: str, number: str) -> None:
    """Write a migration from the difference between the models and this database."""
    command.revision(config(connection), what, autogenerate=True, rev_id=number)
