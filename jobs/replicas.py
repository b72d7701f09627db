"""The clock of an installation with several processes on PostgreSQL: procrastinate ticks once for all of them."""

# Its jobs say no more than "plan now" and "look after these workspaces"; what is due stands in our ledger, which stays
# right even when two look after the same. So a job is never tried again: whatever it leaves, the next tick hands out.
# (procrastinate could not even queue one again while another with the same queueing lock waits.)

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable

import structlog
from procrastinate import App, JobContext
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException
from procrastinate.jobs import DeleteJobCondition, Status

from jobs import housekeeping, weekly_nudge
from jobs.channel_digest import ChannelDigest
from jobs.drain import Drain
from jobs.engine import connector, prepare
from jobs.round import real_now
from storage import deliveries
from storage.database import Database

SHARDS = 16  # a workspace's is its id modulo this
QUEUE = "rung"  # somebody else's jobs in the same tables are none of ours
LOOK = 5.0  # seconds between looks for a job that nobody announced
PAUSE = 5.0  # seconds before a worker that lost the database tries again
GRACE = 20.0  # seconds for jobs under way when this process is told to stop

log = structlog.get_logger()


class Replicas:
    """One replica's share of the clock: `start` it in the event loop, `stop` it before the database."""

    def __init__(
        self, database: Database, drain: Drain, digest: ChannelDigest, now: Callable[[], dt.datetime],
        look: float = LOOK, pause: float = PAUSE,
    ) -> None:  # fmt: skip
        self._database = database
        self._drain = drain
        self._digest = digest
        self._now = now
        self._pause = pause
        self._busy: set[int] = set()  # shards
        self._idle: set[int | None] = set()  # jobs
        self._stopping = False
        self._app = App(
            connector=connector(database),
            worker_defaults={
                "queues": [QUEUE],
                "concurrency": SHARDS + 4,  # a tick finds room beside all shards
                "fetch_job_polling_interval": look,
                "shutdown_graceful_timeout": GRACE,
                "delete_jobs": DeleteJobCondition.ALWAYS,  # a tick a minute is half a million rows a year
                "install_signal_handlers": False,
            },
        )
        # No lock for ticks: one that got stuck would keep away the next, which clears it away.
        tick = self._app.task(name="rung.tick", queue=QUEUE, queueing_lock="rung.tick", pass_context=True)(self._tick)
        self._app.periodic(cron="* * * * *")(tick)
        digest_ = self._app.task(name="rung.digest", queue=QUEUE, queueing_lock="rung.digest")(self._digests)
        self._app.periodic(cron="* * * * *")(digest_)
        tidy = self._app.task(name="rung.tidy", queue=QUEUE, queueing_lock="rung.tidy")(self._tidy)
        self._app.periodic(cron="37 * * * *")(tidy)  # not on the hour, when most messages are due
        self._shard = self._app.task(name="rung.shard", queue=QUEUE)(self._look_after)

    async def start(self) -> None:
        """Begin to work; raises UnusableDatabase when procrastinate's tables there are not ours to use."""
        await prepare(self._database)
        self._working = asyncio.create_task(self._work())

    async def stop(self) -> None:
        """Take no more jobs; messages on their way are waited for, the rest is left to other replicas."""
        self._stopping = True
        self._working.cancel()  # the worker waits for jobs under way, which end with the drain
        await self._drain.stop()
        await asyncio.wait({self._working})

    async def _work(self) -> None:
        """Work until told to stop. A worker ends when it loses the database; another takes its place."""
        while not self._stopping:
            try:
                # Opened anew each time: connections that failed for long are tried again only after as long a while.
                await self._app.open_async()
                await self._app.run_worker_async()
            except Exception as error:
                log.warning("jobs interrupted", error=type(error).__name__)
            finally:
                await self._app.close_async()
            if not self._stopping:
                await asyncio.sleep(self._pause)

    async def _tick(self, context: JobContext, timestamp: int) -> None:  # noqa: ARG002  # procrastinate's
        """Plan what has come, and hand out every shard in which something is due."""
        await self._clear_away(context.job.worker_id)
        await weekly_nudge.plan(self._database, self._now())
        async with self._database.reading() as session:
            waits = await deliveries.waits(session, self._now(), real_now())
        for shard in {each.id % SHARDS for each, wait in waits.items() if wait <= self._drain.timing.patience}:
            await self._hand_out(shard)

    async def _hand_out(self, shard: int) -> None:
        """Let somebody look after a shard, once whoever does now is done."""
        name = f"rung.shard.{shard}"
        with contextlib.suppress(AlreadyEnqueued):
            await self._shard.configure(lock=name, queueing_lock=name).defer_async(shard=shard)

    async def _look_after(self, shard: int) -> None:
        """Send what is due in a shard's workspaces."""
        self._busy.add(shard)
        try:
            await self._drain.run(lambda place: place.id % SHARDS == shard)
        finally:
            self._busy.discard(shard)
        if self._drain.stopping:
            await self._hand_out(shard)

    async def _clear_away(self, worker: int | None) -> None:
        """Free the shards of replicas that died, and those this one is done with but could not say so.

        The latter is certain when a job is nobody's work at two ticks in a row.
        """
        manager = self._app.job_manager
        left = list(await manager.get_stalled_jobs(queue=QUEUE))
        mine = list(
            await manager.list_jobs_async(task=self._shard.name, status=Status.DOING.value, worker_id=worker)
        )  # fmt: skip
        idle = {each.id for each in mine if each.task_kwargs["shard"] not in self._busy}
        left += [each for each in mine if each.id in idle & self._idle]
        self._idle = idle
        for job in left:
            log.warning("job cleared away", job=job.task_name)
            with contextlib.suppress(ConnectorException):  # another replica was faster
                await manager.finish_job(job, Status.ABORTED, delete_job=True)

    async def _digests(self, timestamp: int) -> None:  # noqa: ARG002  # procrastinate's
        await self._digest.run()

    async def _tidy(self, timestamp: int) -> None:  # noqa: ARG002  # procrastinate's
        await housekeeping.run(self._database, self._now())
