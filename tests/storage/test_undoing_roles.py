"""A choice of role, or a role dropped by mistake, is taken back like anything else, but to no role that is gone."""

from __future__ import annotations

import datetime as dt

from storage.database import Database
from tests.storage.people import ALICE, NOON, chooses, drops, found, greeted, roles_of, takes_back

MONTH = dt.timedelta(days=30)
MINUTE = dt.timedelta(minutes=1)


async def test_a_role_choice_goes_back_to_no_role(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, "mlops-engineer", "senior")
    assert (await takes_back(database, alice)).refused is None
    assert await found(database, ALICE) == alice
    assert await roles_of(database, alice) == []


async def test_a_role_choice_goes_back_to_the_role_and_level_before(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, "mlops-engineer", "senior")
    await chooses(database, alice, "data-scientist", "junior")
    await chooses(database, alice, "data-scientist", None)
    await takes_back(database, alice)
    assert await roles_of(database, alice) == [("data-scientist", "junior"), ("mlops-engineer", "senior")]
    await takes_back(database, alice)
    me = await found(database, ALICE)
    assert (me.role, me.level) == ("mlops-engineer", "senior")
    assert await roles_of(database, alice) == [("mlops-engineer", "senior")]


async def test_a_role_dropped_by_mistake_comes_back_to_its_place_with_its_level(database: Database) -> None:
    alice = await greeted(database, ALICE)
    for day, role in enumerate(("mlops-engineer", "data-scientist", "llm-engineer")):
        await chooses(database, alice, role, "junior", NOON - MONTH + dt.timedelta(days=day))
    await chooses(database, alice, "mlops-engineer", "middle", NOON - MINUTE)
    before = await roles_of(database, alice)
    await drops(database, alice, "mlops-engineer")
    assert (await found(database, ALICE)).role == "data-scientist"
    assert (await takes_back(database, alice)).refused is None
    assert await roles_of(database, alice) == before
    assert before[0] == ("mlops-engineer", "middle")
    assert (await found(database, ALICE)).role == "mlops-engineer"


async def test_a_role_that_was_dropped_since_does_not_become_current_again(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, "mlops-engineer", "senior")
    switched = await chooses(database, alice, "data-scientist", "junior")
    await drops(database, alice, "mlops-engineer")
    assert (await takes_back(database, alice, switched)).refused == "changed"
    assert (await found(database, ALICE)).role == "data-scientist"
    await takes_back(database, alice)  # the drop
    assert (await takes_back(database, alice, switched)).refused is None
    me = await found(database, ALICE)
    assert (me.role, me.level) == ("mlops-engineer", "senior")
