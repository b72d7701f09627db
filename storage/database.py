"""Opens the database: reads without a transaction, writes in one, the same on SQLite and PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

from sqlalchemy import make_url, text
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage import inline_sqlite

ANSWERS_WITHIN = 3.0  # seconds to wait for a database that says nothing

# Storage functions take a session: a connection, inside a transaction when they write.
Session = AsyncConnection


class UnusableDatabase(Exception):  # noqa: N818  # it reads as what it is
    """DATABASE_URL cannot be used; the message says what to write instead."""


class Database:
    """One database; `reading` and `writing` give sessions. Build it in the composition root."""

    def __init__(self, url: str) -> None:
        self.url = async_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self._engine = _sqlite(self.url) if self.is_sqlite else _postgresql(self.url)
        if not self.is_sqlite:
            self._readers = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        # On SQLite all reads share one open connection, and all writes another: statements run whole, one after the
        # other, on one thread, and taking a connection from the pool costs twice as much as the statement.
        self._reader: AsyncConnection | None = None
        self._writer: AsyncConnection | None = None
        # Within a process writers queue here, where waiting costs nothing; across processes they ask again and again.
        self._turn = asyncio.Lock()
        self._opening = asyncio.Lock()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[Session]:
        """A session for reading; each statement sees what is committed."""
        if not self.is_sqlite:
            async with self._readers.connect() as session:
                yield session
            return
        yield self._reader or await self._open_reader()

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[Session]:
        """A session in one transaction: committed when the block ends, undone when it raises.

        On SQLite writers take turns, so never await anything slow (a network call) inside the block.
        """
        if not self.is_sqlite:
            async with self._engine.begin() as session:
                yield session
            return
        async with self._turn:
            if self._writer is None:
                self._writer = await self._engine.connect()
            await self._writer.exec_driver_sql(inline_sqlite.BEGIN)
            try:
                yield self._writer
                await self._writer.commit()
            except BaseException:
                await self._writer.rollback()
                raise

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[Session]:
        """`writing` for migrations: on SQLite a table is changed by building it anew, which must not cascade."""
        if not self.is_sqlite:
            async with self._engine.begin() as session:
                yield session
            return
        async with self._turn, self._engine.connect() as session:
            await session.exec_driver_sql("PRAGMA foreign_keys=OFF")  # has no effect inside a transaction
            try:
                await session.exec_driver_sql(inline_sqlite.BEGIN)
                yield session
                broken = (await session.exec_driver_sql("PRAGMA foreign_key_check")).all()
                if broken:
                    raise RuntimeError(f"the migration leaves {len(broken)} rows that point nowhere")
                await session.commit()
            finally:  # the pool hands this connection out again
                await session.rollback()
                await session.exec_driver_sql("PRAGMA foreign_keys=ON")

    async def answers(self) -> bool:
        """Whether the database can be read now; never raises."""
        if self._reader is not None and self._file_is_gone():
            return False
        try:
            async with asyncio.timeout(ANSWERS_WITHIN), self.reading() as session:
                await session.execute(text("SELECT 1"))
        except Exception:  # whatever is wrong, the answer is no
            return False
        return True

    def _file_is_gone(self) -> bool:
        """Whether the open connections write into a file that nobody will find again."""
        return not Path(str(self._engine.url.database)).exists()

    async def _open_reader(self) -> Session:
        async with self._opening:
            if self._reader is None:
                reader = await self._engine.connect()
                await reader.exec_driver_sql("PRAGMA query_only=ON")
                self._reader = reader
            return self._reader

    async def close(self) -> None:
        """Close every connection."""
        for kept in (self._reader, self._writer):
            if kept is not None:
                await kept.close()
        self._reader = self._writer = None
        await self._engine.dispose()


def async_url(url: str) -> URL:
    """The URL with the driver Rung uses; raises UnusableDatabase for anything but SQLite and PostgreSQL."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise UnusableDatabase("DATABASE_URL is not a URL; write sqlite:///./rung.db or postgresql://…") from error
    backend = parsed.drivername.split("+")[0]
    if backend == "sqlite":
        return parsed.set(drivername="sqlite+aiosqlite")
    if backend in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    raise UnusableDatabase(f"DATABASE_URL names {backend}; Rung keeps its data in sqlite:///… or postgresql://…")


def _sqlite(url: URL) -> AsyncEngine:
    if url.database in (None, "", ":memory:"):
        raise UnusableDatabase("DATABASE_URL names no file; write sqlite:///./rung.db")
    file = Path(str(url.database)).expanduser()
    if not file.parent.is_dir():
        raise UnusableDatabase(f"DATABASE_URL names a folder that does not exist: {file.parent}")
    if file.is_dir():
        raise UnusableDatabase(f"DATABASE_URL names a folder, not a file: {file}")
    return create_async_engine(
        url.set(database=str(file)),
        poolclass=AsyncAdaptedQueuePool,
        connect_args={"async_creator_fn": inline_sqlite.connect},
        hide_parameters=True,  # an error's text may reach a log; personal data must not
    )


_postgresql = partial(
    create_async_engine,
    pool_pre_ping=True,
    pool_size=10,
    hide_parameters=True,
    connect_args={"connect_timeout": 5},  # seconds; without it an unreachable host keeps a request for minutes
)
