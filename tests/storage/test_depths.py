"""A depth is kept by its owner's word, changed by it, and unknown until then."""

from __future__ import annotations

import asyncio
import datetime as dt

from sqlalchemy import select

from storage import depths
from storage.database import Database
from storage.tables import SkillDepth, table
from tests.storage.counting import rows
from tests.storage.people import ALICE, NOON, depths_of, greeted, knows


async def test_before_anything_is_set_everything_is_unknown(database: Database) -> None:
    alice = await greeted(database, ALICE)
    async with database.reading() as session:
        assert await depths.mine(session, alice, "docker") is None
        assert await depths.all_mine(session, alice) == {}


async def test_a_depth_that_was_set_is_read_alone_and_with_the_others(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    await knows(database, alice, "mlflow", "expert")
    async with database.reading() as session:
        assert await depths.mine(session, alice, "docker") == "working"
        assert await depths.mine(session, alice, "kubernetes") is None
    assert await depths_of(database, alice) == {"docker": "working", "mlflow": "expert"}


async def test_a_depth_set_again_replaces_the_first_with_its_date_and_catalogue(database: Database) -> None:
    alice = await greeted(database, ALICE)
    later = NOON + dt.timedelta(days=30)
    await knows(database, alice, "docker", "awareness")
    async with database.writing() as session:
        await depths.set_mine(session, alice, {"docker": "advanced"}, "set", "c2", later)
    kept = table(SkillDepth).c
    async with database.reading() as session:
        row = (await session.execute(select(kept.depth, kept.catalogue, kept.set_at))).one()
    assert tuple(row) == ("advanced", "c2", later)


async def test_a_depth_can_be_read_in_the_transaction_that_set_it(database: Database) -> None:
    alice = await greeted(database, ALICE)
    async with database.writing() as session:
        await depths.set_mine(session, alice, {"docker": "working"}, "set", "c1", NOON)
        assert await depths.mine(session, alice, "docker") == "working"


async def test_a_button_pressed_forty_times_at_once_is_one_depth(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await asyncio.gather(*(knows(database, alice, "docker", "working") for _ in range(40)))
    assert await depths_of(database, alice) == {"docker": "working"}
    assert await rows(database, SkillDepth) == 1
