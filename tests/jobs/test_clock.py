"""The clock ticks the jobs, survives one that fails, and stops without leaving anything running."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent

from jobs.channel_digest import ChannelDigest
from jobs.clock import Clock
from jobs.drain import Drain
from jobs.timing import Timing
from skills.library import Library
from storage import deliveries, events, members
from storage.database import Database
from storage.migrate import migrate
from storage.tables import SeenEvent
from tests.jobs import due
from tests.jobs.due import MONDAY
from tests.jobs.postman import Postman
from tests.jobs.waiting import states, until
from tests.storage.counting import rows
from tests.storage.people import ALICE, NOON, greeted, knows

HOUR = dt.timedelta(hours=1)
MINUTE = dt.timedelta(minutes=1)
EVERY = {"weekly nudge": MINUTE, "channel digest": MINUTE, "housekeeping": HOUR}


class Ticking:
    """A clock as `rung serve` starts it, whose hands a test may move; `now` is the time messages are due by."""

    def __init__(self, database: Database, library: Library, per_second: float | None = None) -> None:
        self.now = MONDAY
        self.postman = Postman()
        timing = Timing(per_second=per_second)
        self.drain = Drain(database, library.catalogue, {"slack": self.postman}, lambda: self.now, timing)
        digest = ChannelDigest(database, library.catalogue, {"slack": self.postman}, {}, lambda: self.now, timing)
        self.clock = Clock(database, self.drain, digest, lambda: self.now)

    async def tick(self, late: dt.timedelta = dt.timedelta(0)) -> list[JobExecutionEvent]:
        """Make every job due now (or due a while ago), and return how each of them ended."""
        ended: list[JobExecutionEvent] = []
        all_done = asyncio.Event()
        scheduler = self.clock.scheduler
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


@asynccontextmanager
async def started(database: Database, library: Library, per_second: float | None = None) -> AsyncIterator[Ticking]:
    """The clock while it runs."""
    ticking = Ticking(database, library, per_second)
    await ticking.clock.start()
    try:
        yield ticking
    finally:
        await ticking.clock.stop()


async def old_event(database: Database, event_id: str = "Ev1") -> None:
    at = NOON - dt.timedelta(days=3)
    async with database.writing() as session:
        home = await members.workspace_id(session, "slack", "T0ACME", at)
        await events.is_new(session, home, event_id, at)


async def test_a_tick_plans_and_sends_what_is_due(database: Database, library: Library) -> None:
    await due.put(database, ["U1", "U2", "U3"], workspaces=2)
    async with started(database, library) as ticking:
        await ticking.tick()
        await until(lambda: len(ticking.postman.brought) == 3)
        await ticking.tick()
    assert sorted(ticking.postman.brought) == ["U1", "U2", "U3"]
    assert await states(database) == {"sent": 3}


async def test_a_tick_tidies_up_by_the_clock_that_was_handed_in(database: Database, library: Library) -> None:
    await old_event(database)
    async with started(database, library) as ticking:
        ticking.now = NOON - dt.timedelta(days=2)
        await ticking.tick()
        assert await rows(database, SeenEvent) == 1
        ticking.now = NOON
        await ticking.tick()
        assert await rows(database, SeenEvent) == 0


async def test_it_nudges_on_the_minute_and_tidies_every_hour_in_utc(database: Database, library: Library) -> None:
    async with started(database, library) as ticking:
        first = {job.name: job.next_run_time for job in ticking.clock.scheduler.get_jobs()}
        assert first["weekly nudge"].second == first["weekly nudge"].microsecond == 0
        assert all(dt.timedelta(0) < at - dt.datetime.now(dt.UTC) <= MINUTE for at in first.values())
        await ticking.tick()
        jobs = ticking.clock.scheduler.get_jobs()
        waits = {job.name: job.next_run_time - dt.datetime.now(dt.UTC) for job in jobs}
        zones = {job.next_run_time.utcoffset() for job in jobs}
    assert waits.keys() == EVERY.keys()
    assert all(EVERY[name] - MINUTE < wait <= EVERY[name] for name, wait in waits.items())
    assert zones == {dt.timedelta(0)}


async def test_a_message_that_takes_long_does_not_keep_the_next_minutes_people_waiting(
    database: Database, library: Library
) -> None:
    await due.put(database, ["U0SLOW", "U0NEXT"], workspaces=2, minutes=(540, 541))
    async with started(database, library) as ticking:
        ticking.postman.kept_from = {"U0SLOW"}
        await ticking.tick()
        await until(lambda: ticking.postman.at_the_door == ["U0SLOW"])
        ticking.now += MINUTE
        await ticking.tick()
        await until(lambda: ticking.postman.brought == ["U0NEXT"])
        ticking.postman.let_go()
    assert await states(database) == {"sent": 2}


async def test_a_machine_that_slept_for_three_days_ticks_once_and_at_once(database: Database, library: Library) -> None:
    await due.put(database, ["U1"])
    await old_event(database)
    async with started(database, library) as ticking:
        assert len(await ticking.tick(late=3 * 24 * HOUR + MINUTE / 2)) == len(EVERY)
        await until(lambda: ticking.postman.brought == ["U1"])
    assert await rows(database, SeenEvent) == 0


async def test_a_tick_that_fails_is_logged_and_the_next_one_works(
    empty: Database, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    async with started(empty, library) as ticking:
        failed = await ticking.tick()  # there are no tables yet
        assert all(each.exception is not None for each in failed)
        said = [record for record in caplog.records if record.exc_info]
        assert [record.levelname for record in said] == ["ERROR"] * len(EVERY)
        assert {name for name in EVERY for record in said if name in record.getMessage()} == EVERY.keys()
        await migrate(empty)
        await due.put(empty, ["U1"])
        ran = await ticking.tick()
        assert all(each.exception is None for each in ran)
        await until(lambda: ticking.postman.brought == ["U1"])


async def test_a_drain_that_fails_is_logged_and_the_next_one_sends(
    database: Database, library: Library, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    async def fails(*_: object) -> None:
        raise ConnectionError

    await due.put(database, ["U1"])
    async with started(database, library) as ticking:
        with monkeypatch.context() as broken:
            broken.setattr(deliveries, "waits", fails)
            await ticking.tick()
            heard: list[str] = []

            def failed() -> bool:
                heard.append(capfd.readouterr().err)
                return "drain failed" in "".join(heard)

            await until(failed)  # a tick does not wait for the drain
        await ticking.tick()
        await until(lambda: ticking.postman.brought == ["U1"])


async def test_it_stops_and_leaves_nothing_running(database: Database, library: Library) -> None:
    before = asyncio.all_tasks()
    async with started(database, library) as ticking:
        await ticking.tick()
        assert ticking.clock.scheduler.running
    assert not ticking.clock.scheduler.running
    assert ticking.clock.scheduler.get_jobs() == []
    assert asyncio.all_tasks() == before


async def test_stopped_among_messages_it_waits_for_the_one_on_its_way_and_gives_the_others_back(
    database: Database, library: Library
) -> None:
    await due.put(database, ["U1", "U2", "U3"], minutes=(540,))
    ticking = Ticking(database, library, per_second=2)
    await ticking.clock.start()
    ticking.postman.kept_from = {"U1", "U2", "U3"}
    before = asyncio.all_tasks()
    await ticking.tick()
    await until(lambda: len(ticking.postman.at_the_door) == 1)
    assert await states(database) == {"sending": 2, "planned": 1}
    stopping = asyncio.create_task(ticking.clock.stop())
    await asyncio.sleep(0.6)  # the turn of the second would have come
    assert not stopping.done()
    ticking.postman.let_go()
    async with asyncio.timeout(5):
        await stopping
    assert await states(database) == {"sent": 1, "planned": 2}
    assert len(ticking.postman.at_the_door) == 1
    assert asyncio.all_tasks() <= before


async def test_stopped_in_the_middle_of_a_job_it_complains_of_nothing_and_the_database_is_usable(
    database: Database, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    alice = await greeted(database, ALICE)
    await old_event(database)
    ticking = Ticking(database, library)
    await ticking.clock.start()
    before = asyncio.all_tasks()
    async with database.writing() as session:
        # We hold the rows that housekeeping wants, so that it is under way when the clock stops.
        await session.exec_driver_sql("UPDATE seen_events SET event_id = event_id")
        for job in ticking.clock.scheduler.get_jobs():
            job.modify(next_run_time=dt.datetime.now(dt.UTC))
        await asyncio.sleep(0.05)  # the timer fires; on PostgreSQL the job reaches the server and waits there
        assert len(asyncio.all_tasks() - before) == 1
        async with asyncio.timeout(5):
            await ticking.clock.stop()
    assert asyncio.all_tasks() <= before
    assert [record.getMessage() for record in caplog.records if record.levelname in ("WARNING", "ERROR")] == []
    assert await rows(database, SeenEvent) == 1
    await knows(database, alice, "docker", "working")
    assert await database.answers()
