"""A block of writing is kept whole or not at all; readers see what is committed, and writers wait for each other."""

from __future__ import annotations

import asyncio

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from storage import depths
from storage.database import Database
from storage.members import STRANGER
from tests.storage.people import ALICE, BOB, NOON, depths_of, greeted, knows


async def test_an_error_in_the_block_undoes_all_of_it_and_the_database_stays_usable(database: Database) -> None:
    alice = await greeted(database, ALICE)

    async def regretted() -> None:
        async with database.writing() as session:
            await depths.set_mine(session, alice, {"docker": "working"}, "set", "c1", NOON)
            await depths.set_mine(session, alice, {"mlflow": "working"}, "set", "c1", NOON)
            raise RuntimeError("changed my mind")

    with pytest.raises(RuntimeError, match="changed my mind"):
        await regretted()
    assert await depths_of(database, alice) == {}
    await knows(database, alice, "docker", "expert")
    assert await depths_of(database, alice) == {"docker": "expert"}


async def test_a_statement_that_the_database_refuses_undoes_those_before_it(database: Database) -> None:
    alice = await greeted(database, ALICE)

    async def refused() -> None:
        async with database.writing() as session:
            await depths.set_mine(session, alice, {"docker": "working"}, "set", "c1", NOON)
            await depths.set_mine(session, STRANGER, {"docker": "working"}, "set", "c1", NOON)

    with pytest.raises(IntegrityError):
        await refused()
    assert await depths_of(database, alice) == {}
    await knows(database, alice, "docker", "expert")


async def test_a_writer_that_is_cancelled_leaves_nothing_and_blocks_nobody(database: Database) -> None:
    alice = await greeted(database, ALICE)
    written = asyncio.Event()

    async def never_ending() -> None:
        async with database.writing() as session:
            await depths.set_mine(session, alice, {"docker": "working"}, "set", "c1", NOON)
            written.set()
            await asyncio.Event().wait()

    writer = asyncio.create_task(never_ending())
    await written.wait()
    writer.cancel()
    with pytest.raises(asyncio.CancelledError):
        await writer
    assert await depths_of(database, alice) == {}
    async with asyncio.timeout(5):
        await knows(database, alice, "docker", "expert")


async def test_a_writer_that_is_cancelled_while_it_waits_its_turn_writes_nothing(database: Database) -> None:
    alice = await greeted(database, ALICE)
    async with database.writing() as session:
        await depths.set_mine(session, alice, {"docker": "working"}, "set", "c1", NOON)
        waiting = asyncio.create_task(knows(database, alice, "docker", "expert"))
        for _ in range(5):
            await asyncio.sleep(0)
        waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    assert await depths_of(database, alice) == {"docker": "working"}
    async with asyncio.timeout(5):
        await knows(database, alice, "docker", "advanced")


async def test_a_reader_sees_only_what_is_committed_and_does_not_wait_for_it(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "awareness")
    async with database.reading() as reader:
        async with database.writing() as writer:
            await depths.set_mine(writer, alice, {"docker": "expert"}, "set", "c1", NOON)
            async with asyncio.timeout(5):
                assert await depths.mine(reader, alice, "docker") == "awareness"
                assert await depths_of(database, alice) == {"docker": "awareness"}
        # Each statement looks anew: the same session sees the change once it is there.
        assert await depths.mine(reader, alice, "docker") == "expert"


async def test_a_mistake_in_a_reading_session_spoils_no_other(database: Database) -> None:
    alice = await greeted(database, ALICE)
    with pytest.raises(DBAPIError):
        async with database.reading() as session:
            await session.execute(text("SELECT nothing FROM nowhere"))
    async with database.reading() as session:
        with pytest.raises(DBAPIError):
            await session.execute(text("SELECT nothing FROM nowhere"))
        assert await depths.all_mine(session, alice) == {}


async def test_fifty_first_readers_at_once_all_read(url: str, database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    another = Database(url)
    try:
        read = await asyncio.gather(*(depths_of(another, alice) for _ in range(50)))
    finally:
        await another.close()
    assert read == [{"docker": "working"}] * 50


async def test_two_hundred_writers_at_once_lose_nothing(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    skills = [f"skill-{number}" for number in range(100)]
    await asyncio.gather(*(knows(database, me, skill, "working") for skill in skills for me in (alice, bob)))
    assert await depths_of(database, alice) == dict.fromkeys(skills, "working")
    assert await depths_of(database, bob) == dict.fromkeys(skills, "working")


async def test_readers_among_the_writers_never_see_half_of_a_block(database: Database) -> None:
    alice = await greeted(database, ALICE)
    seen: list[set[str]] = []

    async def both(depth: str) -> None:
        async with database.writing() as session:
            await depths.set_mine(session, alice, {"docker": depth}, "set", "c1", NOON)
            await asyncio.sleep(0)  # let the readers look in between
            await depths.set_mine(session, alice, {"mlflow": depth}, "set", "c1", NOON)

    async def look() -> None:
        seen.append(set((await depths_of(database, alice)).values()))
        await asyncio.sleep(0)

    for depth in ("awareness", "working", "advanced", "expert"):
        await asyncio.gather(both(depth), *(look() for _ in range(25)))
    assert len(seen) == 100
    assert max(len(each) for each in seen) <= 1


async def test_a_database_that_was_closed_opens_again_when_it_is_asked(database: Database) -> None:
    alice = await greeted(database, ALICE)
    assert await depths_of(database, alice) == {}
    await database.close()
    assert await depths_of(database, alice) == {}
    await knows(database, alice, "docker", "working")
    assert await depths_of(database, alice) == {"docker": "working"}
