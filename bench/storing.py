"""What storage costs: the member read of every command, and one depth upsert."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from time import perf_counter

from bench.effort import Effort
from bench.rounds import Figures, compared, percentile, take_turns_async
from bench.stores import AIOSQLITE, OURS, RAW, STORES, Store
from bench.tables import Aim, Row, Table

ABOUT = "against raw sqlite3 with the same statements, WAL and synchronous=FULL; a file each"
DEPTHS = ("working", "advanced")


def measure(effort: Effort) -> Table:
    """Microseconds for one read and for one committed write."""
    return Table("Storage on SQLite", ABOUT, tuple(_rows(asyncio.run(_measured(effort)))))


async def _measured(effort: Effort) -> dict[str, list[Figures]]:
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as folder:
        async with AsyncExitStack() as stack:
            rounds = {}
            for number, (name, open_store) in enumerate(STORES.items()):
                store = await stack.enter_async_context(open_store(f"{folder}/{number}.db"))
                rounds[name] = _using(store, effort)
            return await take_turns_async(rounds, effort.rounds, effort.warm_up)


def _using(store: Store, effort: Effort) -> Callable[[], Awaitable[Figures]]:
    async def one_round() -> Figures:
        reads = [await _microseconds(store.find()) for _ in range(effort.reads)]
        writes = [await _microseconds(store.set_depth(DEPTHS[number % 2])) for number in range(effort.writes)]
        return {
            "read p50": percentile(reads, 50), "read p99": percentile(reads, 99),
            "write p50": percentile(writes, 50), "write p99": percentile(writes, 99),
        }  # fmt: skip

    return one_round


async def _microseconds(work: Awaitable[object]) -> float:
    began = perf_counter()
    await work
    return (perf_counter() - began) * 1_000_000


def _rows(measured: Mapping[str, list[Figures]]) -> Iterator[Row]:
    yield from compared("member read, p50", "µs", "read p50", measured, RAW, {OURS: Aim(3)})
    yield from compared("member read, p99", "µs", "read p99", measured, RAW)
    yield from compared("depth upsert, p50", "µs", "write p50", measured, RAW, {OURS: Aim(3)})
    yield from compared("depth upsert, p99", "µs", "write p99", measured, RAW)
    for title, each in (("read by the usual way", "read p50"), ("upsert by the usual way", "write p50")):
        yield from compared(title, "µs", each, measured, AIOSQLITE, {OURS: Aim(1)}, only=OURS)
