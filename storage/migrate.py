"""Brings a database's tables to the current shape; safe to run at every start and from several processes."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from storage.database import Database

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x72756E67  # "rung": two replicas that start together must not both migrate


def config(connection: Connection | None = None) -> Config:
    """Alembic's configuration without a file."""
    settings = Config()
    settings.set_main_option("script_location", str(FOLDER))
    settings.attributes["connection"] = connection
    return settings


def newest() -> str:
    """The revision this code is written for."""
    head = ScriptDirectory.from_config(config()).get_current_head()
    assert head is not None, "there is always a first migration"
    return head


async def migrate(database: Database) -> None:
    """Run every migration that is missing, in one transaction."""
    async with database.writing() as session:
        if not database.is_sqlite:
            await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await session.run_sync(_upgrade)


async def current(database: Database) -> str | None:
    """The revision the database has, or None before the first migration."""
    async with database.reading() as session:
        return await session.run_sync(lambda it: MigrationContext.configure(it).get_current_revision())


def _upgrade(connection: Connection) -> None:
    if MigrationContext.configure(connection).get_current_revision() != newest():
        command.upgrade(config(connection), "head")
