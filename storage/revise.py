"""Writes a new migration from the difference between the models and the newest migration, for a maintainer to read."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from pathlib import Path

from storage import alembic_runner
from storage.database import Database
from storage.migrate import FOLDER, migrate


async def revise(what: str) -> None:
    """Create storage/migrations/versions/<number>_<what>.py."""
    number = f"{len(list((FOLDER / 'versions').glob('*.py'))) + 1:04d}"
    with tempfile.TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder)}/empty.db")
        await migrate(database)
        async with database.migrating() as session:
            await session.run_sync(lambda connection: alembic_runner.revise(connection, what, number))
        await database.close()


if __name__ == "__main__":
    asyncio.run(revise(" ".join(sys.argv[1:]) or "unnamed"))
