"""Every action of a person is one batch in their history, with what was before it and after, however many at once."""

from __future__ import annotations

import asyncio
import datetime as dt
from itertools import pairwise

from storage import depths, history, wishes
from storage.database import Database
from storage.depths import Said
from storage.history import Batch, Change
from storage.members import Me
from storage.tables import Change as ChangeRow
from tests.storage.another_process import run_together
from tests.storage.counting import rows
from tests.storage.people import (
    ALICE,
    BOB,
    NOON,
    chooses,
    depths_of,
    found,
    greeted,
    history_of,
    knows,
    knows_many,
    said_of,
    takes_back,
)
from tests.storage.replaying import history_agrees

LATER = NOON + dt.timedelta(days=30)
FOUR = ("awareness", "working", "advanced", "expert")


async def test_before_anything_is_said_there_is_no_history(database: Database) -> None:
    assert await history_of(database, await greeted(database, ALICE)) == []


async def test_one_action_is_one_batch_with_what_was_before_and_after(database: Database) -> None:
    alice = await greeted(database, ALICE)
    assert await knows(database, alice, "docker", "awareness") == 1
    form = {"docker": "working", "mlflow": "none", "airflow": "skip"}
    assert await knows_many(database, alice, form, LATER) == 2
    assert await history_of(database, alice) == [
        Batch(2, "set", LATER, None, (
            Change("docker", "awareness", "working"), Change("mlflow", None, "none"), Change("airflow", None, "skip"),
        )),
        Batch(1, "set", NOON, None, (Change("docker", None, "awareness"),)),
    ]  # fmt: skip


async def test_making_a_skill_unknown_again_is_an_action_like_any_other(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows_many(database, alice, {"docker": "working", "mlflow": "expert"})
    assert await knows_many(database, alice, {"docker": None, "mlflow": "advanced"}) == 2
    assert await depths_of(database, alice) == {"mlflow": "advanced"}
    changes = (Change("docker", "working", None), Change("mlflow", "expert", "advanced"))
    assert (await history_of(database, alice))[0].changes == changes


async def test_what_is_so_already_makes_no_batch_and_keeps_its_date(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    assert await knows(database, alice, "docker", "working", LATER) is None
    assert await knows(database, alice, "mlflow", None, LATER) is None
    assert await knows_many(database, alice, {}, LATER) is None
    assert await said_of(database, alice) == {"docker": Said("working", NOON)}
    assert await rows(database, ChangeRow) == 1


async def test_of_a_form_only_what_changed_is_noted_and_dated_anew(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows_many(database, alice, {"docker": "working", "mlflow": "working"})
    await knows_many(database, alice, {"docker": "working", "mlflow": "expert", "airflow": None}, LATER)
    assert (await history_of(database, alice))[0].changes == (Change("mlflow", "working", "expert"),)
    assert await said_of(database, alice) == {"docker": Said("working", NOON), "mlflow": Said("expert", LATER)}


async def test_a_depth_that_is_still_right_gets_todays_date_and_a_batch(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    async with database.writing() as session:
        assert await depths.repeat_mine(session, alice, "docker", "c2", LATER) == "working"
        assert await depths.repeat_mine(session, alice, "mlflow", "c2", LATER) is None
    assert await said_of(database, alice) == {"docker": Said("working", LATER)}
    newest, _ = await history_of(database, alice)
    assert newest == Batch(2, "still", LATER, None, (Change("docker", "working", "working"),))


async def test_everybody_counts_their_own_batches_and_reads_no_others(database: Database) -> None:
    alice, bob = await greeted(database, ALICE), await greeted(database, BOB)
    assert [await knows(database, alice, "docker", each) for each in ("working", "expert")] == [1, 2]
    assert await chooses(database, bob, "mlops-engineer", "senior") == 1
    assert [change.subject for change in (await history_of(database, bob))[0].changes] == [
        "role:mlops-engineer", "role",
    ]  # fmt: skip
    assert len(await history_of(database, alice)) == 2


async def test_the_latest_come_first_as_many_as_asked_for_and_undone_ones_are_marked(database: Database) -> None:
    alice = await greeted(database, ALICE)
    for number in range(12):
        await knows(database, alice, f"skill-{number}", "working")
    await takes_back(database, alice, 11)
    async with database.reading() as session:
        assert [each.number for each in await history.batches(session, alice)] == list(range(12, 2, -1))
        two = await history.batches(session, alice, 2)
    assert [(each.number, each.undone_at) for each in two] == [(12, None), (11, NOON)]


async def test_a_button_pressed_forty_times_at_once_is_one_batch(database: Database) -> None:
    alice = await greeted(database, ALICE)
    pressed = await asyncio.gather(*(knows(database, alice, "docker", "working") for _ in range(40)))
    assert sorted(map(str, pressed)) == ["1", *["None"] * 39]
    assert await rows(database, ChangeRow) == 1


async def test_a_role_chosen_forty_times_at_once_is_one_batch(database: Database) -> None:
    alice = await greeted(database, ALICE)
    pressed = await asyncio.gather(*(chooses(database, alice, "mlops-engineer", "senior") for _ in range(40)))
    assert sorted(map(str, pressed)) == ["1", *["None"] * 39]
    assert (await found(database, ALICE)).level == "senior"


async def test_different_answers_at_once_follow_one_another(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await asyncio.gather(*(knows(database, alice, "docker", FOUR[number % 4]) for number in range(24)))
    await assert_one_chain(database, alice)


async def test_two_actions_at_once_in_longer_transactions_do_not_lock_each_other_out(database: Database) -> None:
    """Whoever writes another row of theirs first, a wish say, must still get their turn to change the history."""
    alice = await greeted(database, ALICE)
    begun = asyncio.Barrier(1 if database.is_sqlite else 2)  # SQLite has one writer at a time anyway

    async def wishes_and_says(skill: str) -> None:
        async with database.writing() as session:
            await wishes.make(session, alice, skill, "goal", None, NOON)
            await begun.wait()
            await depths.set_mine(session, alice, {skill: "none"}, "set", "c1", NOON)

    async with asyncio.timeout(5):
        await asyncio.gather(wishes_and_says("docker"), wishes_and_says("mlflow"))
    assert await depths_of(database, alice) == {"docker": "none", "mlflow": "none"}


async def test_answers_from_two_processes_at_once_follow_one_another(url: str, database: Database) -> None:
    alice = await greeted(database, ALICE)
    said = await run_together(
        ("waver", url, "U0ALICE", *FOUR[:2] * 40), ("waver", url, "U0ALICE", *FOUR[2:] * 40),
    )  # fmt: skip
    assert said == ["done", "done"]
    assert len(await history_of(database, alice)) == 160
    await assert_one_chain(database, alice)


async def assert_one_chain(database: Database, me: Me) -> None:
    """Docker's history has no gap, no fork and no standstill: each begins with what the one before it made true."""
    batches = list(reversed(await history_of(database, me)))
    assert [each.number for each in batches] == list(range(1, len(batches) + 1))
    changes = [change for batch in batches for change in batch.changes]
    assert len(changes) == len(batches)
    assert changes[0].before is None
    assert all(later.before == earlier.after != later.after for earlier, later in pairwise(changes))
    assert await depths_of(database, me) == {"docker": changes[-1].after}
    assert await history_agrees(database, ALICE)
