"""A snapshot keeps where a person stood, word for word, under a number of their own."""

from __future__ import annotations

import asyncio
import datetime as dt

from storage import snapshots
from storage.database import Database
from storage.members import Me
from storage.snapshots import Snapshot
from tests.storage.people import ALICE, BOB, NOON, greeted

WORDS = '{"標題": "MLflow", "next": ["Docker\\n", "“Kubernetes”"]}'


async def keeps(database: Database, me: Me, content: str, at: dt.datetime = NOON) -> int:
    """Keep a snapshot, in a transaction of its own."""
    async with database.writing() as session:
        return await snapshots.keep(session, me, content, None, at)


async def test_a_snapshot_is_read_as_it_was_kept(database: Database) -> None:
    alice = await greeted(database, ALICE)
    assert await keeps(database, alice, WORDS) == 1
    async with database.reading() as session:
        assert await snapshots.mine(session, alice, 1) == Snapshot(1, NOON, WORDS)
        assert await snapshots.mine(session, alice, 2) is None


async def test_the_latest_come_first_as_many_as_asked_for(database: Database) -> None:
    alice = await greeted(database, ALICE)
    for number in range(7):
        await keeps(database, alice, f"{number}", NOON + dt.timedelta(days=number))
    async with database.reading() as session:
        assert [each.content for each in await snapshots.latest(session, alice)] == ["6", "5", "4", "3", "2"]
        assert [each.number for each in await snapshots.latest(session, alice, 2)] == [7, 6]


async def test_a_number_is_ones_own_and_never_a_colleagues(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    for content in ("first", "second"):
        await keeps(database, alice, content)
    await keeps(database, bob, "bobs")
    async with database.writing() as session:
        assert await snapshots.mine(session, bob, 2) is None
        assert await snapshots.mine(session, bob, 1) == Snapshot(1, NOON, "bobs")
        await snapshots.drop_of(session, bob, 1)
        assert len(await snapshots.latest(session, alice)) == 2


async def test_twenty_kept_at_once_have_twenty_numbers(database: Database) -> None:
    alice = await greeted(database, ALICE)
    numbers = await asyncio.gather(*(keeps(database, alice, "now") for _ in range(20)))
    assert sorted(numbers) == list(range(1, 21))
