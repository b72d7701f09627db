"""An event that the platform delivers again is recognised, for two days, in its own workspace."""

from __future__ import annotations

import asyncio
import datetime as dt

from storage import events, members
from storage.database import Database
from storage.events import KEPT
from storage.tables import SeenEvent
from tests.storage.counting import rows
from tests.storage.people import NOON


async def is_new(database: Database, event_id: str, now: dt.datetime = NOON, workspace: str = "T0ACME") -> bool:
    """Deliver an event, as the bot takes it: workspace and note in one transaction."""
    async with database.writing() as session:
        home = await members.workspace_id(session, "slack", workspace, now)
        return await events.is_new(session, home, event_id, now)


async def forgotten(database: Database, now: dt.datetime) -> int:
    async with database.writing() as session:
        return await events.forget_old(session, now)


async def test_the_first_delivery_is_new_and_its_retries_are_not(database: Database) -> None:
    assert await is_new(database, "Ev1")
    assert not await is_new(database, "Ev1", NOON + dt.timedelta(minutes=1))
    assert not await is_new(database, "Ev1", NOON + dt.timedelta(minutes=5))
    assert await is_new(database, "Ev2")


async def test_of_fifty_deliveries_at_once_exactly_one_is_new(database: Database) -> None:
    said = await asyncio.gather(*(is_new(database, "Ev1") for _ in range(50)))
    assert said.count(True) == 1
    assert await rows(database, SeenEvent) == 1


async def test_the_same_event_id_in_two_workspaces_is_two_events(database: Database) -> None:
    assert await is_new(database, "Ev1")
    assert await is_new(database, "Ev1", workspace="T0GLOBEX")


async def test_a_delivery_whose_handling_failed_is_new_the_next_time(database: Database) -> None:
    """Noting it is part of the transaction: nothing was noted when nothing was committed."""
    try:
        async with database.writing() as session:
            home = await members.workspace_id(session, "slack", "T0ACME", NOON)
            assert await events.is_new(session, home, "Ev1", NOON)
            raise RuntimeError("out of luck")
    except RuntimeError:
        pass
    assert await is_new(database, "Ev1")


async def test_events_are_kept_for_two_days_to_the_moment(database: Database) -> None:
    assert dt.timedelta(days=2) == KEPT
    await is_new(database, "old", NOON - KEPT - dt.timedelta(microseconds=1))
    await is_new(database, "on the edge", NOON - KEPT)
    await is_new(database, "today", NOON)
    assert await forgotten(database, NOON) == 1
    assert not await is_new(database, "on the edge")
    assert not await is_new(database, "today")
    assert await is_new(database, "old")


async def test_old_events_go_from_every_workspace_and_only_once(database: Database) -> None:
    for number in range(30):
        await is_new(database, f"Ev{number}", NOON - dt.timedelta(days=3), f"T{number % 3}")
    await is_new(database, "Ev0", NOON, "T9")
    assert await forgotten(database, NOON) == 30
    assert await forgotten(database, NOON) == 0
    assert await rows(database, SeenEvent) == 1
