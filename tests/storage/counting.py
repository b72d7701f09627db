"""Looks past the functions of storage: how many rows a table holds."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlmodel import SQLModel

from storage.database import Database
from storage.tables import table


async def rows(database: Database, model: type[SQLModel]) -> int:
    """How many rows the model's table has."""
    async with database.reading() as session:
        return int((await session.execute(select(func.count()).select_from(table(model)))).scalar_one())
