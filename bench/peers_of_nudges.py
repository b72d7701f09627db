"""How others would send a message to each of many people: one durable job or workflow a person, 64 at once."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import procrastinate
from apscheduler.executors.asyncio import AsyncIOExecutor
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from dbos import DBOS

from bench.outbox import AT_ONCE, Outbox
from bench.turns import Contestant, Turn, nothing


class _Desk:
    """Where the jobs, which a database can only name, find what they work with."""

    outbox: Outbox
    gate: asyncio.Semaphore
    left: int
    empty: asyncio.Event


async def send(number: int) -> None:
    """The job of APScheduler, which has no limit of its own to how many run at once."""
    async with _Desk.gate:
        await _Desk.outbox.post(number)
    _Desk.left -= 1
    if not _Desk.left:
        _Desk.empty.set()


@asynccontextmanager
async def apscheduler(url: str, slack: str, bodies: Sequence[str]) -> AsyncIterator[Turn]:
    """A job with a date for each person, in APScheduler's own table."""
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
    due = dt.datetime.now(dt.UTC)
    store, executor = SQLAlchemyJobStore(url), AsyncIOExecutor()
    scheduler = AsyncIOScheduler(jobstores={"default": store}, executors={"default": executor}, timezone=dt.UTC)
    scheduler.start(paused=True)

    async def prepare() -> None:
        _Desk.gate, _Desk.left, _Desk.empty = asyncio.Semaphore(AT_ONCE), len(bodies), asyncio.Event()
        for number in range(len(bodies)):
            scheduler.add_job(send, "date", run_date=due, args=[number], misfire_grace_time=None)

    async def post() -> None:
        scheduler.resume()
        await _Desk.empty.wait()
        scheduler.pause()

    async with Outbox(slack, bodies) as _Desk.outbox:
        yield Turn(prepare, post)
    scheduler.shutdown(wait=False)


@asynccontextmanager
async def procrastinated(url: str, slack: str, bodies: Sequence[str]) -> AsyncIterator[Turn]:
    """A job for each person, worked off by one worker of 64."""
    logging.getLogger("procrastinate").setLevel(logging.ERROR)
    app = procrastinate.App(connector=procrastinate.PsycopgConnector(conninfo=url))
    async with Outbox(slack, bodies) as outbox, app.open_async():
        await app.schema_manager.apply_schema_async()

        @app.task(name="nudge")
        async def nudge(number: int) -> None:
            await outbox.post(number)

        async def prepare() -> None:
            jobs: list[dict[str, Any]] = [{"number": number} for number in range(len(bodies))]
            await nudge.batch_defer_async(*jobs)

        async def post() -> None:
            await app.run_worker_async(concurrency=AT_ONCE, wait=False, install_signal_handlers=False)

        yield Turn(prepare, post)


@asynccontextmanager
async def dbos(url: str, slack: str, bodies: Sequence[str]) -> AsyncIterator[Turn]:
    """A workflow with one step for each person."""
    DBOS(config={"name": "bench", "system_database_url": url, "log_level": "ERROR"})
    async with Outbox(slack, bodies) as outbox:

        @DBOS.step()
        async def hand_over(number: int) -> None:
            await outbox.post(number)

        @DBOS.workflow()
        async def nudge(number: int) -> None:
            await hand_over(number)

        DBOS.launch()

        async def post() -> None:
            numbers = iter(range(len(bodies)))

            async def one_after_the_other() -> None:
                for number in numbers:
                    handle = await DBOS.start_workflow_async(nudge, number)
                    await handle.get_result()

            await asyncio.gather(*(one_after_the_other() for _ in range(AT_ONCE)))

        yield Turn(nothing, post)
    await asyncio.to_thread(DBOS.destroy)


PEERS: dict[str, Contestant] = {
    "apscheduler": apscheduler,
    "procrastinate": procrastinated,
    "dbos": dbos,
}
