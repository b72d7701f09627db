"""A replica within a test, beside others on the same PostgreSQL."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from jobs.channel_digest import ChannelDigest
from jobs.drain import Drain
from jobs.replicas import Replicas
from jobs.timing import Timing
from skills.library import Library
from storage.database import Database
from tests.jobs.due import MONDAY
from tests.jobs.postman import Postman


class Replica:
    """One of several: a database, a drain and a clock of its own, which looks for jobs more often than in earnest."""

    def __init__(self, url: str, library: Library, per_second: float | None = None) -> None:
        self.postman = Postman()
        self.database = Database(url)
        timing = Timing(per_second=per_second)
        drain = Drain(self.database, library.catalogue, {"slack": self.postman}, lambda: MONDAY, timing)
        couriers = {"slack": self.postman}
        digest = ChannelDigest(self.database, library.catalogue, couriers, {}, lambda: MONDAY, timing)
        self.clock = Replicas(self.database, drain, digest, lambda: MONDAY, look=0.1, pause=0.1)

    async def stop(self) -> None:
        """As on SIGTERM."""
        async with asyncio.timeout(10):
            await self.clock.stop()
        await self.database.close()


@asynccontextmanager
async def running(url: str, library: Library, per_second: float | None = None) -> AsyncIterator[Replica]:
    """A replica while it runs."""
    replica = Replica(url, library, per_second)
    await replica.clock.start()
    try:
        yield replica
    finally:
        await replica.stop()
