"""A person keeps several roles, each with its level; one of them is current, and nobody chooses for them."""

from __future__ import annotations

import asyncio
import datetime as dt

from storage.database import Database
from storage.history import Change
from storage.tables import MemberRole
from tests.storage.counting import rows
from tests.storage.people import ALICE, BOB, NOON, chooses, drops, found, greeted, history_of, roles_of
from tests.storage.replaying import history_agrees

DAY = dt.timedelta(days=1)
MLOPS, DATA, LLM = "mlops-engineer", "data-scientist", "llm-engineer"


async def current(database: Database) -> tuple[str | None, str | None]:
    """Alice's current role, and her level in it."""
    me = await found(database, ALICE)
    return me.role, me.level


async def test_nobody_has_a_role_before_they_choose_one(database: Database) -> None:
    alice = await greeted(database, ALICE)
    assert (alice.role, alice.level) == (None, None)
    assert await roles_of(database, alice) == []


async def test_a_role_may_be_kept_without_a_level_which_is_told_from_no_role(database: Database) -> None:
    alice = await greeted(database, ALICE)
    assert await chooses(database, alice, MLOPS) == 1
    assert await roles_of(database, alice) == [(MLOPS, None)]
    assert await current(database) == (MLOPS, None)
    (batch,) = await history_of(database, alice)
    assert batch.why == "role"
    assert batch.changes == (Change(f"role:{MLOPS}", None, ""), Change("role", None, MLOPS))


async def test_roles_stand_in_the_order_they_were_taken_up_whatever_happens_to_their_levels(database: Database) -> None:
    alice = await greeted(database, ALICE)
    for day, role in enumerate((MLOPS, DATA, LLM)):
        await chooses(database, alice, role, "junior", NOON + day * DAY)
    await chooses(database, alice, MLOPS, "middle", NOON + 9 * DAY)
    assert await roles_of(database, alice) == [(MLOPS, "middle"), (DATA, "junior"), (LLM, "junior")]
    assert await current(database) == (MLOPS, "middle")


async def test_going_back_to_a_kept_role_finds_its_level_and_changes_only_which_is_current(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, MLOPS, "senior")
    await chooses(database, alice, DATA, "junior")
    await chooses(database, alice, MLOPS, "senior")
    assert await current(database) == (MLOPS, "senior")
    assert (await history_of(database, alice))[0].changes == (Change("role", DATA, MLOPS),)


async def test_choosing_what_is_chosen_already_changes_nothing(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, MLOPS, "senior")
    assert await chooses(database, alice, MLOPS, "senior") is None
    assert len(await history_of(database, alice)) == 1


async def test_a_level_can_be_taken_out_again(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, MLOPS, "senior")
    await chooses(database, alice, MLOPS, None)
    assert await current(database) == (MLOPS, None)
    assert (await history_of(database, alice))[0].changes == (Change(f"role:{MLOPS}", "senior", ""),)


async def test_after_the_current_role_the_one_taken_up_first_is_current(database: Database) -> None:
    alice = await greeted(database, ALICE)
    for day, role in enumerate((LLM, MLOPS, DATA)):
        await chooses(database, alice, role, f"level-{day}", NOON + day * DAY)
    assert await drops(database, alice, DATA) == 4
    assert await current(database) == (LLM, "level-0")
    assert await roles_of(database, alice) == [(LLM, "level-0"), (MLOPS, "level-1")]
    assert await history_agrees(database, ALICE)


async def test_dropping_another_role_leaves_the_current_one(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, MLOPS, "senior")
    await chooses(database, alice, DATA, "junior")
    await drops(database, alice, MLOPS)
    assert await current(database) == (DATA, "junior")
    assert (await history_of(database, alice))[0].changes == (Change(f"role:{MLOPS}", "senior", None),)


async def test_without_the_last_role_there_is_none(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, MLOPS, "senior")
    await drops(database, alice, MLOPS)
    assert await current(database) == (None, None)
    assert await roles_of(database, alice) == []
    assert await drops(database, alice, MLOPS) is None


async def test_a_role_that_was_never_kept_cannot_be_dropped(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await chooses(database, alice, MLOPS, "senior")
    assert await drops(database, alice, DATA) is None
    assert len(await history_of(database, alice)) == 1


async def test_colleagues_keep_their_own_roles(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    await chooses(database, alice, MLOPS, "senior")
    await chooses(database, bob, MLOPS, "junior")
    await drops(database, bob, MLOPS)
    assert await roles_of(database, bob) == []
    assert await current(database) == (MLOPS, "senior")


async def test_taps_on_different_roles_at_once_leave_one_current_and_a_true_history(database: Database) -> None:
    alice = await greeted(database, ALICE)
    taps = [chooses(database, alice, role, level) for role in (MLOPS, DATA, LLM) for level in ("junior", "senior")]
    await asyncio.gather(*taps, drops(database, alice, MLOPS), *(chooses(database, alice, DATA) for _ in range(5)))
    role, _ = await current(database)
    assert role in dict(await roles_of(database, alice))
    assert await rows(database, MemberRole) == len(await roles_of(database, alice))
    assert await history_agrees(database, ALICE)
