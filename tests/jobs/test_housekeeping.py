"""Housekeeping forgets old events and weeks, and who is long gone; of others it touches nothing that they told us."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import DBAPIError

from jobs import housekeeping
from storage import confirmations, deliveries, events, members, presence
from storage.database import Database
from storage.members import Me
from storage.tables import Confirmation, Delivery, Member, SeenEvent, SkillDepth, Workspace, table
from tests.storage.counting import rows
from tests.storage.people import ALICE, BOB, NAMESAKE, NOON, depths_of, greeted, knows


async def delivered(database: Database, event_id: str, at: dt.datetime) -> bool:
    """Whether an event is new."""
    async with database.writing() as session:
        home = await members.workspace_id(session, "slack", "T0ACME", at)
        return await events.is_new(session, home, event_id, at)


async def test_old_events_go_and_recent_ones_stay(database: Database) -> None:
    for days in (0, 1, 2, 3, 30):
        await delivered(database, f"{days} days old", NOON - dt.timedelta(days=days))
    assert await housekeeping.run(database, NOON) == 2
    assert await rows(database, SeenEvent) == 3
    assert await housekeeping.run(database, NOON) == 0


async def test_a_question_to_a_colleague_goes_after_two_weeks(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "working")
    async with database.writing() as session:
        await confirmations.ask(session, alice, "docker", "working", "c1", NOON)
    assert await housekeeping.run(database, NOON + dt.timedelta(days=13)) == 0
    assert await housekeeping.run(database, NOON + dt.timedelta(days=14)) == 1
    assert await rows(database, Confirmation) == 0
    assert await depths_of(database, alice) == {"docker": "working"}


async def sent(database: Database, me: Me, week: str, at: dt.datetime) -> None:
    """Somebody's message of a week."""
    values = {"workspace_id": me.workspace_id, "member_id": me.id, "week": week, "state": "sent", "attempts": 1}
    moments = {"due_at": at, "not_before": at, "until": at, "planned_at": at}
    async with database.writing() as session:
        await session.execute(insert(table(Delivery)).values(values | moments))


async def test_weeks_go_after_a_year_and_a_little(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await sent(database, alice, "2024-W52", NOON - deliveries.KEPT - dt.timedelta(seconds=1))
    await sent(database, alice, "2025-W11", NOON - dt.timedelta(weeks=51))
    assert await housekeeping.run(database, NOON) == 1
    assert await rows(database, Delivery) == 1


async def test_who_left_goes_after_30_days_and_a_workspace_without_the_app_too(database: Database) -> None:
    alice, bob, namesake = [await greeted(database, who) for who in (ALICE, BOB, NAMESAKE)]
    for me in (alice, bob, namesake):
        await knows(database, me, "docker", "working")
    async with database.writing() as session:
        await presence.follow(session, ALICE, None, True, NOON)
        await presence.app_removed(session, NAMESAKE.platform, NAMESAKE.workspace, NOON)
    assert await housekeeping.run(database, NOON + dt.timedelta(days=30)) == 0
    assert await housekeeping.run(database, NOON + dt.timedelta(days=31)) == 2
    assert [await rows(database, model) for model in (Workspace, Member, SkillDepth)] == [1, 1, 1]
    assert await depths_of(database, bob) == {"docker": "working"}


async def test_one_line_in_the_log_tells_how_much_of_each_went(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    alice, _ = await greeted(database, ALICE), await greeted(database, BOB)
    await sent(database, alice, "2024-W52", NOON - deliveries.KEPT - dt.timedelta(days=1))
    async with database.writing() as session:
        await presence.follow(session, ALICE, None, True, NOON - dt.timedelta(days=31))
        await presence.follow(session, BOB, None, True, NOON - dt.timedelta(days=31))
    for number in range(3):
        await delivered(database, f"Ev{number}", NOON - dt.timedelta(days=3))
    assert await housekeeping.run(database, NOON) == 6
    (line,) = capsys.readouterr().err.splitlines()
    for told in ("events_forgotten=3", "confirmations_lapsed=0", "weeks_forgotten=1", "gone_forgotten=2"):
        assert told in line
    assert ALICE.user not in line


async def test_people_workspaces_and_depths_are_kept_however_old(database: Database) -> None:
    alice = await greeted(database, ALICE)
    await knows(database, alice, "docker", "expert")
    await delivered(database, "Ev1", NOON)
    assert await housekeeping.run(database, NOON + dt.timedelta(days=3_650)) == 1
    assert [await rows(database, model) for model in (Workspace, Member, SkillDepth)] == [1, 1, 1]
    assert await depths_of(database, alice) == {"docker": "expert"}


async def test_there_may_be_nothing_to_do(database: Database) -> None:
    assert await housekeeping.run(database, NOON) == 0


async def test_two_replicas_that_tidy_at_once_delete_each_row_once(url: str, database: Database) -> None:
    for number in range(50):
        await delivered(database, f"Ev{number}", NOON - dt.timedelta(days=3))
    replica = Database(url)
    try:
        gone = await asyncio.gather(*(housekeeping.run(each, NOON) for each in (database, replica) * 3))
    finally:
        await replica.close()
    assert sum(gone) == 50
    assert await rows(database, SeenEvent) == 0


async def test_a_database_without_tables_is_an_error_and_not_a_clean_house(empty: Database) -> None:
    with pytest.raises(DBAPIError):
        await housekeeping.run(empty, NOON)
