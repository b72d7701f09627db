"""Ways to one member and their depths: ours, the bare driver, and aiosqlite through SQLAlchemy."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from functools import partial
from typing import Any, Protocol

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from bench.raw import PRAGMAS, Raw, RawWithHistory, opened
from bench.who import NOW, VERSION, WHO
from storage import depths, members
from storage.database import Database
from storage.members import Me
from storage.migrate import migrate

OURS = "Rung, storage.Database, with history"
RAW, RAW_HISTORY = "raw sqlite3, depths alone", "raw sqlite3, with history (limit)"
AIOSQLITE = "Rung's statements on aiosqlite"


class Store(Protocol):
    """What every command reads, what a form shows, and what it sets."""

    async def find(self) -> Me | None:
        """The member."""
        ...

    async def read(self) -> Mapping[str, str]:
        """All depths of the member."""
        ...

    async def set(self, wanted: Mapping[str, str]) -> None:
        """Set depths, committed."""
        ...


@dataclass(frozen=True, slots=True)
class Ours:
    """As the bot does it."""

    database: Database
    me: Me

    async def find(self) -> Me | None:
        async with self.database.reading() as session:
            return await members.find(session, WHO)

    async def read(self) -> Mapping[str, str]:
        async with self.database.reading() as session:
            return await depths.all_mine(session, self.me)

    async def set(self, wanted: Mapping[str, str]) -> None:
        async with self.database.writing() as session:
            await depths.set_mine(session, self.me, wanted, "set", VERSION, NOW)


@dataclass(frozen=True, slots=True)
class Aiosqlite:
    """The usual asynchronous way: an engine with its pool, a connection for each piece of work."""

    engine: AsyncEngine
    me: Me

    async def find(self) -> Me | None:
        async with self.engine.connect() as session:
            return await members.find(session, WHO)

    async def read(self) -> Mapping[str, str]:
        async with self.engine.connect() as session:
            return await depths.all_mine(session, self.me)

    async def set(self, wanted: Mapping[str, str]) -> None:
        async with self.engine.begin() as session:
            await depths.set_mine(session, self.me, wanted, "set", VERSION, NOW)


@asynccontextmanager
async def _ours(path: str) -> AsyncIterator[Store]:
    database = Database(f"sqlite:///{path}")
    try:
        yield Ours(database, await _prepared(database))
    finally:
        await database.close()


@asynccontextmanager
async def _raw(path: str, kind: type[Raw]) -> AsyncIterator[Store]:
    me = await _prepared_file(path)
    with closing(opened(path)) as connection:
        yield kind(connection, me)


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
    RAW: partial(_raw, kind=Raw),
    RAW_HISTORY: partial(_raw, kind=RawWithHistory),
    OURS: _ours,
    AIOSQLITE: _aiosqlite,
}
