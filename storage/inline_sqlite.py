"""An async face on the standard library's sqlite3 that runs each statement where it is called."""

# SQLite answers our statements in microseconds, a hop to another thread and back costs hundreds (`make bench`,
# storage). SQLAlchemy's aiosqlite dialect awaits whatever `async_creator_fn` gives it, so these two classes are all
# it needs. Statements that may take long, such as reports over thousands of people, belong in a thread of their own.

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from typing import Any

# Immediate, because a read that later writes fails at once when another process wrote in between.
BEGIN = "BEGIN IMMEDIATE"
BUSY = 5.0  # seconds to wait for another process's lock
BLOCKED = 0.02  # of these, how many SQLite may wait by itself: nobody is answered meanwhile


class InlineCursor:
    """The part of aiosqlite's cursor that SQLAlchemy uses."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor
        self.arraysize = cursor.arraysize

    async def __aenter__(self) -> InlineCursor:
        return self

    @property
    def description(self) -> Any:
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> InlineCursor:
        if operation == BEGIN:
            await _unlocked(lambda: self._cursor.execute(BEGIN))
        else:
            self._cursor.execute(operation, parameters)
        return self

    async def executemany(self, operation: str, parameters: Sequence[Sequence[Any]]) -> InlineCursor:
        self._cursor.executemany(operation, parameters)
        return self

    async def fetchall(self) -> list[Any]:
        return self._cursor.fetchall()

    async def fetchone(self) -> Any:
        return self._cursor.fetchone()

    async def fetchmany(self, size: int | None = None) -> list[Any]:
        return self._cursor.fetchmany(size or self.arraysize)

    async def close(self) -> None:
        self._cursor.close()


class InlineConnection:
    """The part of aiosqlite's connection that SQLAlchemy uses; transactions are begun by `Database`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._conn = connection

    @property
    def _connection(self) -> sqlite3.Connection:
        return self._conn

    @property
    def isolation_level(self) -> str | None:
        return self._conn.isolation_level

    def first(self, statement: str, parameters: Mapping[str, Any]) -> Sequence[Any] | None:
        """The first row of a prepared statement; for `storage.prepared`."""
        row: Sequence[Any] | None = self._conn.execute(statement, parameters).fetchone()
        return row

    def all(self, statement: str, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """Every row of a prepared statement."""
        return self._conn.execute(statement, parameters).fetchall()

    def cursor(self) -> InlineCursor:
        return InlineCursor(self._conn.cursor())

    async def create_function(self, *args: Any, **kwargs: Any) -> None:
        self._conn.create_function(*args, **kwargs)

    async def commit(self) -> None:
        self._conn.commit()

    async def rollback(self) -> None:
        self._conn.rollback()

    async def close(self) -> None:
        self._conn.close()

    def stop(self) -> None:
        self._conn.close()


async def connect(database: str, **options: Any) -> InlineConnection:
    """Open `database`, in WAL mode; transactions begin only when told to."""
    connection = sqlite3.connect(database, isolation_level=None, **{"timeout": BLOCKED, **options})
    try:
        # Two processes that make a new file at once get "locked" here, whatever the timeout.
        await _unlocked(lambda: connection.execute("PRAGMA journal_mode=WAL"))
        for pragma in ("synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return InlineConnection(connection)


async def _unlocked(attempt: Callable[[], object]) -> None:
    """Try until no other process holds the file, at most BUSY seconds; others get their turn meanwhile."""
    deadline = asyncio.get_running_loop().time() + BUSY
    while True:
        try:
            attempt()
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or asyncio.get_running_loop().time() > deadline:
                raise
        await asyncio.sleep(0.005)
