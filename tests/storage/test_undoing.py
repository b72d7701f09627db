"""What a person changed can be taken back for ten minutes, whole, by themselves, while nothing later stands on it."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import select

from storage import depths, snapshots
from storage.database import Database
from storage.depths import Said
from storage.members import Me
from storage.tables import SkillDepth, table
from storage.undoing import WITHIN, Undone
from tests.storage.people import (
    ALICE,
    BOB,
    NOON,
    chooses,
    depths_of,
    greeted,
    history_of,
    knows,
    knows_many,
    said_of,
    takes_back,
)
from tests.storage.replaying import history_agrees

MONTH = dt.timedelta(days=30)
MINUTE = dt.timedelta(minutes=1)
TICK = dt.timedelta(microseconds=1)


async def test_the_latest_is_taken_back_and_the_history_says_when(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    await knows(database, alice, "mlflow", "expert", NOON + MINUTE)
    undone = await takes_back(database, alice, at=NOON + 2 * MINUTE)
    assert (undone.refused, undone.batch and undone.batch.number) == (None, 2)
    assert await depths_of(database, alice) == {"docker": "working"}
    assert [each.undone_at for each in await history_of(database, alice)] == [NOON + 2 * MINUTE, None]


@pytest.mark.parametrize(
    ("age", "refused"),
    [
        (dt.timedelta(0), None),
        (9 * MINUTE, None),
        (10 * MINUTE, None),
        (10 * MINUTE + TICK, "late"),
        (10 * MINUTE + dt.timedelta(seconds=1), "late"),
        (MONTH, "late"),
    ],
)
async def test_it_can_be_taken_back_for_ten_minutes_to_the_moment(
    database: Database, age: dt.timedelta, refused: str | None
) -> None:
    assert dt.timedelta(minutes=10) == WITHIN
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    assert (await takes_back(database, alice, at=NOON + age)).refused == refused
    assert await depths_of(database, alice) == ({"docker": "working"} if refused else {})
    assert [each.undone_at for each in await history_of(database, alice)] == [None if refused else NOON + age]


async def test_who_changed_nothing_has_nothing_to_take_back(database: Database) -> None:
    alice = await greeted(database, ALICE)
    assert await takes_back(database, alice) == Undone(None, "nothing")
    assert await takes_back(database, alice, 1) == Undone(None, "nothing")
    await knows(database, alice, "docker", "working")
    for number in (0, 2, -1):
        assert await takes_back(database, alice, number) == Undone(None, "nothing")


async def test_a_second_time_is_told_that_it_is_undone(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    await takes_back(database, alice, 1)
    again = await takes_back(database, alice, 1, NOON + MINUTE)
    assert (again.refused, again.batch and again.batch.undone_at) == ("undone", NOON)
    assert (await takes_back(database, alice)).refused == "nothing"


async def test_the_latest_again_and_again_goes_back_step_by_step(database: Database) -> None:
    alice = await greeted(database, ALICE)
    for depth in ("awareness", "working", "expert"):
        await knows(database, alice, "docker", depth)
    seen = []
    for _ in range(3):
        await takes_back(database, alice)
        seen.append((await depths_of(database, alice)).get("docker"))
    assert seen == ["working", "awareness", None]


async def test_forty_presses_of_undo_at_once_take_back_one_batch(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "awareness")
    await knows(database, alice, "docker", "working")
    pressed = await asyncio.gather(*(takes_back(database, alice, 2) for _ in range(40)))
    assert sorted(str(each.refused) for each in pressed) == ["None", *["undone"] * 39]
    assert await depths_of(database, alice) == {"docker": "awareness"}


async def test_an_undo_and_new_answers_at_once_leave_a_history_that_is_true(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "awareness")
    at_once = [*(knows(database, alice, "docker", each) for each in ("working", "expert")), takes_back(database, alice)]
    await asyncio.gather(*at_once, takes_back(database, alice, 1), knows(database, alice, "docker", None))
    assert await history_agrees(database, ALICE)


async def test_what_a_later_batch_stands_on_stays_until_that_is_gone(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "awareness")
    await knows(database, alice, "docker", "working")
    assert (await takes_back(database, alice, 1)).refused == "changed"
    assert await depths_of(database, alice) == {"docker": "working"}
    await takes_back(database, alice, 2)
    assert (await takes_back(database, alice, 1)).refused is None
    assert await depths_of(database, alice) == {}


async def test_a_later_batch_about_something_else_holds_nothing_back(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "awareness")
    await knows(database, alice, "mlflow", "working")
    await chooses(database, alice, "mlops-engineer")
    assert (await takes_back(database, alice, 1)).refused is None
    assert await depths_of(database, alice) == {"mlflow": "working"}
    assert [each.undone_at for each in await history_of(database, alice)] == [None, None, NOON]


async def test_a_form_goes_back_as_a_whole(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows_many(database, alice, {"docker": "working", "mlflow": "expert", "airflow": "skip"})
    form = {"docker": "advanced", "mlflow": None, "kubernetes": "none", "airflow": "skip"}
    await knows_many(database, alice, form, NOON + MINUTE)
    assert (await takes_back(database, alice, at=NOON + MINUTE)).refused is None
    assert await said_of(database, alice) == {
        "docker": Said("working", NOON), "mlflow": Said("expert", NOON), "airflow": Said("skip", NOON),
    }  # fmt: skip


async def test_a_form_of_which_one_skill_changed_since_is_not_taken_back_in_part(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows_many(database, alice, {"docker": "working", "mlflow": "expert"})
    await knows(database, alice, "mlflow", "advanced")
    assert (await takes_back(database, alice, 1)).refused == "changed"
    assert await depths_of(database, alice) == {"docker": "working", "mlflow": "advanced"}


async def test_the_first_of_many_quick_answers_can_still_be_taken_back(database: Database) -> None:
    alice = await greeted(database, ALICE)
    for number in range(56):
        await knows(database, alice, f"skill-{number}", "working")
    assert (await takes_back(database, alice, 1)).refused is None
    assert "skill-0" not in await depths_of(database, alice)


async def test_a_number_is_ones_own_and_never_a_colleagues(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    await knows(database, alice, "docker", "working")
    await knows(database, alice, "mlflow", "expert")
    await knows(database, bob, "docker", "awareness")
    assert (await takes_back(database, bob, 2)).refused == "nothing"
    assert (await takes_back(database, bob, 1)).refused is None
    assert await depths_of(database, bob) == {}
    assert await depths_of(database, alice) == {"docker": "working", "mlflow": "expert"}
    assert [each.undone_at for each in await history_of(database, alice)] == [None, None]


async def test_a_depth_comes_back_with_the_date_and_the_catalogue_it_had(database: Database) -> None:
    alice = await greeted(database, ALICE)
    kept = table(SkillDepth).c
    async with database.writing() as session:
        await depths.set_mine(session, alice, {"docker": "working"}, "set", "c0", NOON - 2 * MONTH)
    for change in ("expert", None):
        await knows(database, alice, "docker", change)
        await takes_back(database, alice)
        async with database.reading() as session:
            row = (await session.execute(select(kept.depth, kept.catalogue, kept.set_at))).one()
        assert tuple(row) == ("working", "c0", NOON - 2 * MONTH)


async def test_a_depth_whose_last_repetition_is_taken_back_is_as_old_as_before(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working", NOON - 2 * MONTH)
    for moment in (NOON - MONTH, NOON):
        async with database.writing() as session:
            await depths.repeat_mine(session, alice, "docker", "c1", moment)
    await takes_back(database, alice)
    assert await said_of(database, alice) == {"docker": Said("working", NOON - MONTH)}


async def test_the_date_that_comes_back_is_not_one_that_was_itself_undone(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working", NOON - MONTH)
    await knows(database, alice, "docker", "advanced")
    await takes_back(database, alice)
    await knows(database, alice, "docker", "expert", NOON + MINUTE)
    await takes_back(database, alice, at=NOON + MINUTE)
    assert await said_of(database, alice) == {"docker": Said("working", NOON - MONTH)}


async def test_a_snapshot_goes_with_its_batch_and_no_other_does(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    async with database.writing() as session:
        for me in (alice, bob):
            for skill in ("docker", "mlflow"):
                batch = await depths.set_mine(session, me, {skill: "working"}, "check", "c1", NOON)
                await snapshots.keep(session, me, f"after {skill}", batch, NOON)
        await snapshots.keep(session, alice, "by itself", None, NOON)
    assert (await takes_back(database, alice, 2, NOON + 2 * WITHIN)).refused == "late"
    assert await contents(database, alice) == ["by itself", "after mlflow", "after docker"]
    assert (await takes_back(database, alice, 2)).refused is None
    assert await contents(database, alice) == ["by itself", "after docker"]
    assert await contents(database, bob) == ["after mlflow", "after docker"]


async def contents(database: Database, me: Me) -> list[str]:
    """What somebody's snapshots say, newest first."""
    async with database.reading() as session:
        return [each.content for each in await snapshots.latest(session, me)]
