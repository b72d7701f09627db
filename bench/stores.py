"""Three ways to one member and one depth: ours, the bare driver, and aiosqlite through SQLAlchemy."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage import depths, members
from storage.database import Database
from storage.members import Me, Who
from storage.migrate import migrate

OURS, RAW, AIOSQLITE = "Rung, storage.Database", "raw sqlite3 (limit)", "SQLAlchemy on aiosqlite"
WHO = Who("slack", "T0BENCH", "U0REGULAR")
NOW = dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC)
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")

FIND = """
SELECT m.id, m.workspace_id, m.locale, m.time_zone, m.language, m.role, m.level
FROM members m JOIN workspaces w ON w.id = m.workspace_id
WHERE w.platform = ? AND w.external_id = ? AND m.external_id = ?
"""
SET = """
INSERT INTO depths (workspace_id, member_id, skill, depth, evidence, catalogue, set_at) VALUES (?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (workspace_id, member_id, skill) DO UPDATE
SET depth = excluded.depth, evidence = excluded.evidence, catalogue = excluded.catalogue, set_at = excluded.set_at
"""


class Store(Protocol):
    """What every command reads, and what a set depth writes."""

    async def find(self) -> Me | None:
        """The member."""
        ...

    async def set_depth(self, depth: str) -> None:
        """Set one depth, committed."""
        ...


@dataclass(frozen=True, slots=True)
class Ours:
    """As the bot does it."""

    database: Database
    me: Me

    async def find(self) -> Me | None:
        async with self.database.reading() as session:
            return await members.find(session, WHO)

    async def set_depth(self, depth: str) -> None:
        async with self.database.writing() as session:
            await depths.set_mine(session, self.me, "mlflow", depth, "bench", NOW)


@dataclass(frozen=True, slots=True)
class Raw:
    """The standard library's driver on one open connection."""

    connection: sqlite3.Connection
    me: Me

    async def find(self) -> Me | None:
        row = self.connection.execute(FIND, (WHO.platform, WHO.workspace, WHO.user)).fetchone()
        return Me(*row) if row is not None else None

    async def set_depth(self, depth: str) -> None:
        values = (self.me.workspace_id, self.me.id, "mlflow", depth, "self", "bench", NOW.isoformat())
        self.connection.execute("BEGIN IMMEDIATE")
        self.connection.execute(SET, values)
        self.connection.execute("COMMIT")


@dataclass(frozen=True, slots=True)
class Aiosqlite:
    """The usual asynchronous way: an engine with its pool, a connection for each piece of work."""

    engine: AsyncEngine
    me: Me

    async def find(self) -> Me | None:
        async with self.engine.connect() as session:
            return await members.find(session, WHO)

    async def set_depth(self, depth: str) -> None:
        async with self.engine.begin() as session:
            await depths.set_mine(session, self.me, "mlflow", depth, "bench", NOW)


@asynccontextmanager
async def _ours(path: str) -> AsyncIterator[Store]:
    database = Database(f"sqlite:///{path}")
    try:
        yield Ours(database, await _prepared(database))
    finally:
        await database.close()


@asynccontextmanager
async def _raw(path: str) -> AsyncIterator[Store]:
    me = await _prepared_file(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        yield Raw(connection, me)


@asynccontextmanager
async def _aiosqlite(path: str) -> AsyncIterator[Store]:
    me = await _prepared_file(path)
    engine = create_async_engine(f"sqlite+aiosqlite:///{path}")

    @event.listens_for(engine.sync_engine, "connect")
    def with_pragmas(connection: Any, _record: Any) -> None:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    try:
        yield Aiosqlite(engine, me)
    finally:
        await engine.dispose()


async def _prepared_file(path: str) -> Me:
    database = Database(f"sqlite:///{path}")
    try:
        return await _prepared(database)
    finally:
        await database.close()


async def _prepared(database: Database) -> Me:
    """The tables, and the member in them."""
    await migrate(database)
    async with database.writing() as session:
        return await members.greet(session, WHO, NOW, "en-US", "Europe/Berlin")


STORES: dict[str, Callable[[str], AbstractAsyncContextManager[Store]]] = {
    RAW: _raw,
    OURS: _ours,
    AIOSQLITE: _aiosqlite,
}
