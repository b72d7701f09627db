"""Puts every job on APScheduler, which only ticks: what is due stands in the database."""

from __future__ import annotations

import asyncio
import contextlib
import datetime as dt
from collections.abc import Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from jobs import housekeeping
from storage.database import Database


def start(database: Database, now: Callable[[], dt.datetime]) -> AsyncIOScheduler:
    """A running scheduler in the current event loop; call `shutdown(wait=False)` on it at the end."""
    scheduler = AsyncIOScheduler(timezone=dt.UTC)

    async def tidy() -> None:
        # Stopped half-way is no fault: nothing was committed, and a later tick does it again.
        with contextlib.suppress(asyncio.CancelledError):
            await housekeeping.run(database, now())

    # Soon after the start, and then every hour: a process that is often restarted tidies up too.
    first = dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)
    scheduler.add_job(
        tidy, "interval", hours=1, next_run_time=first, coalesce=True, max_instances=1, misfire_grace_time=None
    )
    scheduler.start()
    return scheduler
