"""Sends what is due: many workspaces side by side, each at its pace; the ledger decides what is sent at all."""

from __future__ import annotations

import asyncio
import datetime as dt
import time
import uuid
from collections.abc import Callable, Mapping

import structlog

from bot.courier import Courier
from jobs.pace import Pace
from jobs.round import Round, real_now
from jobs.timing import Timing
from skills.catalogue import Catalogue
from storage import deliveries
from storage.database import Database
from storage.deliveries import Place
from storage.grouped import Grouped

AT_ONCE = 64  # posts under way over all workspaces

log = structlog.get_logger()


def everywhere(_: Place) -> bool:
    """Every workspace is ours."""
    return True


class Drain:
    """Drains the ledger. `now` is the time messages are due by; leases are kept in the machine's own."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        couriers: Mapping[str, Courier],
        now: Callable[[], dt.datetime],
        timing: Timing | None = None,
    ) -> None:
        self.database = database
        self.catalogue = catalogue
        self.couriers = couriers
        self.now = now
        self.timing = timing or Timing()
        self.owner = uuid.uuid4().hex
        self.writing = Grouped(database)
        self.gate = asyncio.Semaphore(AT_ONCE)
        self.stopping = False
        self._paces: dict[int, Pace] = {}
        self._running: set[asyncio.Event] = set()

    async def run(self, ours: Callable[[Place], bool] = everywhere) -> None:
        """Send until nothing is due, nor will be within `patience`; `ours` says which workspaces to look after.

        Runs with different workspaces may go on at the same time.
        """
        ended = asyncio.Event()
        self._running.add(ended)
        at_work: dict[int, asyncio.Task[bool]] = {}
        broken: set[int] = set()

        def can_do(place: Place) -> bool:
            return ours(place) and place.id not in broken and place.platform in self.couriers

        try:
            while not self.stopping and (wait := await self._begin(at_work, can_do)) is not None:
                # While some are at work, look every now and then whether others have something to do; not whenever one
                # of thousands is done, because a look reads all that is open.
                await (asyncio.wait(at_work.values(), timeout=wait) if at_work else asyncio.sleep(wait))
                done = {each: task.result() for each, task in at_work.items() if task.done()}
                broken |= {each for each, well in done.items() if not well}
                at_work = {each: task for each, task in at_work.items() if each not in done}
        finally:
            if at_work:
                await asyncio.wait(at_work.values())
            self._running.discard(ended)
            ended.set()

    async def stop(self) -> None:
        """Claim nothing more, give back what is not on its way, and wait for the answers that are."""
        self.stopping = True
        for each in list(self._running):
            await each.wait()

    def pace(self, place: Place) -> Pace:
        """The pace of a workspace, kept from run to run."""
        return self._paces.setdefault(place.id, Pace(self.timing.per_second))

    async def _begin(self, at_work: dict[int, asyncio.Task[bool]], can_do: Callable[[Place], bool]) -> float | None:
        """Start what can be started; returns how long to wait before looking again, None when all is done."""
        began = time.monotonic()
        async with self.database.reading() as session:
            waits = await deliveries.waits(session, self.now(), real_now())
        waits = {place: wait for place, wait in waits.items() if can_do(place)}
        for place, wait in waits.items():
            # Where no pace is kept, more of them side by side would only hold more rows in memory.
            if self.timing.per_second is None and len(at_work) >= AT_ONCE:
                break
            if place.id not in at_work and max(wait, self.pace(place).rest_left) <= 0:
                at_work[place.id] = asyncio.create_task(self._work(place))
        if at_work:
            return max(1.0, 10 * (time.monotonic() - began))
        soonest = min((max(wait, self.pace(place).rest_left) for place, wait in waits.items()), default=None)
        # Not longer than a second, because others may be planned meanwhile.
        return None if soonest is None or soonest > self.timing.patience else min(1.0, max(0.02, soonest))

    async def _work(self, place: Place) -> bool:
        """Everything that is due in one workspace; False when this run should leave it alone."""
        try:
            await Round(self, place).work()
        except Exception:  # the database, mostly; what was claimed is asked about when its lease is over
            log.exception("nudges interrupted", platform=place.platform)
            return False
        return True
