"""A contestant's part of a round, in a process that takes a turn for every line it is given."""

from __future__ import annotations

import asyncio
import gc
import sys
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from time import perf_counter


@dataclass(frozen=True, slots=True)
class Turn:
    """What is got ready before, and what is timed."""

    prepare: Callable[[], Awaitable[object]]
    post: Callable[[], Awaitable[object]]


# Called with the address of a database, that of a Slack, and ready-made bodies.
Contestant = Callable[[str, str, Sequence[str]], AbstractAsyncContextManager[Turn]]


async def nothing() -> None:
    """What some have to prepare."""


async def play(turn: Turn) -> None:
    """Print the seconds of a turn for each line read; what was loaded before is left to itself by the collector."""
    gc.collect()
    gc.freeze()
    print("ready", flush=True)
    while await asyncio.to_thread(sys.stdin.readline):
        await turn.prepare()
        began = perf_counter()
        await turn.post()
        print(perf_counter() - began, flush=True)
