"""The picture of a person's Home is remembered, one for each person, with what it shows."""

from __future__ import annotations

import asyncio

from storage import members, pictures
from storage.database import Database
from storage.members import Me
from storage.pictures import Picture
from storage.tables import Picture as PictureRow
from tests.storage.counting import rows
from tests.storage.people import ALICE, BOB, NOON, found, greeted

FIRST, SECOND = Picture("a" * 64, "F0FIRST"), Picture("b" * 64, "F0SECOND")


async def shows(database: Database, me: Me, picture: Picture) -> None:
    """Remember a picture, in a transaction of its own."""
    async with database.writing() as session:
        await pictures.keep(session, me, picture, NOON)


async def picture_of(database: Database, me: Me) -> Picture | None:
    """The picture somebody's Home shows."""
    async with database.reading() as session:
        return await pictures.mine(session, me)


async def test_a_home_that_was_never_drawn_has_no_picture(database: Database) -> None:
    assert await picture_of(database, await greeted(database, ALICE)) is None


async def test_a_new_picture_takes_the_place_of_the_one_before(database: Database) -> None:
    alice = await greeted(database, ALICE)
    for each in (FIRST, SECOND):
        await shows(database, alice, each)
        assert await picture_of(database, alice) == each
    assert await rows(database, PictureRow) == 1


async def test_everybody_has_a_picture_of_their_own(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    await shows(database, alice, FIRST)
    assert await picture_of(database, bob) is None
    await shows(database, bob, SECOND)
    assert await picture_of(database, alice) == FIRST


async def test_two_that_draw_at_once_leave_one_whole_picture(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await asyncio.gather(*(shows(database, alice, each) for each in (FIRST, SECOND) * 10))
    assert await picture_of(database, alice) in (FIRST, SECOND)
    assert await rows(database, PictureRow) == 1


async def test_a_home_counts_as_opened_from_its_first_time_on(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    async with database.writing() as session:
        assert not await members.has_home(session, alice)
        await members.opened_home(session, alice, NOON)
        await members.opened_home(session, alice, NOON)
        assert await members.has_home(session, alice)
        assert not await members.has_home(session, bob)
    assert await found(database, ALICE) == alice
