"""What a person wants of a skill holds until they change it, and "later" ends by itself."""

from __future__ import annotations

import asyncio
import datetime as dt

from storage import wishes
from storage.database import Database
from storage.members import Me
from storage.tables import SkillWish
from tests.storage.counting import rows
from tests.storage.people import ALICE, BOB, NOON, greeted

WEEK = dt.timedelta(weeks=1)
TICK = dt.timedelta(microseconds=1)


async def wants(
    database: Database, me: Me, skill: str, wish: str | None, until: dt.datetime | None = None, at: dt.datetime = NOON
) -> None:
    """Wish something of a skill, in a transaction of its own."""
    async with database.writing() as session:
        await wishes.make(session, me, skill, wish, until, at)


async def wishes_of(database: Database, me: Me, now: dt.datetime = NOON) -> list[tuple[str, str]]:
    """What somebody wants now, in order."""
    async with database.reading() as session:
        return list((await wishes.mine(session, me, now)).items())


async def test_nobody_wants_anything_before_they_say_so(database: Database) -> None:
    assert await wishes_of(database, await greeted(database, ALICE)) == []


async def test_wishes_are_read_oldest_first_and_those_of_a_moment_by_name(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await wants(database, alice, "airflow", "goal", at=NOON + WEEK)
    await wants(database, alice, "mlflow", "more")
    await wants(database, alice, "docker", "less")
    expected = [("docker", "less"), ("mlflow", "more"), ("airflow", "goal")]
    assert await wishes_of(database, alice, NOON + WEEK) == expected


async def test_a_new_wish_takes_the_place_of_the_old_one_and_its_end(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await wants(database, alice, "mlflow", "later", NOON + WEEK)
    await wants(database, alice, "mlflow", "goal")
    assert await wishes_of(database, alice, NOON + 100 * WEEK) == [("mlflow", "goal")]
    assert await rows(database, SkillWish) == 1


async def test_a_wish_can_be_taken_back_alone_and_twice(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await wants(database, alice, "mlflow", "goal")
    await wants(database, alice, "docker", "more")
    for _ in range(2):
        await wants(database, alice, "mlflow", None)
    assert await wishes_of(database, alice) == [("docker", "more")]


async def test_later_ends_by_itself_to_the_moment(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await wants(database, alice, "mlflow", "later", NOON + WEEK)
    await wants(database, alice, "docker", "less")
    both = [("docker", "less"), ("mlflow", "later")]
    assert await wishes_of(database, alice) == both
    assert await wishes_of(database, alice, NOON + WEEK - TICK) == both
    assert await wishes_of(database, alice, NOON + WEEK) == [("docker", "less")]
    assert await wishes_of(database, alice, NOON + WEEK + TICK) == [("docker", "less")]


async def test_a_wish_that_ended_can_be_made_again(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await wants(database, alice, "mlflow", "later", NOON + WEEK)
    await wants(database, alice, "mlflow", "later", NOON + 9 * WEEK, NOON + 8 * WEEK)
    assert await wishes_of(database, alice, NOON + 8 * WEEK) == [("mlflow", "later")]


async def test_colleagues_have_wishes_of_their_own(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    await wants(database, alice, "mlflow", "goal")
    await wants(database, bob, "mlflow", "less")
    await wants(database, bob, "docker", None)
    assert await wishes_of(database, alice) == [("mlflow", "goal")]
    assert await wishes_of(database, bob) == [("mlflow", "less")]


async def test_a_wish_pressed_forty_times_at_once_is_one_wish(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await asyncio.gather(*(wants(database, alice, "mlflow", "goal") for _ in range(40)))
    assert await rows(database, SkillWish) == 1
