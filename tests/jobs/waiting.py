"""Waits for what happens by itself, and counts what the ledger says."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Callable

from storage import deliveries
from storage.database import Database


async def until(happened: Callable[[], bool], seconds: float = 10.0) -> None:
    """Return as soon as it happened; raises TimeoutError when it does not."""
    async with asyncio.timeout(seconds):
        while not happened():  # noqa: ASYNC110  # what happens in another process rings no bell here
            await asyncio.sleep(0.01)


async def states(database: Database) -> Counter[str]:
    """How many weeks there are in each state."""
    counted = Counter[str]()
    async with database.reading() as session:
        for _, state, _, count in await deliveries.counts(session):
            counted[state] += count
    return counted
