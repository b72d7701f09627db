"""Several replicas on one PostgreSQL: whichever ticks, and whichever stops or dies, everybody gets one message."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging

import pytest

from jobs import engine
from jobs.replicas import SHARDS
from skills.library import Library
from storage import events, members
from storage.database import Database
from storage.tables import SeenEvent, Workspace, table
from tests.jobs import due, engine_room
from tests.jobs.due import MONDAY
from tests.jobs.replica import Replica, running
from tests.jobs.waiting import states, until
from tests.storage.counting import rows
from tests.storage.postgres import Postgres

MANY = [f"U{number:03}" for number in range(200)]
LONG_AGO = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '1 minute')"


@pytest.fixture
def database(on_postgresql: Database) -> Database:
    """PostgreSQL only."""
    return on_postgresql


async def its_shard(database: Database) -> int:
    """The shard of the only workspace."""
    async with database.reading() as session:
        return int((await session.execute(table(Workspace).select())).one().id) % SHARDS


async def test_two_replicas_that_start_together_bring_everybody_one_message(
    database: Database, postgres_url: str, library: Library
) -> None:
    await due.put(database, MANY, workspaces=20)
    one, other = Replica(postgres_url, library), Replica(postgres_url, library)
    await asyncio.gather(one.clock.start(), other.clock.start())
    await until(lambda: len(one.postman.brought) + len(other.postman.brought) >= len(MANY))
    await engine_room.none_left(database)
    await asyncio.gather(one.stop(), other.stop())
    assert sorted(one.postman.brought + other.postman.brought) == MANY
    assert await states(database) == {"sent": len(MANY)}
    assert await engine_room.count(database, "workers") == 0
    assert await engine_room.count(database, "events") == 0
    assert await engine_room.count(database, "periodic_defers") <= 3  # the latest of each, so that nobody repeats it


async def test_what_one_replica_leaves_when_it_is_stopped_another_brings(
    database: Database, postgres_url: str, library: Library
) -> None:
    await due.put(database, MANY, workspaces=20)
    one = Replica(postgres_url, library, per_second=5)
    await one.clock.start()
    await until(lambda: len(one.postman.brought) >= 40)
    async with running(postgres_url, library) as other:
        await one.stop()
        left = len(MANY) - len(one.postman.brought)
        assert left > 0
        await until(lambda: len(other.postman.brought) >= left)
        await engine_room.none_left(database)
    assert sorted(one.postman.brought + other.postman.brought) == MANY
    assert await states(database) == {"sent": len(MANY)}


async def test_stopped_alone_it_gives_back_what_it_claimed_and_the_next_start_goes_on(
    database: Database, postgres_url: str, library: Library
) -> None:
    before = asyncio.all_tasks()
    await due.put(database, MANY[:8])
    async with running(postgres_url, library, per_second=4) as one:
        await until(lambda: len(one.postman.brought) >= 2)
    left = len(MANY[:8]) - len(one.postman.brought)
    assert await states(database) == {"sent": 8 - left, "planned": left}
    assert asyncio.all_tasks() == before
    async with running(postgres_url, library) as again:
        await until(lambda: len(again.postman.brought) >= left)
    assert sorted(one.postman.brought + again.postman.brought) == MANY[:8]


async def test_the_shard_of_a_replica_that_died_is_taken_over(
    database: Database, postgres_url: str, library: Library
) -> None:
    await engine.prepare(database)
    await due.put(database, ["U1"])
    await engine_room.order(database, LONG_AGO)
    await engine_room.stuck(database, await its_shard(database), await engine_room.worker(database))
    async with running(postgres_url, library) as replica:
        await until(lambda: replica.postman.brought == ["U1"])
        await engine_room.none_left(database)


async def test_a_shard_it_is_done_with_but_could_not_say_so_is_free_at_the_second_tick(
    database: Database, postgres_url: str, library: Library
) -> None:
    await _clear_of_the_minute()
    async with running(postgres_url, library) as replica:
        await engine_room.eventually(lambda: _ticked(database))
        await due.put(database, ["U1"])
        await engine_room.stuck(database, await its_shard(database), await engine_room.worker(database))
        await engine_room.tick(database)
        assert await engine_room.jobs_of(database, "rung.shard") == 2  # the stuck one, and one that waits for its lock
        assert replica.postman.brought == []
        await engine_room.defer(database, "rung.tick")
        await until(lambda: replica.postman.brought == ["U1"])
        await engine_room.none_left(database)


async def test_a_shard_that_is_being_looked_after_is_not_taken_away(
    database: Database, postgres_url: str, library: Library
) -> None:
    await due.put(database, ["U1"])
    async with running(postgres_url, library) as replica:
        replica.postman.kept_from = {"U1"}
        await until(lambda: replica.postman.at_the_door == ["U1"])
        for _ in range(3):
            await engine_room.tick(database)
            assert await engine_room.jobs_of(database, "rung.shard") == 1
        replica.postman.let_go()
        await engine_room.none_left(database)
    assert replica.postman.at_the_door == ["U1"]


async def test_a_server_that_was_away_is_worked_for_again(
    database: Database, postgres: Postgres, postgres_url: str, library: Library
) -> None:
    async with running(postgres_url, library) as replica:
        await engine_room.eventually(lambda: _ticked(database))
        with postgres.stopped():
            await asyncio.sleep(0.3)  # time to notice
        await due.put(database, ["U1"])
        await engine_room.defer(database, "rung.tick")
        await until(lambda: replica.postman.brought == ["U1"])


async def test_a_worker_that_others_took_for_dead_is_replaced(
    database: Database, postgres_url: str, library: Library, capfd: pytest.CaptureFixture[str]
) -> None:
    async with running(postgres_url, library) as replica:
        await engine_room.eventually(lambda: _ticked(database))
        first = await engine_room.worker(database)
        await engine_room.order(database, "DELETE FROM procrastinate_workers")
        await due.put(database, ["U1"])
        await engine_room.defer(database, "rung.tick")
        await until(lambda: replica.postman.brought == ["U1"])
        assert await engine_room.worker(database) != first
    assert "jobs interrupted" in capfd.readouterr().err


async def test_it_tidies_up_by_the_clock_that_was_handed_in(
    database: Database, postgres_url: str, library: Library
) -> None:
    at = MONDAY - dt.timedelta(days=3)
    async with database.writing() as session:
        await events.is_new(session, await members.workspace_id(session, "slack", "T0ACME", at), "Ev1", at)
    async with running(postgres_url, library):
        await engine_room.defer(database, "rung.tidy")
        await engine_room.none_left(database)
    assert await rows(database, SeenEvent) == 0


async def test_a_tick_that_fails_is_logged_and_leaves_nothing_behind(
    database: Database, postgres_url: str, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    await engine_room.order(database, "ALTER TABLE nudge_slots RENAME TO elsewhere")
    async with running(postgres_url, library) as replica:
        await until(lambda: any("rung.tick" in record.getMessage() for record in caplog.records))
        await engine_room.none_left(database)
        await engine_room.order(database, "ALTER TABLE elsewhere RENAME TO nudge_slots")
        await due.put(database, ["U1"])
        await engine_room.defer(database, "rung.tick")
        await until(lambda: replica.postman.brought == ["U1"])
    assert {record.levelno for record in caplog.records} == {logging.ERROR}


async def test_somebody_elses_jobs_in_the_same_tables_are_left_alone(
    database: Database, postgres_url: str, library: Library
) -> None:
    await engine.prepare(database)
    await engine_room.defer(database, "theirs", queue="theirs")
    await due.put(database, ["U1"])
    async with running(postgres_url, library) as replica:
        await until(lambda: replica.postman.brought == ["U1"])
        await engine_room.eventually(lambda: _only_theirs(database))


async def _clear_of_the_minute() -> None:
    """Wait, so that no tick comes by itself in the next seconds."""
    second = dt.datetime.now(dt.UTC).second
    await asyncio.sleep(61 - second if second >= 57 else 1 - second if second < 1 else 0)


async def _ticked(database: Database) -> bool:
    """The tick of the start came and went."""
    known = await engine_room.count(database, "periodic_defers")
    return known > 0 and await engine_room.count(database, "jobs") == 0


async def _only_theirs(database: Database) -> bool:
    return (await engine_room.count(database, "jobs"), await engine_room.jobs_of(database, "theirs")) == (1, 1)
