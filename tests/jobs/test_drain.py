"""Whatever Slack answers, or does not: nobody's message comes twice, and one person's trouble touches nobody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import AsyncIterator

import pytest

from jobs.timing import Timing
from skills.library import Library
from storage.database import Database
from tests.jobs.monday import HISTORY, POST, Monday, monday

HOUR = dt.timedelta(hours=1)
WAITS_OUT_LIMITS = Timing(lease=1.0, timeout=0.4, lag=0.1, per_second=None, patience=2.0, longest_rest=0.1)


@pytest.fixture
async def scene(database: Database, library: Library) -> AsyncIterator[Monday]:
    """Nobody is there yet."""
    async with monday(database, library.catalogue) as scene:
        yield scene


async def test_everybody_gets_one_message_and_a_second_tick_changes_nothing(scene: Monday) -> None:
    users, drain = await scene.crowd(20), scene.drain()
    await scene.tick(drain)
    await scene.tick(drain)
    await scene.each_has_one(users)


async def test_who_cannot_be_reached_any_more_is_stopped_with_the_reason_and_nobody_else(scene: Monday) -> None:
    gone, *others = await scene.crowd(6)
    scene.slack.faults.refuse(gone, "is_archived")
    drain = scene.drain()
    await scene.tick(drain)
    await scene.tick(drain)
    row = (await scene.rows())[gone]
    assert (row.state, row.reason) == ("dead", "person:is_archived")
    assert await scene.choices() == {gone: "stopped"} | dict.fromkeys(others, "on")
    assert scene.posts() == dict.fromkeys(others, 1)
    assert scene.calls(POST) == 6  # a refusal is not tried again


async def test_a_rate_limit_delays_and_loses_nothing(scene: Monday) -> None:
    users = await scene.crowd(12)
    scene.slack.faults.next(POST, "rate_limited", 3, seconds=1)
    began = scene.now()
    await scene.tick(scene.drain(WAITS_OUT_LIMITS))
    assert scene.slack.faults.struck["rate_limited"] == 3
    assert scene.now() - began >= dt.timedelta(seconds=1)
    await scene.each_has_one(users)


async def test_slack_down_for_six_hours_is_made_up_for_on_the_same_day(scene: Monday) -> None:
    users, drain = await scene.crowd(10), scene.drain()
    scene.slack.faults.down = True
    await scene.tick(drain)
    assert not scene.posts()
    assert {state for state, _ in await scene.states()} <= {"planned", "sending"}
    scene.slack.faults.down, scene.later = False, 6 * HOUR
    await scene.ticks(20)
    await scene.each_has_one(users)


async def test_slack_down_past_midnight_leaves_a_silent_week_with_its_reason(scene: Monday) -> None:
    await scene.crowd(10)
    scene.slack.faults.down = True
    await scene.tick(scene.drain())
    scene.slack.faults.down, scene.later = False, 16 * HOUR
    await scene.ticks(20)
    assert await scene.states() == {("silent", "late"): 10}
    assert not scene.posts()


async def test_a_revoked_token_ends_everybody_s_week_without_trying_anybody_twice(scene: Monday) -> None:
    users = await scene.crowd(10)
    scene.slack.installation.revoked, scene.slack.installation.refusal = True, "token_revoked"
    await scene.ticks(30)
    assert await scene.states() == {("dead", "everybody:token_revoked"): 10}
    assert scene.calls(POST) == 10
    assert await scene.choices() == dict.fromkeys(users, "on")  # a new token, and next week comes


@pytest.mark.parametrize("fault", ["error_after", "hang_up_after", "hang"])
async def test_an_answer_that_got_lost_is_looked_up_and_nothing_is_sent_again(scene: Monday, fault: str) -> None:
    users = await scene.crowd(8)
    scene.slack.faults.next(POST, fault, 8, seconds=2)  # type: ignore[arg-type]
    await scene.ticks(20)
    assert scene.slack.faults.struck[fault] == 8
    assert scene.calls(POST) == 8
    await scene.each_has_one(users)
    about = {(row.kind, row.skill, row.minutes) for row in (await scene.rows()).values()}
    assert about == {("gap", "mlflow", 30)}  # what the message said of itself
    assert await ignored(scene) == {1}


@pytest.mark.parametrize("fault", ["error_before", "hang_up_before"])
async def test_what_never_arrived_is_sent_again_after_asking(scene: Monday, fault: str) -> None:
    users = await scene.crowd(8)
    scene.slack.faults.next(POST, fault, 8)  # type: ignore[arg-type]
    await scene.ticks(20)
    assert scene.calls(HISTORY) >= 8
    await scene.each_has_one(users)


async def test_while_the_history_cannot_be_read_nothing_is_sent_again(scene: Monday) -> None:
    users = await scene.crowd(8)
    scene.slack.faults.next(POST, "error_after", 4)
    scene.slack.faults.next(POST, "error_before", 4)
    scene.slack.faults.share(HISTORY, "unavailable", 1.0)
    await scene.ticks(5)
    assert scene.slack.faults.struck["unavailable"] >= 2
    assert scene.calls(POST) == 8
    assert await scene.states() == {("sending", None): 8}
    scene.slack.faults.clear()
    await scene.ticks(20)
    await scene.each_has_one(users)


async def ignored(scene: Monday) -> set[int]:
    """How many messages without a sign each person is said to have had."""
    async with scene.database.reading() as session:
        return set((await session.exec_driver_sql("SELECT ignored FROM nudge_choices")).scalars())
