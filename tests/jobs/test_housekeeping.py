"""Housekeeping forgets old events, and touches nothing that people told us."""

from __future__ import annotations

import asyncio
import datetime as dt

import pytest
from sqlalchemy.exc import DBAPIError

from jobs import housekeeping
from storage import confirmations, events, members
from storage.database import Database
from storage.tables import Confirmation, Member, SeenEvent, SkillDepth, Workspace
from tests.storage.counting import rows
from tests.storage.people import ALICE, NOON, depths_of, greeted, knows


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
