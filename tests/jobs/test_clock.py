"""The clock ticks the jobs, survives one that fails, and stops without leaving anything running."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs import clock
from storage import events, members
from storage.database import Database
from storage.migrate import migrate
from storage.tables import SeenEvent
from tests.storage.counting import rows
from tests.storage.people import ALICE, NOON, greeted, knows

HOUR = dt.timedelta(hours=1)


@asynccontextmanager
async def ticking(database: Database, now: dt.datetime = NOON) -> AsyncIterator[AsyncIOScheduler]:
    """The clock, started as `rung serve` starts it and stopped as it stops it."""
    scheduler = clock.start(database, lambda: now)
    try:
        yield scheduler
    finally:
        scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it stops in the loop's next round


async def tick(scheduler: AsyncIOScheduler, late: dt.timedelta = dt.timedelta(0)) -> list[JobExecutionEvent]:
    """Make every job due now (or due a while ago), and return how each of them ended."""
    ended: list[JobExecutionEvent] = []
    all_done = asyncio.Event()
    jobs = scheduler.get_jobs()

    def note(event: JobExecutionEvent) -> None:
        ended.append(event)
        if len(ended) == len(jobs):
            all_done.set()

    scheduler.add_listener(note, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)
    for job in jobs:
        job.modify(next_run_time=dt.datetime.now(dt.UTC) - late)
    async with asyncio.timeout(5):
        await all_done.wait()
    for _ in range(10):  # room for a run too many to show itself
        await asyncio.sleep(0)
    scheduler.remove_listener(note)
    return ended


async def old_event(database: Database, event_id: str = "Ev1") -> None:
    at = NOON - dt.timedelta(days=3)
    async with database.writing() as session:
        home = await members.workspace_id(session, "slack", "T0ACME", at)
        await events.is_new(session, home, event_id, at)


async def test_a_tick_tidies_up_by_the_clock_that_was_handed_in(database: Database) -> None:
    await old_event(database)
    async with ticking(database, now=NOON - dt.timedelta(days=2)) as scheduler:
        await tick(scheduler)
        assert await rows(database, SeenEvent) == 1
    async with ticking(database, now=NOON) as scheduler:
        await tick(scheduler)
        assert await rows(database, SeenEvent) == 0


async def test_it_ticks_every_hour_in_utc(database: Database) -> None:
    async with ticking(database) as scheduler:
        await tick(scheduler)
        waits = [job.next_run_time - dt.datetime.now(dt.UTC) for job in scheduler.get_jobs()]
        zones = [job.next_run_time.utcoffset() for job in scheduler.get_jobs()]
    assert waits
    assert all(HOUR - dt.timedelta(minutes=1) < wait <= HOUR for wait in waits)
    assert zones == [dt.timedelta(0)] * len(waits)


async def test_a_laptop_that_slept_through_ten_ticks_tidies_once_and_at_once(database: Database) -> None:
    await old_event(database)
    async with ticking(database) as scheduler:
        assert len(await tick(scheduler, late=10.5 * HOUR)) == 1
    assert await rows(database, SeenEvent) == 0


async def test_a_job_that_fails_is_logged_and_runs_again_next_time(
    empty: Database, caplog: pytest.LogCaptureFixture
) -> None:
    async with ticking(empty) as scheduler:
        (failed,) = await tick(scheduler)  # there are no tables yet
        assert failed.exception is not None
        assert [record.levelname for record in caplog.records if record.exc_info] == ["ERROR"]
        await migrate(empty)
        await old_event(empty)
        (ran,) = await tick(scheduler)
        assert ran.exception is None
    assert await rows(empty, SeenEvent) == 0


async def test_it_stops_and_leaves_nothing_running(database: Database) -> None:
    before = asyncio.all_tasks()
    async with ticking(database) as scheduler:
        await tick(scheduler)
        assert scheduler.running
    assert not scheduler.running
    assert scheduler.get_jobs() == []
    assert asyncio.all_tasks() == before


async def test_stopped_in_the_middle_of_a_job_it_complains_of_nothing_and_the_database_is_usable(
    database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    alice = await greeted(database, ALICE)
    await old_event(database)
    scheduler = clock.start(database, lambda: NOON)
    before = asyncio.all_tasks()
    async with database.writing() as session:
        # We hold the rows that the job wants, so that it is under way when the clock stops.
        await session.exec_driver_sql("UPDATE seen_events SET event_id = event_id")
        for job in scheduler.get_jobs():
            job.modify(next_run_time=dt.datetime.now(dt.UTC))
        await asyncio.sleep(
            0.05
        )  # the scheduler's timer fires; on PostgreSQL the job reaches the server and waits there
        under_way = asyncio.all_tasks() - before
        assert len(under_way) == 1
        scheduler.shutdown(wait=False)
        await asyncio.wait(under_way, timeout=5)
    assert all(task.done() for task in under_way)
    assert [record.getMessage() for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []
    assert await rows(database, SeenEvent) == 1
    await knows(database, alice, "docker", "working")
    assert await database.answers()
