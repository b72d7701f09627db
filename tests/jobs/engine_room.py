"""Looks into procrastinate's tables, and puts jobs there as it would."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from procrastinate import App
from sqlalchemy import text

from jobs.engine import connector
from storage.database import Database

STUCK = (
    "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status, worker_id)"
    " VALUES ('rung', 'rung.shard', :lock, :lock, jsonb_build_object('shard', :shard), 'doing', :worker)"
)


async def defer(database: Database, task: str, queue: str = "rung") -> None:
    """Put a periodic task's job into the queue, as at its time."""
    async with App(connector=connector(database)).open_async() as app:
        await app.configure_task(task, queue=queue).defer_async(timestamp=0)


async def order(database: Database, statement: str, **values: Any) -> None:
    """Run one statement."""
    async with database.writing() as session:
        await session.execute(text(statement), values)


async def count(database: Database, table: str) -> int:
    """How many rows one of procrastinate's tables has."""
    async with database.reading() as session:
        return int((await session.execute(text(f"SELECT count(*) FROM procrastinate_{table}"))).scalar_one())


async def jobs_of(database: Database, task: str) -> int:
    """How many jobs of a task are waiting or under way."""
    statement = text("SELECT count(*) FROM procrastinate_jobs WHERE task_name = :task")
    async with database.reading() as session:
        return int((await session.execute(statement, {"task": task})).scalar_one())


async def tick(database: Database) -> None:
    """Let somebody tick, and return when that is done."""
    await defer(database, "rung.tick")
    await eventually(lambda: _ticked(database))


async def worker(database: Database) -> int:
    """The one worker there is."""
    async with database.reading() as session:
        return int((await session.execute(text("SELECT id FROM procrastinate_workers"))).scalar_one())


async def stuck(database: Database, shard: int, worker_id: int | None) -> None:
    """A shard that somebody took, and about which nothing was heard again."""
    await order(database, STUCK, lock=f"rung.shard.{shard}", shard=shard, worker=worker_id)


async def none_left(database: Database, seconds: float = 5.0) -> None:
    """Return when every job is done and gone."""
    await eventually(lambda: _no_jobs(database), seconds)


async def eventually(happened: Callable[[], Awaitable[bool]], seconds: float = 5.0) -> None:
    """Return as soon as the database says so; raises TimeoutError when it does not."""
    async with asyncio.timeout(seconds):
        while not await happened():  # noqa: ASYNC110  # what happens in a database rings no bell here
            await asyncio.sleep(0.02)


async def _no_jobs(database: Database) -> bool:
    return await count(database, "jobs") == 0


async def _ticked(database: Database) -> bool:
    return await jobs_of(database, "rung.tick") == 0
