"""Puts every job on APScheduler, which only ticks: what is due stands in the database."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Awaitable, Callable

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs import housekeeping, weekly_nudge
from jobs.channel_digest import ChannelDigest
from jobs.drain import Drain
from storage.database import Database

log = structlog.get_logger()


class Clock:
    """The clock of an installation with one process: `start` it in the event loop, `stop` it before the database."""

    def __init__(
        self, database: Database, drain: Drain, digest: ChannelDigest, now: Callable[[], dt.datetime]
    ) -> None:  # fmt: skip
        self._database = database
        self._drain = drain
        self._digest = digest
        self._now = now
        self._draining: asyncio.Task[None] | None = None
        self._under_way: set[asyncio.Task[None]] = set()
        self.scheduler = AsyncIOScheduler(timezone=dt.UTC)

    async def start(self) -> None:
        """Begin to tick."""
        now = dt.datetime.now(dt.UTC)
        next_minute = now.replace(second=0, microsecond=0) + dt.timedelta(minutes=1)
        self._add("weekly nudge", self._nudge, minutes=1, start_date=next_minute)
        self._add("channel digest", self._digests, minutes=1, start_date=next_minute)
        # Soon after the start, and then every hour: a process that is often restarted tidies up too.
        self._add("housekeeping", self._tidy, hours=1, next_run_time=now + dt.timedelta(minutes=1))
        self.scheduler.start()

    async def stop(self) -> None:
        """Stop ticking; messages on their way are waited for, the rest is given back."""
        self.scheduler.shutdown(wait=False)
        await asyncio.sleep(0)  # it stops in the loop's next round
        await self._drain.stop()
        if self._draining is not None:
            await self._draining
        if self._under_way:
            await asyncio.wait(self._under_way)

    def _add(self, name: str, job: Callable[[], Awaitable[None]], **when: object) -> None:
        # Nothing is kept of what a tick missed: what it would have done is done by the next, from the database.
        always = {"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        self.scheduler.add_job(self._calm(job), "interval", name=name, **when, **always)

    def _calm(self, job: Callable[[], Awaitable[None]]) -> Callable[[], Awaitable[None]]:
        """The job, which may be stopped half-way: what was not committed is done by a later tick."""

        async def run() -> None:
            task = asyncio.current_task()
            assert task is not None, "APScheduler gives every run a task"
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)
            with contextlib.suppress(asyncio.CancelledError):
                await job()

        return run

    async def _nudge(self) -> None:
        """Plan what has come, and see to it that somebody is sending: that may take longer than until the next tick."""
        await weekly_nudge.plan(self._database, self._now())
        if self._draining is None or self._draining.done():
            self._draining = asyncio.create_task(self._send())

    async def _send(self) -> None:
        try:
            await self._drain.run()
        except Exception:  # nobody awaits this task; the next tick begins another
            log.exception("drain failed")

    async def _digests(self) -> None:
        await self._digest.run()

    async def _tidy(self) -> None:
        await housekeeping.run(self._database, self._now())
