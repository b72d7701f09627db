"""How fast messages go out: at the pace of each workspace, many side by side, and no further once told to stop."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import AsyncIterator

import pytest

from bot.courier import Address, Later, Outcome
from jobs.timing import Timing
from skills.library import Library
from storage.database import Database
from tests.jobs.monday import Interrupted, Monday, monday

PACED = Timing(lease=5.0, timeout=0.4, lag=0.1, per_second=20.0, patience=3.0, longest_rest=0.1)


@pytest.fixture
async def scene(database: Database, library: Library) -> AsyncIterator[Monday]:
    """Nobody is there yet."""
    async with monday(database, library.catalogue) as scene:
        yield scene


async def test_a_workspace_gets_no_more_a_second_than_it_takes(scene: Monday) -> None:
    users = await scene.crowd(45)
    began = list[float]()

    async def note(_: Address) -> None:
        began.append(time.monotonic())

    await scene.tick(scene.drain(PACED, Interrupted(scene.courier, note)))
    await scene.each_has_one(users)
    assert (
        max(sum(first <= each < first + 1 for each in began) for first in began) <= 24
    )  # a loaded machine bunches a few


async def test_a_conversation_never_gets_two_posts_at_once(scene: Monday) -> None:
    users = await scene.crowd(30)
    scene.slack.faults.next("chat.postMessage", "error_before", 12)
    under_way, most = Counter[str](), Counter[str]()

    async def note(address: Address) -> None:
        under_way[address.user] += 1
        most[address.user] = max(most[address.user], under_way[address.user])
        await asyncio.sleep(0.01)
        under_way[address.user] -= 1

    await scene.ticks(40, scene.drain(courier=Interrupted(scene.courier, note)))
    await scene.each_has_one(users)
    assert most == dict.fromkeys(users, 1)


async def test_a_workspace_that_rests_holds_up_no_other(scene: Monday) -> None:
    users = await scene.crowd(30, workspaces=3)
    came = list[tuple[str, float]]()
    busy = [Later(2.5)]

    async def note(address: Address) -> Outcome | None:
        if address.workspace == "T0ACME001" and busy:
            return busy.pop()
        came.append((address.workspace, time.monotonic()))
        return None

    began = time.monotonic()
    await scene.tick(scene.drain(PACED, Interrupted(scene.courier, note)))
    await scene.each_has_one(users)
    rested = [at - began for workspace, at in came if workspace == "T0ACME001"]
    others = [at - began for workspace, at in came if workspace != "T0ACME001"]
    assert min(rested) >= 2.5
    assert max(others) < 2.5


async def test_stop_gives_back_what_is_claimed_and_waits_for_what_is_on_its_way(scene: Monday) -> None:
    users = await scene.crowd(20)
    five_are_out, go_on = asyncio.Event(), asyncio.Event()
    out = list[str]()

    async def wait(address: Address) -> None:
        out.append(address.user)
        if len(out) == 5:
            five_are_out.set()
        await go_on.wait()

    drain = scene.drain(PACED, Interrupted(scene.courier, wait))
    running = asyncio.create_task(scene.tick(drain))
    await five_are_out.wait()
    stopping = asyncio.create_task(drain.stop())
    await asyncio.sleep(0.1)
    assert not stopping.done()
    go_on.set()
    await stopping
    await running
    on_their_way = set(out)
    rows = await scene.rows()
    assert {user for user, row in rows.items() if row.state == "sent"} == on_their_way == set(scene.posts())
    assert {row.state for user, row in rows.items() if user not in on_their_way} == {"planned"}
    await scene.tick(scene.drain())  # the next process
    await scene.each_has_one(users)


async def test_a_second_run_after_stop_sends_nothing(scene: Monday) -> None:
    await scene.crowd(5)
    drain = scene.drain()
    await drain.stop()
    await scene.tick(drain)
    assert await scene.states() == {("planned", None): 5}
    assert not scene.posts()
