"""What storage costs: the member read of every command, one depth set, and a whole role read and set."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import AsyncExitStack
from time import perf_counter

from bench.effort import Effort
from bench.rounds import Figures, compared, percentile, take_turns_async
from bench.stores import AIOSQLITE, OURS, RAW_HISTORY, STORES, Store
from bench.tables import Aim, Row, Table

ABOUT = "against raw sqlite3 that writes the same rows, history included; WAL and synchronous=FULL, a file each"
ROLE = tuple(f"skill-{number}" for number in range(56))  # as many as the largest matrix has rows
DEPTHS = ("working", "advanced")
WORK = {"find": "member read", "set one": "one depth set", "read": "56 depths read", "set all": "56 depths set"}


def measure(effort: Effort) -> Table:
    """Microseconds for each read and for each committed write."""
    return Table("Storage on SQLite", ABOUT, tuple(_rows(asyncio.run(_measured(effort)))))


async def _measured(effort: Effort) -> dict[str, list[Figures]]:
    with tempfile.TemporaryDirectory(prefix="rung-bench-") as folder:
        async with AsyncExitStack() as stack:
            rounds = {}
            for number, (name, open_store) in enumerate(STORES.items()):
                store = await stack.enter_async_context(open_store(f"{folder}/{number}.db"))
                await store.set(dict.fromkeys(ROLE, DEPTHS[0]))
                rounds[name] = _using(store, effort)
            return await take_turns_async(rounds, effort.rounds, effort.warm_up)


def _using(store: Store, effort: Effort) -> Callable[[], Awaitable[Figures]]:
    async def one_round() -> Figures:
        few = range(max(2, effort.writes // 5))  # even, so that each round begins and ends alike
        took = {
            "find": [await _microseconds(store.find()) for _ in range(effort.reads)],
            "set one": [await _microseconds(store.set({ROLE[0]: _other(each)})) for each in range(effort.writes)],
            "read": [await _microseconds(store.read()) for _ in range(effort.reads // 5 or 1)],
            "set all": [await _microseconds(store.set(dict.fromkeys(ROLE, _other(each)))) for each in few],
        }
        return {f"{work} p{each}": percentile(times, each) for work, times in took.items() for each in (50, 99)}

    return one_round


def _other(number: int) -> str:
    """A depth that differs from the one before."""
    return DEPTHS[(number + 1) % 2]


async def _microseconds(work: Awaitable[object]) -> float:
    began = perf_counter()
    await work
    return (perf_counter() - began) * 1_000_000


def _rows(measured: Mapping[str, list[Figures]]) -> Iterator[Row]:
    for work, title in WORK.items():
        yield from compared(f"{title}, p50", "µs", f"{work} p50", measured, RAW_HISTORY, {OURS: Aim(3)})
        yield from compared(f"{title}, p99", "µs", f"{work} p99", measured, RAW_HISTORY)
    for work, title in WORK.items():
        usual = f"{title}, the usual way"
        yield from compared(usual, "µs", f"{work} p50", measured, AIOSQLITE, {OURS: Aim(1)}, only=OURS)
