"""The two real databases: every test that asks for `url`, `empty` or `database` runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from storage.database import Database
from storage.migrate import migrate
from tests.storage.postgres import Postgres, shared


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The one PostgreSQL server of the test run."""
    server = shared()
    yield server
    server.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path}/rung.db"


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """A PostgreSQL schema without tables."""
    with postgres.fresh() as url:
        yield url


@pytest.fixture(params=["sqlite", "postgres"])
def url(request: pytest.FixtureRequest) -> str:
    """What DATABASE_URL would say, for each of the two; nothing is in there yet."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
async def on_postgresql(postgres_url: str) -> AsyncIterator[Database]:
    """A PostgreSQL with today's tables, for stories that SQLite has no part in."""
    database = Database(postgres_url)
    await migrate(database)
    yield database
    await database.close()


@pytest.fixture
async def empty(url: str) -> AsyncIterator[Database]:
    """A database before its first migration."""
    database = Database(url)
    yield database
    await database.close()


@pytest.fixture
async def database(empty: Database) -> Database:
    """A database with today's tables and nobody in it."""
    await migrate(empty)
    return empty
