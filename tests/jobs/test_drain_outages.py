"""The database is locked, full, read-only or gone in the middle: nothing is sent twice, and the ledger comes right."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import AbstractContextManager, ExitStack, asynccontextmanager, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy.exc import DBAPIError

from bot.courier import Address
from jobs.timing import Timing
from skills.library import Library
from storage import inline_sqlite
from storage.database import Database
from storage.migrate import migrate
from tests.jobs.monday import TIMING, Interrupted, Monday, monday
from tests.storage import test_sqlite_file
from tests.storage.postgres import Postgres
from tests.storage.test_outages import read_only
from tests.storage.test_sqlite_file import connections, full_disk

__all__ = ["connections"]

# One post at a time: while a server stops nothing here moves, and what is on its way runs out of time.
UNHURRIED = replace(TIMING, per_second=50.0)
PEOPLE, UNTIL = 30, 10  # how many there are, and after how many posts it happens


async def test_a_file_that_another_program_keeps_locked(
    sqlite_url: str, library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inline_sqlite, "BUSY", 0.2)
    async with scene_of(sqlite_url, library) as scene:
        await survives(scene, locked(tmp_path / "rung.db"))


async def test_a_full_disk(sqlite_url: str, library: Library, tmp_path: Path) -> None:
    async with scene_of(sqlite_url, library) as scene:
        await survives(scene, full_disk(tmp_path / "rung.db"))


async def test_a_file_that_became_read_only(
    connections: list[sqlite3.Connection], sqlite_url: str, library: Library
) -> None:
    async with scene_of(sqlite_url, library) as scene:
        await survives(scene, test_sqlite_file.read_only(connections))


async def test_a_server_that_became_read_only(postgres_url: str, postgres: Postgres, library: Library) -> None:
    async with scene_of(postgres_url, library) as scene:
        await survives(scene, read_only(postgres))


async def test_a_server_that_goes_away(postgres_url: str, postgres: Postgres, library: Library) -> None:
    async with scene_of(postgres_url, library) as scene:
        await survives(scene, postgres.stopped(), UNHURRIED)


async def survives(scene: Monday, trouble: AbstractContextManager[None], timing: Timing = TIMING) -> None:
    """It begins after some posts and ends when the tick has; whatever was claimed meanwhile is asked about."""
    users, posts = await scene.crowd(PEOPLE), 0
    with ExitStack() as stack:

        async def happens(_: Address) -> None:
            nonlocal posts
            posts += 1
            if posts == UNTIL:
                stack.enter_context(trouble)

        with suppress(DBAPIError):  # when it cannot even be read any more, the tick ends with that; the clock logs it
            await scene.tick(scene.drain(timing, Interrupted(scene.courier, happens)))
        assert posts >= UNTIL
    assert scene.posts()
    assert max(scene.posts().values()) == 1
    assert "sending" in {row.state for row in (await scene.rows()).values()}
    await asyncio.sleep(TIMING.lease)
    await scene.ticks(20)
    await scene.each_has_one(users)
    assert scene.calls("conversations.history") >= 1


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """Another program holds the write lock."""
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@asynccontextmanager
async def scene_of(url: str, library: Library) -> AsyncIterator[Monday]:
    """A Monday on this database."""
    database = Database(url)
    await migrate(database)
    async with monday(database, library.catalogue) as scene:
        yield scene
    await database.close()
