"""Brings a database's tables to the current shape; safe to run at every start and from several processes."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from storage.database import Database

FOLDER = Path(__file__).parent / "migrations"
_LOCK = 0x72756E67  # "rung": two replicas that start together must not both migrate


def newest() -> str:
    """The revision this code is written for: migrations are files named `<revision>_<what>.py`, in order."""
    return max(file.name.split("_")[0] for file in (FOLDER / "versions").glob("[0-9]*.py"))


async def migrate(database: Database) -> None:
    """Run every migration that is missing, in one transaction."""
    async with database.migrating() as session:
        if not database.is_sqlite:
            await session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        await session.run_sync(_upgrade)


async def current(database: Database) -> str | None:
    """The revision the database has, or None before the first migration."""
    async with database.reading() as session:
        return await session.run_sync(_revision)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return found


def _upgrade(connection: Connection) -> None:
    if _revision(connection) != newest():
        from storage.alembic_runner import upgrade  # noqa: PLC0415  # only a start that has work to do pays for Alembic

        upgrade(connection)
