"""A statement that is compiled once; for the few reads that every request makes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select
from sqlalchemy.dialects import sqlite

from storage.database import Session
from storage.inline_sqlite import InlineConnection


class Prepared:
    """A SELECT of plain columns (numbers and texts) with named parameters.

    On SQLite it goes to the driver itself: what SQLAlchemy does around each execution costs several times what
    SQLite needs (`make bench`, storage). On PostgreSQL the network outweighs that, and SQLAlchemy runs it.
    """

    def __init__(self, statement: Select[Any]) -> None:
        self._statement = statement
        self._sqlite = str(statement.compile(dialect=sqlite.dialect(paramstyle="named")))

    async def first(self, session: Session, parameters: Mapping[str, Any]) -> Sequence[Any] | None:
        """The first row, or None."""
        connection = session.sync_connection
        assert connection is not None, "a session is an open connection"
        driver = connection.connection.driver_connection
        if isinstance(driver, InlineConnection):
            return driver.first(self._sqlite, parameters)
        row: Sequence[Any] | None = (await session.execute(self._statement, dict(parameters))).first()
        return row

    async def all(self, session: Session, parameters: Mapping[str, Any]) -> Sequence[Sequence[Any]]:
        """Every row."""
        connection = session.sync_connection
        assert connection is not None, "a session is an open connection"
        driver = connection.connection.driver_connection
        if isinstance(driver, InlineConnection):
            return driver.all(self._sqlite, parameters)
        rows: Sequence[Sequence[Any]] = (await session.execute(self._statement, dict(parameters))).all()
        return rows
