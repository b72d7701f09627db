"""Group commit: writes that wait at the same time share one transaction, because each commit waits for the disk."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from storage.database import Database, Session

T = TypeVar("T")
_Work = Callable[[Session], Awaitable[Any]]
TOGETHER = 64  # pieces of work in one transaction at most


class Grouped:
    """Call it with work that takes a session; it returns when that work is committed, or raises what it raised."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waiting: list[tuple[_Work, asyncio.Future[Any]]] = []
        self._running: asyncio.Task[None] | None = None

    async def __call__(self, work: Callable[[Session], Awaitable[T]]) -> T:
        """Do the work in a transaction that others may share."""
        done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, done))
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run())
        return await done

    async def _run(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting[:TOGETHER], self._waiting[TOGETHER:]
            try:
                await self._commit(together)
            except Exception:
                for each in together:  # one of them is at fault; the others must not suffer for it
                    await self._alone(each)

    async def _alone(self, each: tuple[_Work, asyncio.Future[Any]]) -> None:
        try:
            await self._commit([each])
        except Exception as error:
            if not each[1].cancelled():
                each[1].set_exception(error)

    async def _commit(self, together: list[tuple[_Work, asyncio.Future[Any]]]) -> None:
        async with self._database.writing() as session:
            results = [await work(session) for work, _ in together]
        for (_, done), result in zip(together, results, strict=True):
            if not done.cancelled():
                done.set_result(result)
