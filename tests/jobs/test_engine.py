"""procrastinate's tables are made once, and never used when they are older than the code that would use them."""

from __future__ import annotations

import asyncio

import pytest

from jobs import engine
from storage.database import Database, UnusableDatabase
from tests.jobs import engine_room
from tests.storage.postgres import Postgres


async def test_replicas_that_start_at_once_make_the_tables_once_and_a_later_start_changes_nothing(
    postgres_url: str,
) -> None:
    databases = [Database(postgres_url) for _ in range(4)]
    await asyncio.gather(*(engine.prepare(each) for each in databases))
    assert await engine_room.count(databases[0], "jobs") == 0
    await engine.prepare(databases[0])
    for each in databases:
        await each.close()


async def test_tables_of_an_older_procrastinate_are_refused_with_the_way_to_upgrade_them(postgres_url: str) -> None:
    database = Database(postgres_url)
    await engine.prepare(database)
    await engine_room.order(database, "DROP FUNCTION procrastinate_retry_job_v2")
    with pytest.raises(UnusableDatabase, match=r"procrastinate_retry_job_v2 is missing.*sql/migrations with psql"):
        await engine.prepare(database)
    await database.close()


async def test_an_empty_place_beside_a_used_one_gets_tables_of_its_own(postgres: Postgres) -> None:
    with postgres.fresh() as one, postgres.fresh() as other:
        databases = [Database(one), Database(other)]
        for each in databases:
            await engine.prepare(each)
        await engine_room.defer(databases[0], "rung.tick")
        assert [await engine_room.count(each, "jobs") for each in databases] == [1, 0]
        for each in databases:
            await each.close()
