"""A PostgreSQL that is gone, silent or read-only is noticed, raises, and is used again when it is back."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy.exc import DBAPIError

from storage import database as opening
from storage.database import Database
from tests.storage.people import ALICE, depths_of, greeted, knows
from tests.storage.postgres import Postgres

BREAK_CONNECTIONS = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid()"


@pytest.fixture
def database(on_postgresql: Database) -> Database:
    """PostgreSQL only."""
    return on_postgresql


async def test_a_server_that_goes_away_does_not_answer_and_is_used_again_when_it_is_back(
    database: Database, postgres: Postgres
) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    assert await database.answers()
    with postgres.stopped():
        assert not await database.answers()
        with pytest.raises(DBAPIError):
            await depths_of(database, alice)
        with pytest.raises(DBAPIError):
            await knows(database, alice, "mlflow", "expert")
    assert await database.answers()
    await knows(database, alice, "mlflow", "expert")
    assert await depths_of(database, alice) == {"docker": "working", "mlflow": "expert"}


async def test_a_server_that_dies_in_the_middle_of_a_block_keeps_nothing_of_it(
    database: Database, postgres: Postgres
) -> None:
    alice = await greeted(database, ALICE)

    async def interrupted() -> None:
        async with database.writing() as session:
            await session.exec_driver_sql("UPDATE members SET role = 'half'")
            with postgres.stopped():
                pass
            await session.exec_driver_sql("UPDATE members SET language = 'half'")

    with pytest.raises(DBAPIError):
        await interrupted()
    assert await greeted(database, ALICE) == alice


async def test_a_server_that_became_read_only_raises_is_still_read_and_recovers(
    database: Database, postgres: Postgres
) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    with read_only(postgres):
        with pytest.raises(DBAPIError, match="read-only transaction"):
            await knows(database, alice, "mlflow", "expert")
        assert await depths_of(database, alice) == {"docker": "working"}
    await knows(database, alice, "mlflow", "expert")
    assert await depths_of(database, alice) == {"docker": "working", "mlflow": "expert"}


@contextmanager
def read_only(postgres: Postgres) -> Iterator[None]:
    """As after a failover: connections break, and those made anew can only read."""
    postgres.order("ALTER ROLE rung SET default_transaction_read_only = on")
    postgres.order(BREAK_CONNECTIONS)
    try:
        yield
    finally:
        postgres.order("ALTER ROLE rung RESET default_transaction_read_only")
        postgres.order(BREAK_CONNECTIONS)


async def test_a_server_nobody_runs_does_not_answer() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))  # taken, and nobody listens
        database = Database(f"postgresql://rung@127.0.0.1:{taken.getsockname()[1]}/rung")
        assert not await database.answers()
        await database.close()


async def test_a_server_that_takes_the_call_and_says_nothing_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "ANSWERS_WITHIN", 0.05, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        database = Database(f"postgresql://rung@127.0.0.1:{silent.getsockname()[1]}/rung")
        async with asyncio.timeout(1):
            assert not await database.answers()
        await database.close()
